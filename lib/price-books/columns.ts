import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import type { DecimalString } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";

/** A tenant's own build-up, money and hours per unit as decimal strings. */
export const OwnPrice = z.strictObject({
  unit: z.enum(PRICE_UNITS),
  material_price: decimalText(12),
  labour_hours: decimalText(6),
  equipment_hours: decimalText(6),
  waste_allowance: decimalText(1, "0"),
  /** Likely × this = low and high. */
  low_factor: decimalText(1, "1"),
  high_factor: decimalText(2, "1"),
  source: z.string().trim().min(1, "Say where the price comes from.").max(300),
  placeholder: z.boolean().default(false),
});
export type OwnPrice = z.output<typeof OwnPrice>;

/** A tenant's own A1–A3 factor, kg CO2e per kg. */
export const OwnFactor = z.strictObject({
  a1_a3_kg_per_kg: decimalText(4),
  quality: z.enum(["A", "B", "C"], "Quality is A (product EPD), B (average) or C (proxy)."),
  source: z.string().trim().min(1, "Say where the factor comes from.").max(300),
});
export type OwnFactor = z.output<typeof OwnFactor>;

/** What a tenant has of its own for one catalogue entry; null: the built-in values stand. */
export interface OwnRow {
  catalogueId: string;
  price: OwnPrice | null;
  factor: OwnFactor | null;
}

/** Why a price in this unit cannot stand for the entry, or null when it can. */
export function unitProblem(catalogueId: string, price: OwnPrice): string | null {
  const entry = DEFAULT_CATALOGUE.get(catalogueId);
  if (!entry) return `There is no catalogue entry ${catalogueId}. GET /api/catalogue lists them.`;
  if (entry.unit !== price.unit)
    return `${catalogueId} is estimated in ${entry.unit}; give its price per ${entry.unit}, not per ${price.unit}.`;
  if (Number(price.low_factor) > 1 || Number(price.high_factor) < 1)
    return "The low factor must be at most 1 and the high factor at least 1.";
  return null;
}

/** The columns of an imported and of an exported table, in this order. */
export const COLUMNS = [
  "catalogue_id",
  "name",
  "unit",
  "material_price",
  "labour_hours",
  "equipment_hours",
  "waste_allowance",
  "low_factor",
  "high_factor",
  "price_source",
  "placeholder",
  "a1_a3_kg_per_kg",
  "quality",
  "factor_source",
] as const;
export type Column = (typeof COLUMNS)[number];

function decimalText(wholeDigits: number, fallback?: DecimalString) {
  const text = z.union([z.string(), z.number().nonnegative().transform(String)]).pipe(
    z
      .string()
      .trim()
      .regex(
        new RegExp(`^\\d{1,${wholeDigits}}(\\.\\d{1,8})?$`),
        "Give a number such as 12.50: no sign, no thousands separators, a point before the decimals.",
      ),
  );
  return fallback === undefined ? text : text.default(fallback);
}
