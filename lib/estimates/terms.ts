import type { Transaction } from "#db/client.ts";
import type { ChosenTerms } from "#db/schema/estimates.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import { type EffectiveBook, effectiveBook } from "#lib/price-books/effective-book.ts";
import type { CostOptions } from "#lib/processing/costs/estimate-costs.ts";

/** On what an estimate is calculated: prices and factors, place and hourly rates. */
export interface Terms {
  book: EffectiveBook;
  /** As asked for. */
  location: string;
  options: CostOptions;
}

/**
 * The organisation's settings with what a person chose for this estimate in front. Without a price book's id the active
 * version. Throws `NotFound` for an unknown version.
 */
export async function termsFor(
  tx: Transaction,
  tenantId: string,
  chosen: ChosenTerms,
  priceBookId?: string,
): Promise<Terms> {
  const [settings] = await tx.select().from(tenantSettings);
  if (!settings) throw new Error(`Tenant ${tenantId} has no settings`);
  const location = chosen.location ?? settings.location;
  const book = await effectiveBook(tx, tenantId, priceBookId);
  // The organisation's rates are money of its currency; a book in another one brings its own.
  const sameCurrency = settings.currency === book.prices.currency;
  return {
    book,
    location,
    options: {
      location: findLocation(location, book.locations),
      laborRate: chosen.laborRate ?? (sameCurrency ? settings.labourRate : book.prices.laborRate),
      equipmentRate:
        chosen.equipmentRate ?? (sameCurrency ? settings.equipmentRate : book.prices.equipmentRate),
    },
  };
}
