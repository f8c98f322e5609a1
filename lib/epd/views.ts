import { z } from "zod";
import { EPD_KINDS, EPD_STANDARDS, EPD_TYPES } from "#db/schema/epds.ts";
import { PRICE_UNITS } from "#db/schema/price-books.ts";

/** Shapes of declarations in the API. Figures are decimal texts, kg CO2e per declared unit; null is not declared. */

const Text = z.string().nullable();

export const EpdView = z.object({
  id: z.string(),
  uuid: z.string(),
  version: z.string(),
  /** In the language of the request, else in English, else in whichever there is. */
  name: z.string(),
  owner: Text,
  amount: z.string(),
  unit: z.enum(PRICE_UNITS),
  standard: z.enum(EPD_STANDARDS),
  data_set_type: z.enum(EPD_TYPES).nullable(),
  geography: Text,
  reference_year: z.number().nullable(),
  /** The last day. */
  valid_until: Text,
  expired: z.boolean(),
  created_at: z.string(),
});
export type EpdView = z.output<typeof EpdView>;

export const EpdList = z.object({ items: z.array(EpdView), total: z.number(), next: z.string().nullable() });

export const EpdModuleView = z.object({
  module: z.string(),
  scenario: Text,
  total: Text,
  fossil: Text,
  biogenic: Text,
  luluc: Text,
});

export const EpdDetail = EpdView.extend({
  names: z.record(z.string(), z.string()),
  registration: Text,
  source_url: Text,
  format: z.enum(["ilcd_xml", "ilcd_json", "csv"]),
  properties: z.object({
    mass_kg: Text,
    gross_density_kg_m3: Text,
    bulk_density_kg_m3: Text,
    grammage_kg_m2: Text,
    thickness_m: Text,
    linear_density_kg_m: Text,
    piece_weight_kg: Text,
    conversion_to_1_kg: Text,
    biogenic_carbon_kg: Text,
  }),
  /** As declared, for `amount` of the unit. */
  modules: z.array(EpdModuleView),
  scenarios: z.array(z.object({ name: z.string(), description: Text, is_default: z.boolean() })),
  /** All of the same data set, the newest first. */
  versions: z.array(z.object({ id: z.string(), version: z.string() })),
  /** Entries that it was chosen for, in whichever version of the price book: then it cannot be deleted. */
  used: z.array(z.object({ catalogue_id: z.string(), name: z.string(), price_book_version: z.number() })),
});
export type EpdDetail = z.output<typeof EpdDetail>;

export const ConversionView = z.object({
  by: z.enum(["quantity", "mass"]),
  how: z.enum(["same", "weight", "thickness_ratio", "to_area", "to_volume", "mass"]),
  factor: z.string(),
  entry_thickness_m: Text,
  declared_thickness_m: Text,
  unit_mass_kg: Text,
});

/** 1 is best, 5 worst. */
export const DataQualityView = z.object({
  reliability: z.number(),
  time: z.number(),
  geography: z.number(),
  technology: z.number(),
  score: z.number(),
});

export const ChosenEpdView = EpdView.pick({
  id: true,
  uuid: true,
  version: true,
  name: true,
  owner: true,
  unit: true,
  valid_until: true,
  expired: true,
}).extend({
  kind: z.enum(EPD_KINDS),
  scenario: Text,
  conversion: ConversionView,
  /** A1–A3 of one declared unit, without biogenic carbon. */
  a1_a3_kg: z.string(),
  data_quality: DataQualityView,
});

/** A catalogue entry of the active version, and what it is counted by. */
export const EpdChoiceView = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  /** What would count without a declaration. */
  factor: z
    .object({ kg_per_kg: z.number(), source: z.string(), own: z.boolean(), proxy: z.boolean() })
    .nullable(),
  epd: ChosenEpdView.nullable(),
});
export type EpdChoiceView = z.output<typeof EpdChoiceView>;

/** A declaration that might be chosen for an entry. */
export const EpdOptionView = EpdView.extend({
  /** 0..1, by the names alone. */
  score: z.number(),
  scenarios: z.array(z.string()),
  /** Null: it cannot be counted by; `refused` says why. */
  conversion: ConversionView.nullable(),
  /** A1–A3 of one declared unit, and of one unit of the entry, where that does not depend on the line's mass. */
  a1_a3_kg: Text,
  refused: Text,
});
export type EpdOptionView = z.output<typeof EpdOptionView>;
