import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { priceBooks } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE_VERSION, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { BUILT_IN, type PriceBookRow } from "./effective-book.ts";

/** One version of a price book; the built-in one has the id `default`. */
export const PriceBookView = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  currency: z.string(),
  active: z.boolean(),
  origin: z.enum(["built_in", "import", "edit"]),
  created_at: z.string().nullable(),
});

const MAX_VERSIONS = 500;

/** The newest versions first, the built-in book last. Exactly one is active. */
export async function listPriceBooks(ctx: Ctx): Promise<z.input<typeof PriceBookView>[]> {
  requireRole(ctx, "viewer");
  const own = await ctx.transaction((tx) =>
    tx
      .select()
      .from(priceBooks)
      .where(eq(priceBooks.tenantId, ctx.tenant.id))
      .orderBy(desc(priceBooks.version))
      .limit(MAX_VERSIONS),
  );
  return [...own.map(presentPriceBook), builtInBook(!own.some((book) => book.isActive))];
}

export function presentPriceBook(book: PriceBookRow): z.input<typeof PriceBookView> {
  return {
    id: book.id,
    version: book.version,
    name: retold(book.name),
    currency: book.currency,
    active: book.isActive,
    origin: book.origin,
    created_at: book.createdAt.toISOString(),
  };
}

export function builtInBook(active: boolean): z.input<typeof PriceBookView> {
  return {
    id: BUILT_IN,
    version: DEFAULT_CATALOGUE_VERSION,
    name: retold(DEFAULT_PRICE_BOOK.name),
    currency: DEFAULT_PRICE_BOOK.currency,
    active,
    origin: "built_in",
    created_at: null,
  };
}
