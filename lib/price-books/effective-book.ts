import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { carbonFactors, priceBookItems, priceBooks } from "#db/schema/price-books.ts";
import {
  DEFAULT_CATALOGUE,
  DEFAULT_CATALOGUE_VERSION,
  DEFAULT_PRICE_BOOK,
} from "#lib/catalogue/default-catalogue.ts";
import { type EffectivePriceBook, layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import type { Catalogue, PriceBook, PriceRow } from "#lib/catalogue/types.ts";
import { NotFound } from "#lib/errors.ts";
import type { OwnFactor, OwnPrice, OwnRow } from "./columns.ts";

export type PriceBookRow = typeof priceBooks.$inferSelect;

/** The name of the built-in book wherever a price book's id is asked for. */
export const BUILT_IN = "default";

export const PriceBookId = z.object({ id: z.union([z.literal(BUILT_IN), z.uuid()]) });

/** Prices and factors as an estimate uses them: the tenant's own over the built-in ones. */
export interface EffectiveBook {
  /** Null: the built-in book alone. */
  id: string | null;
  /** What an estimate states as the versions it used, e.g. `3 over default-1`. */
  priceVersion: string;
  factorVersion: string;
  prices: EffectivePriceBook;
  catalogue: Catalogue;
}

const BUILT_IN_VERSION = `default-${DEFAULT_CATALOGUE_VERSION}`;

/**
 * The book of the given id (`default`: the built-in one), or the active one. Built-in prices fill the gaps of a book in
 * their currency only; a book in another one stands alone, since nobody has stated an exchange rate.
 * Throws `NotFound` (`price_book_not_found`).
 */
export async function effectiveBook(tx: Transaction, tenantId: string, id?: string): Promise<EffectiveBook> {
  const book = id === BUILT_IN ? null : await findBook(tx, tenantId, id);
  const own = book ? await ownRows(tx, tenantId, book.id) : [];
  const prices = layerPriceBooks(book && tenantBook(book, own), DEFAULT_PRICE_BOOK);
  return {
    id: book?.id ?? null,
    priceVersion: prices.books
      .map((used) => (used.id === BUILT_IN ? BUILT_IN_VERSION : String(used.version)))
      .join(" over "),
    factorVersion:
      book && own.some((row) => row.factor) ? `${book.version} over ${BUILT_IN_VERSION}` : BUILT_IN_VERSION,
    prices,
    catalogue: withOwnFactors(own),
  };
}

function tenantBook({ id, name, version, currency }: PriceBookRow, own: OwnRow[]): PriceBook {
  const rows = new Map(
    own.flatMap(({ catalogueId, price }) => (price ? [[catalogueId, priceRow(price)] as const] : [])),
  );
  const { laborRate, equipmentRate } = DEFAULT_PRICE_BOOK;
  return { id, name, version, currency, laborRate, equipmentRate, rows };
}

function withOwnFactors(own: OwnRow[]): Catalogue {
  const catalogue = new Map(DEFAULT_CATALOGUE);
  for (const { catalogueId, factor } of own) {
    const entry = catalogue.get(catalogueId);
    if (!factor || !entry) continue;
    const carbon = {
      a1a3KgPerKg: Number(factor.a1_a3_kg_per_kg),
      quality: factor.quality,
      source: factor.source,
      proxy: factor.quality === "C",
    };
    catalogue.set(catalogueId, { ...entry, carbon });
  }
  return catalogue;
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
  if (!book)
    throw new NotFound(
      "price_book_not_found",
      "There is no such price book version. GET /api/price-books lists them.",
    );
  return book;
}

/** What a version holds of its own, by catalogue id. */
export async function ownRows(tx: Transaction, tenantId: string, bookId: string): Promise<OwnRow[]> {
  const prices = await tx
    .select()
    .from(priceBookItems)
    .where(and(eq(priceBookItems.tenantId, tenantId), eq(priceBookItems.priceBookId, bookId)));
  const factors = await tx
    .select()
    .from(carbonFactors)
    .where(and(eq(carbonFactors.tenantId, tenantId), eq(carbonFactors.priceBookId, bookId)));
  const rows = new Map<string, OwnRow>();
  for (const item of prices)
    rows.set(item.catalogueId, { catalogueId: item.catalogueId, price: ownPrice(item), factor: null });
  for (const item of factors) {
    const factor: OwnFactor = {
      a1_a3_kg_per_kg: item.a1a3KgPerKg,
      quality: item.quality,
      source: item.source,
    };
    rows.set(item.catalogueId, {
      catalogueId: item.catalogueId,
      price: rows.get(item.catalogueId)?.price ?? null,
      factor,
    });
  }
  return [...rows.values()].sort((a, b) => a.catalogueId.localeCompare(b.catalogueId));
}

function ownPrice(item: typeof priceBookItems.$inferSelect): OwnPrice {
  return {
    unit: item.unit,
    material_price: item.materialPrice,
    labour_hours: item.labourHours,
    equipment_hours: item.equipmentHours,
    waste_allowance: item.wasteAllowance,
    low_factor: item.lowFactor,
    high_factor: item.highFactor,
    source: item.source,
    placeholder: item.placeholder,
  };
}
