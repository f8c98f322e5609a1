import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ListCatalogue = z.object({
  q: z.string().trim().max(100).default(""),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

export const CatalogueItem = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  whole_product: z.boolean(),
});

/** Catalogue entries whose name or id holds every word of `q`, in the catalogue's order. */
export async function listCatalogue(
  ctx: Ctx,
  { q, limit }: z.output<typeof ListCatalogue>,
): Promise<{ items: z.input<typeof CatalogueItem>[]; total: number }> {
  requireRole(ctx, "viewer");
  const words = q.toLowerCase().split(/\s+/);
  const found = [...DEFAULT_CATALOGUE.values()].filter((entry) =>
    words.every((word) => `${entry.id} ${entry.name}`.toLowerCase().includes(word)),
  );
  return {
    items: found
      .slice(0, limit)
      .map(({ id, name, unit, wholeProduct }) => ({ id, name, unit, whole_product: wholeProduct })),
    total: found.length,
  };
}
