import type { DecimalString } from "./decimal.ts";
import { decimal } from "./decimal.ts";
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
 * in another currency are taken at `exchangeRate` (tenant's currency per unit of the default's), which a person has
 * stated; without it they are left out, so that what only they price is listed as unpriced. Hours are not converted.
 */
export function layerPriceBooks(
  tenant: PriceBook | null,
  base: PriceBook,
  exchangeRate: DecimalString | null = null,
): EffectivePriceBook {
  const top = tenant ?? base;
  const rate = top.currency === base.currency ? "1" : exchangeRate;
  const rows = new Map<string, EffectiveRow>();
  if (rate !== null) {
    for (const [id, row] of base.rows) {
      rows.set(id, {
        ...row,
        materialPrice: decimal(row.materialPrice).times(rate).toFixed(),
        bookId: base.id,
      });
    }
  }
  const books = rate === null ? [] : [referenceOf(base)];
  if (tenant) {
    for (const [id, row] of tenant.rows) rows.set(id, { ...row, bookId: tenant.id });
    books.unshift(referenceOf(tenant));
  }
  return { currency: top.currency, laborRate: top.laborRate, equipmentRate: top.equipmentRate, rows, books };
}

function referenceOf({ id, name, version }: PriceBook): BookReference {
  return { id, name, version };
}
