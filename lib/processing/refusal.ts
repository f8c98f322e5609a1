import { BeyondCounting } from "#lib/catalogue/decimal.ts";
import { keptText } from "#lib/i18n/kept-text.ts";

/** Why something cannot be estimated, however often it is tried. */
export interface Refusal {
  code: string;
  /** Said of a file that is processed. */
  ofModel: string;
  /** Said to a person who asks for an estimate. */
  byHand: string;
}

/** Quantities beyond anything built, whose amounts cannot be counted exactly. */
export const QUANTITIES_IMPOSSIBLE: Refusal = {
  code: "quantities_impossible",
  ofModel: keptText("quantities_impossible"),
  byHand: keptText("quantities_impossible_by_hand"),
};

/** Materials × classes × storeys of a model make more figures than any bill is read for. */
const BILL_TOO_LONG: Refusal = {
  code: "bill_too_long",
  ofModel: keptText("bill_too_long"),
  byHand: keptText("bill_too_long_by_hand"),
};

/** A bill of more figures by storey than can be held. */
export class BillTooLong extends Error {
  override name = "BillTooLong";
}

/** What to tell the person where an error means that nothing will help but other input; null for every other error. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof BeyondCounting) return QUANTITIES_IMPOSSIBLE;
  return error instanceof BillTooLong ? BILL_TOO_LONG : null;
}
