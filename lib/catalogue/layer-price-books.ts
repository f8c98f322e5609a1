import type { DecimalString } from "./decimal.ts";
import type { PriceBook, PriceRow } from "./types.ts";

export interface BookReference {
  id: string;
  name: string;
  version: number;
}

/** A price, and the book it stands in. */
export interface EffectiveRow extends PriceRow {
  bookId: string;
}

/** The prices an estimate works with, all in one currency, and the books they come from. */
export interface EffectivePriceBook {
  currency: string;
  laborRate: DecimalString;
  equipmentRate: DecimalString;
  rows: ReadonlyMap<string, EffectiveRow>;
  books: BookReference[];
}

/**
 * Lays a tenant's price book over the default one: the tenant's rows, rates and currency win. Rows of the default book
 * in another currency are left out, since nobody has stated an exchange rate: what only they price is listed as unpriced.
 */
export function layerPriceBooks(tenant: PriceBook | null, base: PriceBook): EffectivePriceBook {
  const top = tenant ?? base;
  const under = top.currency === base.currency ? [base] : [];
  const layers = tenant ? [...under, tenant] : under;
  const rows = new Map<string, EffectiveRow>();
  for (const book of layers) for (const [id, row] of book.rows) rows.set(id, { ...row, bookId: book.id });
  return {
    currency: top.currency,
    laborRate: top.laborRate,
    equipmentRate: top.equipmentRate,
    rows,
    books: layers.map(referenceOf).reverse(),
  };
}

function referenceOf({ id, name, version }: PriceBook): BookReference {
  return { id, name, version };
}
