import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import { CarbonView, CostView, PerM2View } from "#lib/estimates/views.ts";

/** Shapes of what-ifs and variants in the API, in the units of estimates. */

export const FiguresView = z.object({ cost: CostView, carbon: CarbonView, per_m2: PerM2View });

export const TermsView = z.object({
  location: z.string(),
  location_factor: z.string(),
  labor_rate: z.string(),
  equipment_rate: z.string(),
});

export const SideView = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  quantity: z.string(),
  mass_kg: z.string().nullable(),
  unit_rate: z.string().nullable(),
  /** Likely; null: not priced. */
  cost: z.string().nullable(),
  /** Null: no factor or no mass. */
  carbon: CarbonView.nullable(),
});

export const ChangedLineView = z.object({
  position: z.number(),
  ifc_class: z.string().nullable(),
  before: SideView,
  after: SideView,
});

export const WhatIfView = z.object({
  estimate_id: z.string(),
  before: FiguresView,
  after: FiguresView,
  /** After less before; negative: less. Exact. */
  difference: z.object({ cost: CostView, carbon: CarbonView }),
  terms: TermsView,
  /** Lines that come out otherwise, by how much the likely cost and then the carbon moves: the 200 that move most. */
  lines: z.array(ChangedLineView),
  lines_changed: z.number(),
  /** Lines and items in no total. */
  unpriced: z.object({ before: z.number(), after: z.number() }),
  missing_carbon: z.object({ before: z.number(), after: z.number() }),
});

const IfcClass = z.string().nullish();

/** A change as it is kept: exact decimals as text. It can be sent as it is. */
export const ChangeView = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("swap_material"),
    from: z.string(),
    to: z.string(),
    ifc_class: IfcClass,
  }),
  z.object({
    kind: z.literal("unit_rate"),
    catalogue_id: z.string(),
    ifc_class: IfcClass,
    rate: z.string(),
  }),
  z.object({
    kind: z.literal("terms"),
    location: z.string().optional(),
    labor_rate: z.string().optional(),
    equipment_rate: z.string().optional(),
  }),
  z.object({ kind: z.literal("waste"), catalogue_id: z.string(), ifc_class: IfcClass, rate: z.string() }),
]);

export const VariantView = z.object({
  id: z.string(),
  name: z.string(),
  changes: z.array(ChangeView),
  /** Names of the catalogue entries that the changes speak of, by id, as they were then. */
  names: z.record(z.string(), z.string()),
  cost: CostView,
  carbon: CarbonView,
  per_m2: PerM2View,
  terms: TermsView,
  price_book: z.object({ version: z.string(), factor_version: z.string() }),
  lines_changed: z.number(),
  /** The estimate has been calculated again since: these figures stand on what it was. */
  outdated: z.boolean(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  calculated_at: z.string(),
});

export const Variants = z.object({
  /** The estimate as it is now. */
  base: FiguresView.extend({
    name: z.string(),
    /** Some price is an unverified class 5 placeholder: say so beside the figures. */
    placeholder_prices: z.boolean(),
    terms: TermsView,
    price_book: z.object({ version: z.string(), factor_version: z.string() }),
  }),
  items: z.array(VariantView),
});
