import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { priceBooks } from "#db/schema/price-books.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { BUILT_IN, bookById } from "./effective-book.ts";
import { type PriceBookView, presentPriceBook } from "./list-price-books.ts";
import type { OwnBook } from "./own-row.ts";
import { readOwnBook } from "./read-own-book.ts";
import { saveVersion } from "./save-version.ts";

/**
 * Makes the next version out of the base version with `change` done to what it holds of its own. It is active when its
 * base was. Throws `NotFound` for an unknown version, and whatever `change` throws; then nothing is stored.
 */
export async function editVersion(
  ctx: Ctx,
  base: string,
  change: (own: OwnBook) => { own: OwnBook; detail: Record<string, unknown> },
): Promise<z.input<typeof PriceBookView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
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
    const { own, detail } = change(
      book ? await readOwnBook(tx, tenantId, book.id) : { rows: [], locations: [] },
    );
    const saved = await saveVersion(ctx, tx, {
      name: book?.name ?? keptText("own_price_book"),
      currency: book?.currency ?? DEFAULT_PRICE_BOOK.currency,
      origin: "edit",
      activate: book ? active?.id === book.id : !active,
      own,
      detail: { base, ...detail },
    });
    return presentPriceBook(saved);
  });
}
