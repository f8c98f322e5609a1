import type { DecimalString } from "#lib/catalogue/decimal.ts";

/** A row of the bill as a bidder returned it. */
export interface ReturnedRow {
  itemId: string;
  description: string;
  unit: string;
  /** Of the bill, when it came back. */
  quantity: DecimalString;
  /** Money per unit; null: not priced. */
  rate: DecimalString | null;
}

export const DIFFERENCE_KINDS = [
  /** Another quantity, unit or description than the bill's. */
  "quantity",
  "unit",
  "description",
  /** A row of the bill that is not in the file, one of the file that is not in the bill, one that is there twice. */
  "missing",
  "unknown",
  "twice",
  /** No rate; something that is no rate; one below zero, or with more decimals than can be kept. */
  "unpriced",
  "not_a_rate",
  /** The amount is not quantity × rate. */
  "arithmetic",
  /** A provisional sum, which the bill states, has another amount. */
  "fixed",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a returned bill has otherwise than the bill that was sent out. */
export interface Difference {
  kind: DifferenceKind;
  itemId: string;
  /** What the bill calls the item, or the file where the bill does not know it. */
  description: string;
  /** As a spreadsheet counts rows; null: the file does not have it. */
  row: number | null;
  /** As the bill has it, and as the file has it. */
  expected: string | null;
  found: string | null;
}
