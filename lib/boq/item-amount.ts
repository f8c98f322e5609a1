import { decimal, toInteger } from "#lib/catalogue/decimal.ts";

/** Quantity × rate in whole minor units, rounded once, half away from zero. Throws `BeyondCounting` past ±2^53. */
export function amountOf(quantity: string, rate: string, minorDigits: number): number {
  return toInteger(decimal(quantity).times(rate).shiftedBy(minorDigits));
}
