import { apportion, type DecimalString, decimal, toInteger } from "#lib/catalogue/decimal.ts";
import type { CostLine } from "#lib/processing/costs/types.ts";

export const PRICE_PARTS = ["material", "labour", "equipment", "waste", "location"] as const;
export type PricePart = (typeof PRICE_PARTS)[number];
/** Whole minor units. `location` is what the place adds or takes off. */
export type PriceParts = Record<PricePart, number>;

/** What of a priced line the parts are calculated from. */
export interface PricedLine {
  quantity: DecimalString;
  /** Before the location factor. */
  baseRate: DecimalString;
  buildUp: CostLine["buildUp"];
  likelyMinor: number;
}

export interface PriceTerms {
  laborRate: DecimalString;
  equipmentRate: DecimalString;
  locationFactor: DecimalString;
  /** Decimal places of the currency. */
  minorDigits: number;
}

/**
 * What a line's likely amount consists of; the parts add up to it exactly. The amount before the location factor is
 * quantity × base rate, rounded once to the minor unit and split by its build-up; the rest of the line is the place's.
 * Where the factor is 1 the whole line is split, so that no rounding passes for a place's doing.
 */
export function pricePartsOf(line: PricedLine, terms: PriceTerms): PriceParts {
  const { buildUp } = line;
  const before = decimal(terms.locationFactor).eq(1)
    ? line.likelyMinor
    : toInteger(decimal(line.quantity).times(line.baseRate).shiftedBy(terms.minorDigits));
  const [material = 0, labour = 0, equipment = 0, waste = 0] = apportion(before, [
    decimal(buildUp.materialPrice),
    decimal(buildUp.labourHours).times(terms.laborRate),
    decimal(buildUp.equipmentHours).times(terms.equipmentRate),
    decimal(buildUp.materialPrice).times(buildUp.wasteAllowance),
  ]);
  return { material, labour, equipment, waste, location: line.likelyMinor - before };
}

export const noParts = (): PriceParts => ({ material: 0, labour: 0, equipment: 0, waste: 0, location: 0 });

export function addParts(sum: PriceParts, parts: PriceParts): void {
  for (const part of PRICE_PARTS) sum[part] += parts[part];
}
