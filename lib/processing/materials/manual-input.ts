import { z } from "zod";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { UNITS, type Unit } from "#lib/catalogue/types.ts";
import { issueText } from "#lib/i18n/problem-text.ts";

const MAX_MATERIALS = 500;
const PLAIN = /^\d{1,12}(\.\d{1,9})?$/;

/** A non-negative decimal: a JSON number, or text where its exact digits matter. */
const PlainDecimal = z
  .union([
    z.number().nonnegative().max(1e12),
    z.string().regex(PLAIN, issueText("processing.numberLike1234")),
  ])
  .transform((value) => decimal(value).toFixed());

/** More of one material than was ever built with, in any unit. */
const MAX_QUANTITY = 1e9;
/** Less than a hand's breadth square is no floor; figures per m² of it would be without bounds. */
export const LEAST_FLOOR_AREA_M2 = 0.01;
const MAX_FLOOR_AREA_M2 = 1e8;

/** m². */
export const FloorArea = z
  .number()
  .min(LEAST_FLOOR_AREA_M2, issueText("processing.floorAreaM"))
  .max(MAX_FLOOR_AREA_M2, issueText("processing.floorAreaM100"));

/** Money per hour in any currency. */
const MAX_RATE = 1e6;

const Quantity = PlainDecimal.refine(
  (value) => !decimal(value).isZero(),
  issueText("processing.quantityAbove0"),
).refine((value) => decimal(value).lte(MAX_QUANTITY), issueText("processing.quantityMost1"));

/** Money per hour; an exact decimal text when parsed. */
export const HourlyRate = PlainDecimal.refine(
  (value) => decimal(value).lte(MAX_RATE),
  issueText("processing.ratePerHour"),
);

const MaterialQuantity = z.union([
  Quantity.transform((quantity) => ({ quantity, unit: null })),
  z.strictObject({ quantity: Quantity, unit: z.enum(UNITS).nullish() }).transform(({ quantity, unit }) => ({
    quantity,
    unit: unit ?? null,
  })),
]);

/**
 * An estimate entered by hand (DESIGN, section 5). Rates per hour in the price book's currency; a bare number is a
 * quantity in the catalogue's own unit. Parsed quantities and rates are exact decimal texts.
 */
export const ManualEstimateInput = z.strictObject({
  materials: z
    .record(z.string().trim().min(1).max(200), MaterialQuantity)
    .refine((materials) => Object.keys(materials).length > 0, issueText("processing.leastMaterial"))
    .refine(
      (materials) => Object.keys(materials).length <= MAX_MATERIALS,
      issueText("processing.mostMaterials", { maxMaterials: MAX_MATERIALS }),
    ),
  location: z.string().trim().min(1).max(120),
  labor_rate: HourlyRate,
  equipment_rate: HourlyRate,
  floor_area_m2: FloorArea.nullish(),
  description: z.string().trim().max(2000).nullish(),
});
export type ManualEstimateInput = z.infer<typeof ManualEstimateInput>;

export interface ManualMaterial {
  name: string;
  quantity: DecimalString;
  /** Null: the catalogue's own unit. */
  unit: Unit | null;
}

/** The materials of a parsed input as a list, in the order of their names. */
export function manualMaterials(input: Pick<ManualEstimateInput, "materials">): ManualMaterial[] {
  return Object.entries(input.materials)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { quantity, unit }]) => ({ name, quantity, unit }));
}
