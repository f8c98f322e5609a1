import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { minorDigits, minorToDecimal } from "#lib/processing/costs/currency.ts";

/** Money as the API gives it. */
export interface Money {
  amount: DecimalString;
  currency: string;
}

/** Minor units as money: 123456 in USD is "1234.56". */
export function moneyOf(minor: number, currency: string): Money {
  return { amount: minorToDecimal(minor, minorDigits(currency)), currency };
}

/**
 * What a share of a price costs in minor units: `price` × `part` / `whole`, rounded once, halves to the even unit, from
 * the exact rational; the twin of `round_half_even` in the database. `price` is not negative.
 */
export function shareInMinor(
  price: DecimalString,
  digits: number,
  part: number | DecimalString,
  whole: number | DecimalString,
): number {
  const exact = decimal(price).shiftedBy(digits).times(decimal(part));
  const quotient = exact.idiv(decimal(whole));
  const twice = exact.minus(quotient.times(decimal(whole))).times(2);
  const up = twice.gt(whole) || (twice.eq(whole) && quotient.mod(2).eq(1));
  return quotient.plus(up ? 1 : 0).toNumber();
}

/** A price as money, with at least the currency's own decimals: "99" in USD is "99.00", "0.0005" stays. */
export function priceOf(price: DecimalString, currency: string): Money {
  const exact = decimal(price);
  return { amount: exact.toFixed(Math.max(minorDigits(currency), exact.decimalPlaces() ?? 0)), currency };
}
