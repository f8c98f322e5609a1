import type { Transaction } from "#db/client.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import type { DecimalString } from "#lib/catalogue/decimal.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type EffectiveBook, effectiveBook } from "#lib/price-books/effective-book.ts";
import { readPriceLevels } from "#lib/search/levels/price-levels.ts";
import { type RateOnDay, rateOn } from "#lib/search/levels/rate-on.ts";
import type { LibraryRow } from "./find-library.ts";

/** What a library's items are counted with when they become build-ups of a price book. */
export interface AdoptionTerms {
  book: EffectiveBook;
  currency: string;
  /** The rate that estimates by this book count equipment hours with, unless they say another. */
  equipmentRate: DecimalString;
  /** Null: the currencies are the same. */
  exchange: RateOnDay | null;
  /** Why nothing can be counted: the currencies differ, and nobody has stated a rate. */
  refused: string | null;
}

/** Without a price book's id by the active version. Throws `NotFound`. */
export async function adoptionTerms(
  tx: Transaction,
  tenantId: string,
  library: Pick<LibraryRow, "currency" | "pricedOn">,
  bookId?: string,
): Promise<AdoptionTerms> {
  const book = await effectiveBook(tx, tenantId, bookId);
  const { currency } = book.prices;
  const [settings] = await tx.select().from(tenantSettings);
  const exchange =
    library.currency === currency
      ? null
      : rateOn(await readPriceLevels(tx), library.currency, currency, new Date(library.pricedOn));
  return {
    book,
    currency,
    equipmentRate: settings?.currency === currency ? settings.equipmentRate : book.prices.equipmentRate,
    exchange,
    refused:
      library.currency === currency || exchange
        ? null
        : problemText("workItems.noRate", { from: library.currency, to: currency }),
  };
}
