import { type Decimal, type DecimalString, decimal, toInteger } from "#lib/catalogue/decimal.ts";
import { DECLARED_MODULES, type DeclaredModule, type EpdFactor } from "#lib/epd/types.ts";
import type { MeasuredLine } from "#lib/processing/materials/types.ts";
import type { CarbonLine, DeclaredGrams, LineEpd } from "./types.ts";

/**
 * What a line comes to in the declared unit of its EPD. By the quantity, of what has a mass: the rest is listed as not
 * counted, as it is for every factor.
 */
export function declaredQuantity(
  line: MeasuredLine,
  massKg: DecimalString,
  { conversion }: EpdFactor,
): Decimal {
  const amount =
    conversion.by === "mass" ? decimal(massKg) : decimal(line.quantity).minus(line.unweighed?.quantity ?? 0);
  return amount.times(conversion.factor);
}

/** Whole grams of the modules beyond A5, each rounded once; what is not declared is not there. */
export function declaredGrams(quantity: Decimal, epd: EpdFactor): CarbonLine["declared"] {
  const grams: Partial<Record<DeclaredModule, DeclaredGrams>> = {};
  for (const module of DECLARED_MODULES) {
    const value = epd.declared[module];
    if (!value) continue;
    const whole = (kg: DecimalString) => toInteger(quantity.times(kg).times(1000));
    grams[module] = {
      g: whole(value.kg),
      biogenicG: value.biogenicKg === null ? null : whole(value.biogenicKg),
    };
  }
  return grams;
}

/** What the line keeps of the declaration, so that it can be traced and worked out again by hand. */
export function lineEpd(quantity: Decimal, epd: EpdFactor): LineEpd {
  const { conversion, a1a3, declared: _, storedKg: __, dataQuality: ___, ...identity } = epd;
  return {
    ...identity,
    conversion,
    declaredQuantity: quantity.decimalPlaces(9).toFixed(),
    a1a3KgPerUnit: a1a3.kg,
  };
}
