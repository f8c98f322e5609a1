import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import type { Cell, Style } from "./cells.ts";

/** Of a unit in the last place: nearer to a half than this, binary and exact numbers may round to different sides. */
const NEAR_HALF = 1e-6;

/**
 * A cell that a spreadsheet calculates by `formula`, rounded to `places`, where that surely gives the `exact` amount of
 * the estimate: `raw` is what its binary numbers make of it before it is rounded. Otherwise the amount itself.
 */
export function rounded(
  formula: string,
  { raw, exact, places, style }: { raw: number; exact: DecimalString; places: number; style: Style },
): Cell {
  const units = raw * 10 ** places;
  const isSure = Math.abs(Math.abs(units % 1) - 0.5) > NEAR_HALF;
  const gives = decimal(exact).shiftedBy(places).isEqualTo(Math.round(units));
  return isSure && gives
    ? { formula: `ROUND(${formula},${places})`, value: exact, style }
    : { number: exact, style };
}

/** The sum of a column's rows, rounded to what its cells have, since binary sums are off by a trifle. */
export function sumOf(
  { column, first, last }: { column: string; first: number; last: number },
  { exact, places, style }: { exact: DecimalString; places: number; style: Style },
): Cell {
  if (last < first) return { number: exact, style };
  return { formula: `ROUND(SUM(${column}${first}:${column}${last}),${places})`, value: exact, style };
}
