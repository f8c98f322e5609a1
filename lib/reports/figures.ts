import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";

/** Grams as kilograms, to the gram. */
export function kilograms(grams: number): DecimalString {
  return decimal(grams).div(1000).toFixed(3);
}
