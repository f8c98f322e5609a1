import { BeyondCounting } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** A bill whose amounts can no longer be counted exactly is refused: `Invalid` (`amount_too_large`). */
export async function refuseBeyondCounting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BeyondCounting) throw new Invalid("amount_too_large", problemText("boq.tooLarge"));
    throw error;
  }
}
