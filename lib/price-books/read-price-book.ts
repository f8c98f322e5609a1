import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PRICE_UNITS, priceBooks } from "#db/schema/price-books.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { OwnFactor, OwnPrice } from "./columns.ts";
import { BUILT_IN, bookById, type EffectiveBook, effectiveBook, ownRows } from "./effective-book.ts";
import { builtInBook, PriceBookView, presentPriceBook } from "./list-price-books.ts";

/** One entry as an estimate with this version would use it. `own`: the tenant's, else built in. */
export const PriceBookItem = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  price: OwnPrice.extend({ own: z.boolean() }).nullable(),
  factor: OwnFactor.extend({ own: z.boolean(), proxy: z.boolean() }).nullable(),
});
export type PriceBookItem = z.output<typeof PriceBookItem>;

export const PriceBookDetail = PriceBookView.extend({ items: z.array(PriceBookItem) });

/** A version with all its entries, by catalogue id; `default` is the built-in one. Throws `NotFound`. */
export async function readPriceBook(ctx: Ctx, id: string): Promise<z.input<typeof PriceBookDetail>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const book = await effectiveBook(tx, ctx.tenant.id, id);
    return { ...(await headOf(tx, ctx.tenant.id, id)), items: await itemsOf(tx, ctx.tenant.id, book) };
  });
}

async function headOf(tx: Transaction, tenantId: string, id: string) {
  if (id !== BUILT_IN) return presentPriceBook(await bookById(tx, tenantId, id));
  const [active] = await tx
    .select({ id: priceBooks.id })
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
  return builtInBook(!active);
}

export async function itemsOf(
  tx: Transaction,
  tenantId: string,
  book: EffectiveBook,
): Promise<PriceBookItem[]> {
  const own = new Map(
    (book.id ? await ownRows(tx, tenantId, book.id) : []).map((row) => [row.catalogueId, row]),
  );
  return [...book.catalogue.values()].map((entry) => {
    const price = book.prices.rows.get(entry.id);
    const mine = own.get(entry.id);
    return {
      catalogue_id: entry.id,
      name: entry.name,
      unit: entry.unit,
      price: price
        ? {
            unit: price.unit,
            material_price: price.materialPrice,
            labour_hours: price.labourHours,
            equipment_hours: price.equipmentHours,
            waste_allowance: price.wasteAllowance,
            low_factor: price.lowFactor,
            high_factor: price.highFactor,
            source: price.source,
            placeholder: price.placeholder,
            own: Boolean(mine?.price),
          }
        : null,
      factor: entry.carbon
        ? {
            a1_a3_kg_per_kg: String(entry.carbon.a1a3KgPerKg),
            quality: entry.carbon.quality,
            source: entry.carbon.source,
            own: Boolean(mine?.factor),
            proxy: entry.carbon.proxy,
          }
        : null,
    };
  });
}
