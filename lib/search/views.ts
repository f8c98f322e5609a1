import { z } from "zod";
import { CarbonView, CostView } from "#lib/estimates/views.ts";

/** Shapes of similar estimates in the API (DESIGN, section 5; cost and carbon in detail beside the contract's figures). */

/** Why a result is like what was asked for: one part of the score each, heaviest first. */
export const ReasonView = z.object({
  aspect: z.enum(["materials", "building", "finish", "scale", "location", "rates", "wording", "classes"]),
  /** Likeness in this aspect and its weight in the score, 0..1; weights of a result add up to 1. */
  likeness: z.number(),
  weight: z.number(),
  /** For a person: "same concrete frame", "8 % larger", "same city". */
  text: z.string(),
});

/** A range whose `amount` is its likely figure, as money stands everywhere in the API. */
export const PriceRange = CostView.extend({ amount: z.string() });

export const SimilarView = z.object({
  estimate_id: z.string(),
  name: z.string(),
  project_id: z.string().nullable(),
  /** 0..1. */
  similarity_score: z.number(),
  /** Quantities by material name, as entered or as measured. */
  materials: z.record(z.string(), z.object({ quantity: z.string(), unit: z.string() })),
  location: z.string(),
  labor_rate: z.string(),
  equipment_rate: z.string(),
  floor_area_m2: z.number().nullable(),
  /** As stored. */
  cost: PriceRange,
  /** A1–A3; null: not counted. */
  carbon_kg: z.number().nullable(),
  carbon: CarbonView.nullable(),
  /** Brought to the asked time, place and currency's level; null: it cannot be (another currency). `per_m2` null without an area. */
  levelled: z
    .object({
      currency: z.string(),
      likely: z.string(),
      per_m2: z.string().nullable(),
      /** What the stored cost was multiplied by, and why. */
      factor: z.string(),
      explanation: z.string(),
    })
    .nullable(),
  reasons: z.array(ReasonView),
  created_at: z.string(),
});

export const SearchView = z.object({
  /** What was searched for, as understood. */
  query: z.object({
    materials: z.record(z.string(), z.object({ quantity: z.string(), unit: z.string().nullable() })),
    location: z.string(),
    place: z.string().nullable(),
    labor_rate: z.string(),
    equipment_rate: z.string(),
    floor_area_m2: z.number().nullable(),
    description: z.string(),
    /** Own price of what was asked, at today's book; null: nothing of it is priced. */
    cost: PriceRange.nullable(),
    carbon_kg: z.number().nullable(),
  }),
  similar_estimates: z.array(SimilarView),
  /** Weighted by similarity, levelled; for what was asked (scaled by floor area where both have one). Null: nothing to average. */
  average_cost: PriceRange.nullable(),
  /** Calibrated chance (0..1) that the asked estimate's cost lies between `average_cost.low` and `.high`; null without an average. */
  confidence: z.number().nullable(),
  /** Why the list is empty or an average is missing; null where nothing is missing. */
  note: z.string().nullable(),
  /** What made the vectors. `lexical`: the built-in stand-in, where no language model is installed. */
  embedding: z.object({ kind: z.enum(["minilm", "lexical"]), model: z.string() }),
  /** Estimates of the organisation, and how many of them the index has. */
  /** `available` false: the index could not be asked, so the list is empty and `note` says why. */
  index: z.object({ available: z.boolean(), estimates: z.number(), indexed: z.number() }),
});
export type SearchView = z.infer<typeof SearchView>;
export type SimilarView = z.infer<typeof SimilarView>;

/** Where an estimate lies among the organisation's others: cost and A1–A3 carbon per m² of floor area. */
export const DistributionView = z.object({
  currency: z.string(),
  /** This one; null without a floor area, a price or a carbon account. */
  estimate: z.object({
    estimate_id: z.string(),
    cost_per_m2: z.string().nullable(),
    carbon_kg_per_m2: z.number().nullable(),
  }),
  /** The newest others that have a price and a floor area; costs brought to this one's time, place and currency. */
  points: z.array(
    z.object({
      estimate_id: z.string(),
      name: z.string(),
      project_id: z.string().nullable(),
      cost_per_m2: z.string(),
      carbon_kg_per_m2: z.number().nullable(),
      created_at: z.string(),
    }),
  ),
  /** Share of the points below this one, 0..100; null where it or they have no such figure. */
  percentile: z.object({ cost: z.number().nullable(), carbon: z.number().nullable() }),
  /** Why a figure is missing; null where none is. */
  note: z.string().nullable(),
});
export type DistributionView = z.infer<typeof DistributionView>;
