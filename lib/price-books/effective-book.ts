import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE_VERSION, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { type EffectivePriceBook, layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import type { LocationFactor } from "#lib/catalogue/location-factors.ts";
import type { Catalogue, PriceBook, PriceRow } from "#lib/catalogue/types.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type EpdTerms, ownCatalogue, ownNames } from "./own-catalogue.ts";
import type { OwnBook, OwnPrice, OwnRow } from "./own-row.ts";
import { readOwnBook } from "./read-own-book.ts";

export type PriceBookRow = typeof priceBooks.$inferSelect;

/** The name of the built-in book wherever a price book's id is asked for. */
export const BUILT_IN = "default";

export const PriceBookId = z.object({ id: z.union([z.literal(BUILT_IN), z.uuid()]) });

/** Prices, factors and places as an estimate uses them: the tenant's own over the built-in ones. */
export interface EffectiveBook {
  /** Null: the built-in book alone. */
  id: string | null;
  /** What an estimate states as the versions it used, e.g. `3 over default-1`. */
  priceVersion: string;
  factorVersion: string;
  prices: EffectivePriceBook;
  catalogue: Catalogue;
  /** What names in models mean by the tenant's own words: catalogue ids by normalised name. */
  names: ReadonlyMap<string, string>;
  /** The tenant's own places; they stand before the built-in table. */
  locations: LocationFactor[];
  /** What the version holds of its own. */
  own: OwnBook;
}

const BUILT_IN_VERSION = `default-${DEFAULT_CATALOGUE_VERSION}`;

/**
 * The book of the given id (`default`: the built-in one), or the active one. Built-in prices fill the gaps of a book in
 * their currency only; a book in another one stands alone, since nobody has stated an exchange rate.
 * Throws `NotFound` (`price_book_not_found`).
 */
export async function effectiveBook(tx: Transaction, tenantId: string, id?: string): Promise<EffectiveBook> {
  const book = id === BUILT_IN ? null : await findBook(tx, tenantId, id);
  const own = book ? await readOwnBook(tx, tenantId, book.id) : { rows: [], locations: [] };
  const prices = layerPriceBooks(book && tenantBook(book, own.rows), DEFAULT_PRICE_BOOK);
  const counts = own.rows.some((row) => row.factor ?? row.mass ?? row.siteWaste ?? row.epd);
  return {
    id: book?.id ?? null,
    priceVersion: prices.books
      .map((used) => (used.id === BUILT_IN ? BUILT_IN_VERSION : String(used.version)))
      .join(" over "),
    factorVersion: book && counts ? `${book.version} over ${BUILT_IN_VERSION}` : BUILT_IN_VERSION,
    prices,
    catalogue: ownCatalogue(own.rows, await epdTerms(tx, tenantId, own.rows)),
    names: ownNames(own.rows),
    locations: own.locations,
    own,
  };
}

/** What the quality of a chosen declaration is judged by: the organisation's country, where its account has one, and today. */
async function epdTerms(tx: Transaction, tenantId: string, rows: readonly OwnRow[]): Promise<EpdTerms> {
  const on = new Date();
  if (!rows.some((row) => row.epd)) return { country: null, on };
  const [account] = await tx
    .select({ country: billingAccounts.country })
    .from(billingAccounts)
    .where(eq(billingAccounts.tenantId, tenantId));
  return { country: account?.country ?? null, on };
}

function tenantBook({ id, name, version, currency }: PriceBookRow, own: OwnRow[]): PriceBook {
  const rows = new Map(
    own.flatMap(({ catalogueId, price }) => (price ? [[catalogueId, priceRow(price)] as const] : [])),
  );
  const { laborRate, equipmentRate } = DEFAULT_PRICE_BOOK;
  return { id, name, version, currency, laborRate, equipmentRate, rows };
}

function priceRow(price: OwnPrice): PriceRow {
  return {
    unit: price.unit,
    materialPrice: price.material_price,
    labourHours: price.labour_hours,
    equipmentHours: price.equipment_hours,
    wasteAllowance: price.waste_allowance,
    lowFactor: price.low_factor,
    highFactor: price.high_factor,
    source: price.source,
    placeholder: price.placeholder,
  };
}

/** The version of the given id; throws `NotFound`. Without an id the active one, or null. */
async function findBook(
  tx: Transaction,
  tenantId: string,
  id: string | undefined,
): Promise<PriceBookRow | null> {
  if (id !== undefined) return bookById(tx, tenantId, id);
  const [active] = await tx
    .select()
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
  return active ?? null;
}

export async function bookById(tx: Transaction, tenantId: string, id: string): Promise<PriceBookRow> {
  const [book] = await tx
    .select()
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.id, id)));
  if (!book) throw new NotFound("price_book_not_found", problemText("priceBooks.priceBookVersion"));
  return book;
}
