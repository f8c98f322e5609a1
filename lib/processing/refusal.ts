import { BeyondCounting } from "#lib/catalogue/decimal.ts";

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
  ofModel:
    "The model's quantities are impossible: they come to more than can be counted. Check the length unit of the model (millimetres exported as metres make it a thousand times too large) and your prices and hourly rates, then upload or run it again.",
  byHand:
    "These quantities are impossible at these prices and rates: they come to more than can be counted. Check the quantities with their units, the length unit of the model, the prices and the hourly rates.",
};

/** Materials × classes × storeys of a model make more figures than any bill is read for. */
const BILL_TOO_LONG: Refusal = {
  code: "bill_too_long",
  ofModel:
    "The model spreads its materials over so many classes and storeys that its bill cannot be held. Split it by building or discipline, and upload the parts.",
  byHand:
    "The model spreads these materials over so many classes and storeys that its bill cannot be held. Assign them to fewer entries, or split the model.",
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
