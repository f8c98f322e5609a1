import { Invalid } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { refusalOf } from "#lib/processing/refusal.ts";

/**
 * Work that prices and counts what a person gave. Throws `Invalid` (`quantities_impossible`, `bill_too_long`) where its
 * amounts cannot be counted or held.
 */
export async function refuseImpossible<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal ? new Invalid(refusal.code, retold(refusal.byHand)) : error;
  }
}
