import { z } from "zod";
import { QUANTITY_SOURCES } from "./method.ts";
import { DRIVER_KINDS } from "./types.ts";

/** Amounts as decimal texts of the estimate's currency, or of kg CO2e. */
const DistributionOf = z.object({
  /** The estimate's own likely total, which the rest is to be read beside. */
  likely: z.string(),
  p10: z.string(),
  p50: z.string(),
  p80: z.string(),
  p90: z.string(),
  mean: z.string(),
  standard_deviation: z.string(),
  /** Of outcomes that are above the likely total, 0 to 1. */
  above_likely: z.number(),
  /** Steps of equal width, and how many of the outcomes fell into each. */
  histogram: z.object({ from: z.number(), step: z.number(), counts: z.array(z.number()) }),
  /** The total at one input's 10th and 90th percentile, all else likely; the widest first, ten at most. */
  drivers: z.array(
    z.object({
      kind: z.enum(DRIVER_KINDS),
      catalogue_id: z.string(),
      name: z.string(),
      low: z.string(),
      high: z.string(),
    }),
  ),
});

export const UncertaintyView = z.object({
  currency: z.string(),
  /** The same estimate and method give the same figures. */
  method: z.object({
    iterations: z.number(),
    seed: z.number(),
    correlation: z.number(),
    /** Spreads as shares of the likely value: four in five lie within. */
    quantity_spreads: z.record(z.enum(QUANTITY_SOURCES), z.number()),
  }),
  /** Null without a priced line. */
  cost: DistributionOf.nullable(),
  /** A1–A5 without biogenic carbon; null without a counted line. */
  carbon: DistributionOf.nullable(),
  /** Of the likely cost, the share whose quantities come from there. */
  quantities: z.array(z.object({ source: z.enum(QUANTITY_SOURCES), share: z.number() })),
  /** Of the model's elements, the share that is priced: what is not priced is in no percentile. */
  priced_elements: z.number(),
});
