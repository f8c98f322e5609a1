import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";

/** Shapes of estimates in the API. Amounts are decimal texts in `currency`, carbon kg of CO2e exact to the gram. */

const Text = z.string().nullable();

export const CostView = z.object({
  currency: z.string(),
  low: z.string(),
  likely: z.string(),
  high: z.string(),
});
export const CarbonView = z.object({
  a1_a3_kg: z.number(),
  a4_kg: z.number(),
  a5_kg: z.number(),
  biogenic_kg: z.number(),
});
const Amounts = CostView.omit({ currency: true });

export const CoverageView = z.object({
  elements: z.object({ covered: z.number(), total: z.number(), share: z.number() }),
  volume_m3: z.object({ covered: z.number(), total: z.number(), share: z.number() }),
});

/** Per m² of floor area; null without one. Carbon: A1–A3, and A1–A5. */
export const PerM2View = z
  .object({ cost: CostView, a1_a3_kg: z.number().nullable(), a1_a5_kg: z.number().nullable() })
  .nullable();

export const MissingView = z.object({
  reason: z.string(),
  material: Text,
  catalogue_id: Text,
  ifc_class: Text,
  volume_m3: z.number(),
  elements: z.number(),
});

export const EstimateView = z.object({
  id: z.string(),
  /** `file` with a null `file_id`: its file has been deleted since. */
  origin: z.enum(["file", "manual"]),
  file_id: z.string().nullable(),
  project_id: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  status: z.enum(["calculating", "complete"]),
  location: z.string(),
  /** `matched`: the table's name of the place; null: not in the table, its factor is 1. */
  location_factor: z.object({
    matched: Text,
    factor: z.string(),
    source: z.string(),
    placeholder: z.boolean(),
  }),
  labor_rate: z.string(),
  equipment_rate: z.string(),
  floor_area_m2: z.number().nullable(),
  cost: CostView,
  carbon: CarbonView.nullable(),
  per_m2: PerM2View,
  /** The version that was used; `default`: the built-in one alone. */
  price_book: z.object({ id: z.string(), version: z.string(), factor_version: z.string() }),
  coverage: z.object({ cost: CoverageView, carbon: CoverageView.nullable() }),
  /** Some price is an unverified class 5 placeholder, −30/+50 %. */
  placeholder_prices: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const LineView = z.object({
  position: z.number(),
  catalogue_id: z.string(),
  name: z.string(),
  ifc_class: Text,
  materials: z.array(z.string()),
  codes: z.object({ master_format: Text, uni_format: Text, din_276: Text }),
  /** Names of the codes in the organisation's language of classification, where they are known. */
  code_names: z.object({ uni_format: Text, din_276: Text }),
  unit: z.enum(PRICE_UNITS),
  quantity: z.string(),
  /** Of what has a mass. */
  mass_kg: Text,
  /** Part of the quantity that `mass_kg` and the carbon are of, 0..1. */
  mass_share: z.number(),
  volume_m3: z.string(),
  elements: z.number(),
  /** Of them, those of which a person corrected something. */
  corrected: z.number(),
  /** On request: ordinals of the file's elements, or names of what was entered by hand. */
  element_ids: z.array(z.string()).optional(),
  unit_rate: Text,
  base_rate: Text,
  build_up: z
    .object({
      material_price: z.string(),
      labour_hours: z.string(),
      equipment_hours: z.string(),
      waste_allowance: z.string(),
    })
    .nullable(),
  /** Null: not priced. */
  cost: Amounts.nullable(),
  price_book_id: Text,
  price_source: Text,
  placeholder: z.boolean(),
  /** Null: no factor or no mass. */
  carbon: CarbonView.nullable(),
  factor: z
    .object({
      a1_a3_kg_per_kg: z.number(),
      source: z.string(),
      quality: z.string(),
      proxy: z.boolean(),
      waste_rate: z.number(),
      waste_source: z.string(),
      distance_km: z.number(),
      transport_source: z.string(),
      /** The declaration that the line is counted by; null: a factor per kg. */
      epd: z
        .object({
          id: z.string(),
          name: z.string(),
          kind: z.enum(["product", "average", "proxy"]),
          valid_until: Text,
          expired: z.boolean(),
        })
        .nullable(),
    })
    .nullable(),
  by_storey: z.array(
    z.object({
      storey: Text,
      quantity: z.string(),
      cost: z.string().nullable(),
      carbon: CarbonView.nullable(),
    }),
  ),
});

const Sums = { cost: z.string(), carbon: CarbonView };

export const EstimateDetail = EstimateView.extend({
  /** What was entered by hand. */
  materials: z
    .record(z.string(), z.object({ quantity: z.string(), unit: z.enum(PRICE_UNITS).nullable() }))
    .nullable(),
  lines: z.array(LineView),
  by_storey: z.array(z.object({ storey: Text, ...Sums })),
  by_material: z.array(z.object({ catalogue_id: z.string(), name: z.string(), ...Sums })),
  unpriced: z.array(MissingView),
  missing_carbon: z.array(MissingView),
});
