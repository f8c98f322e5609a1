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

/** An amount that cannot be counted exactly: beyond ±2^53 units, or no finite number at all. Nothing that is built comes near. */
export class BeyondCounting extends RangeError {
  override name = "BeyondCounting";
}

/** Reads a number by its shortest decimal form, so 0.1 is exactly 0.1. Throws `BeyondCounting` for a number that is not finite, a RangeError for text that is no number. */
export function decimal(value: number | string | Decimal): Decimal {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new BeyondCounting(`${value} cannot be counted.`);
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

/** Rounds to a whole number. Throws `BeyondCounting` beyond ±2^53, where a JavaScript number is no longer exact. */
export function toInteger(value: Decimal): number {
  const whole = value.integerValue(BigNumber.ROUND_HALF_UP).toNumber();
  if (!Number.isSafeInteger(whole))
    throw new BeyondCounting(`${value.toFixed()} is too large to be counted exactly.`);
  return whole === 0 ? 0 : whole;
}

/**
 * Splits a whole number by weights so that the parts add up to it exactly (largest remainder; ties go to the earlier
 * part). Neither the whole nor a weight is negative. Weights that are all zero give everything to the first part.
 */
export function apportion(total: number, weights: readonly Decimal[]): number[] {
  const places = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces() ?? 0), 0);
  // Whole numbers: exact, and several times as fast as quotients of decimals.
  const units = weights.map((weight) => BigInt(weight.shiftedBy(places).toFixed(0)));
  const whole = units.reduce((all, unit) => all + unit, 0n);
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const shares = units.map((unit) => BigInt(total) * unit);
  const parts = shares.map((share) => Number(share / whole));
  let left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, rest: share % whole }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
