import { keptText } from "#lib/i18n/kept-text.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";

/** What one bill may hold: several times what the longest ones do. */
export const BILL_LIMITS = {
  bill_rows: 100_000,
  bill_columns: 200,
  bill_sheets: 100,
  bill_elements: 200_000,
} as const;

/** Pieces of one row, each of which is an element. */
export const MOST_PIECES = 10_000;
/** Cells are cut to that many letters. */
export const LONGEST_CELL = 2000;
/** What the parts of a workbook may unpack to, together, bytes. */
export const MOST_UNPACKED = 128 * 2 ** 20;
/** A workbook or a table as a file, bytes: it is held whole. */
export const LARGEST_BILL = 64 * 2 ** 20;

export function checkBill(kind: keyof typeof BILL_LIMITS, count: number): void {
  const most = BILL_LIMITS[kind];
  if (count > most)
    throw new TakeoffError(
      "bill_too_many",
      keptText(`too_many_${kind}`, { most: most.toLocaleString("en") }),
    );
}
