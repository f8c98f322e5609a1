import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { priceBooks } from "#db/schema/price-books.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { OwnFactor, OwnPrice, unitProblem } from "./columns.ts";
import { BUILT_IN, bookById, ownRows } from "./effective-book.ts";
import { type PriceBookView, presentPriceBook } from "./list-price-books.ts";
import { saveVersion } from "./save-version.ts";

/** What is left out stays as it is in the base version; null goes back to the built-in value. */
export const EditPriceBookRow = z
  .strictObject({ price: OwnPrice.nullable().optional(), factor: OwnFactor.nullable().optional() })
  .refine(
    (edit) => edit.price !== undefined || edit.factor !== undefined,
    "Give a price, a factor, or null to go back to the built-in value.",
  );

/**
 * Changes one entry: makes the next version out of the base version with this entry replaced. It is active when its base
 * was. Throws `NotFound` for an unknown version or entry, `Invalid` for a price in the wrong unit.
 */
export async function editPriceBookRow(
  ctx: Ctx,
  base: string,
  catalogueId: string,
  edit: z.output<typeof EditPriceBookRow>,
): Promise<z.input<typeof PriceBookView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  if (!DEFAULT_CATALOGUE.has(catalogueId))
    throw new NotFound(
      "catalogue_entry_not_found",
      "There is no such catalogue entry. GET /api/catalogue lists them.",
    );
  const problem = edit.price ? unitProblem(catalogueId, edit.price) : null;
  if (problem) throw new Invalid("price_unit_wrong", problem, [{ path: "price.unit", message: problem }]);
  return ctx.transaction(async (tx) => {
    await tx
      .select({ id: tenantSettings.tenantId })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenantId))
      .for("update");
    const [active] = await tx
      .select({ id: priceBooks.id })
      .from(priceBooks)
      .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
    const book = base === BUILT_IN ? null : await bookById(tx, tenantId, base);
    const rows = book ? await ownRows(tx, tenantId, book.id) : [];
    const before = rows.find((row) => row.catalogueId === catalogueId);
    const after = {
      catalogueId,
      price: edit.price === undefined ? (before?.price ?? null) : edit.price,
      factor: edit.factor === undefined ? (before?.factor ?? null) : edit.factor,
    };
    const kept = rows.filter((row) => row.catalogueId !== catalogueId);
    const saved = await saveVersion(ctx, tx, {
      name: book?.name ?? "Own price book",
      currency: book?.currency ?? DEFAULT_PRICE_BOOK.currency,
      origin: "edit",
      activate: book ? active?.id === book.id : !active,
      rows: after.price || after.factor ? [...kept, after] : kept,
      detail: { base, catalogue_id: catalogueId },
    });
    return presentPriceBook(saved);
  });
}
