import { z } from "zod";
import { decimal } from "#lib/catalogue/decimal.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { HourlyRate } from "#lib/processing/materials/manual-input.ts";

/** More than anybody tries at once; each change walks over the lines. */
export const MOST_CHANGES = 50;

const CatalogueId = z.string().min(1).max(100);
/** Only in this IFC class; left out: in all. Null: lines that were entered by hand, which have none. */
const IfcClass = z.string().min(1).max(100).nullish();

/** Money per unit; an exact decimal text when parsed. */
const UnitRate = z
  .union([
    z.number().nonnegative(),
    z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, issueText("variants.rateLike1234")),
  ])
  .transform((value) => decimal(value).toFixed())
  .refine((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value), issueText("variants.rateMost4"));

/** Part of what comes to the site that is wasted: 0.05 is 5 %. */
const WasteRate = z
  .union([z.number().min(0).max(0.9), z.string().regex(/^0(\.\d{1,6})?$/, issueText("variants.partLike0"))])
  .transform((value) => decimal(value).toFixed())
  .refine((value) => decimal(value).lte(0.9), issueText("variants.partMost0"));

export const Change = z.discriminatedUnion("kind", [
  /** Another material in the place of one; its volume or area stays. */
  z.strictObject({
    kind: z.literal("swap_material"),
    from: CatalogueId,
    to: CatalogueId,
    ifc_class: IfcClass,
  }),
  /** What a unit costs installed at the place, as the line shows it: quantity × rate is the likely amount. */
  z.strictObject({
    kind: z.literal("unit_rate"),
    catalogue_id: CatalogueId,
    ifc_class: IfcClass,
    rate: UnitRate,
  }),
  /** Place and money per hour; what is left out stays. */
  z.strictObject({
    kind: z.literal("terms"),
    location: z.string().trim().min(1).max(120).optional(),
    labor_rate: HourlyRate.optional(),
    equipment_rate: HourlyRate.optional(),
  }),
  /** How much of what is bought is wasted on site: acts on the material's price and on A5. */
  z.strictObject({
    kind: z.literal("waste"),
    catalogue_id: CatalogueId,
    ifc_class: IfcClass,
    rate: WasteRate,
  }),
]);
export type Change = z.output<typeof Change>;

/** Made one after the other: a rate after a swap is the new material's. */
export const Changes = z
  .array(Change)
  .max(MOST_CHANGES, issueText("variants.mostChanges", { mostChanges: MOST_CHANGES }))
  .refine(
    (changes) => changes.filter(({ kind }) => kind === "terms").length <= 1,
    issueText("variants.placeHourlyRates"),
  );
