import { BigNumber } from "bignumber.js";

/**
 * Exact decimals. Sums and products never round; a quotient (waste factors, apportioning) keeps 40 places.
 * Rounding is half away from zero, as estimates are checked by hand, and happens only where a function says so.
 */
export const Decimal = BigNumber.clone({
  DECIMAL_PLACES: 40,
  ROUNDING_MODE: BigNumber.ROUND_HALF_UP,
  EXPONENTIAL_AT: 1e9,
});

export type Decimal = BigNumber;

/** A decimal number as text, without exponent: `"1234.5"`. The form in which exact values leave this code. */
export type DecimalString = string;

/** Reads a number by its shortest decimal form, so 0.1 is exactly 0.1. Throws a RangeError for anything not finite. */
export function decimal(value: number | string | Decimal): Decimal {
  const read = new Decimal(typeof value === "number" ? String(value) : value);
  if (!read.isFinite()) throw new RangeError(`Not a decimal number: ${String(value)}`);
  return read;
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = decimal(0);
  for (const value of values) total = total.plus(value);
  return total;
}

/** Rounds half away from zero to `places` and writes the shortest text of it. */
export function round(value: Decimal, places: number): DecimalString {
  return value.decimalPlaces(places).toFixed();
}

/** Rounds to a whole number. Throws a RangeError beyond ±2^53, where a JavaScript number is no longer exact. */
export function toInteger(value: Decimal): number {
  const whole = value.integerValue(BigNumber.ROUND_HALF_UP).toNumber();
  if (!Number.isSafeInteger(whole))
    throw new RangeError(`${value.toFixed()} is too large to be counted exactly.`);
  return whole === 0 ? 0 : whole;
}

/**
 * Splits a whole number by weights so that the parts add up to it exactly (largest remainder; ties go to the earlier
 * part). Weights that are all zero give everything to the first part.
 */
export function apportion(total: number, weights: readonly Decimal[]): number[] {
  if (weights.length === 0) return [];
  const whole = sum(weights);
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => decimal(total).times(weight).div(whole));
  const parts = exact.map((part) => toInteger(part.integerValue(BigNumber.ROUND_FLOOR)));
  let left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, rest: part.minus(part.integerValue(BigNumber.ROUND_FLOOR)) }))
    .sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
