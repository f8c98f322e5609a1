import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { effectiveBook } from "./effective-book.ts";

export const ListCatalogue = z.object({
  q: z.string().trim().max(100).default(""),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

export const CatalogueItem = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  whole_product: z.boolean(),
  /** Added by the organisation. */
  own: z.boolean(),
});

/** Entries of the active version whose name, id or other names hold every word of `q`: built-in ones by the catalogue's order, then own ones. */
export async function listCatalogue(
  ctx: Ctx,
  { q, limit }: z.output<typeof ListCatalogue>,
): Promise<{ items: z.input<typeof CatalogueItem>[]; total: number }> {
  requireRole(ctx, "viewer");
  const words = q.toLowerCase().split(/\s+/);
  const { catalogue, own } = await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id));
  const rows = new Map(own.rows.map((row) => [row.catalogueId, row]));
  const found = [...catalogue.values()].filter(({ id, name }) => {
    const names = [id, name, entryName(id, name), ...(rows.get(id)?.aliases ?? [])].join(" ").toLowerCase();
    return words.every((word) => names.includes(word));
  });
  return {
    items: found.slice(0, limit).map(({ id, name, unit, wholeProduct }) => ({
      id,
      name: entryName(id, name),
      unit,
      whole_product: wholeProduct,
      own: Boolean(rows.get(id)?.entry),
    })),
    total: found.length,
  };
}
