import { z } from "zod";
import type { ReasonView } from "../views.ts";
import learned from "./data/weights.json" with { type: "json" };

export type Aspect = z.infer<typeof ReasonView>["aspect"];

const Weight = z.number().nonnegative();

/** What differences count, learned from graded comparisons (docs/similarity.md). */
const Weights = z.strictObject({
  /** What each aspect counts in the score; those that cannot be compared take none, and the others share it. */
  aspects: z.record(z.enum(["materials", "wording", "scale", "location", "rates", "classes"]), Weight),
  /** The distance at which a score falls to 1/e. */
  falloff: z.number().positive(),
  materials: z.strictObject({
    /** By catalogue id and by trade: squared difference of the roots of the shares of the cost. */
    entries: z.record(z.string(), Weight),
    otherEntries: Weight,
    trades: z.record(z.string(), Weight),
    /** By what carries: the same of the shares of what carries. */
    frames: z.record(z.string(), Weight),
    /** By trade: difference of the logarithms of the cost per m². */
    intensities: z.record(z.string(), Weight),
    /** By part of a building: the same of all its trades together, straight and soon full. */
    parts: z.record(
      z.enum(["finishes", "services", "structure"]),
      z.strictObject({ straight: Weight, soon: Weight }),
    ),
    /** Distance (1 − affinity) as a whole, straight for entries, and soon full. */
    entriesAsAWhole: Weight,
    entriesSoon: Weight,
    tradesSoon: Weight,
    framesSoon: Weight,
  }),
  scale: z.strictObject({
    area: Weight,
    areaSquared: Weight,
    areaSoon: Weight,
    amount: Weight,
    amountWithoutArea: Weight,
    massWithoutArea: Weight,
    costPerM2: Weight,
    massPerM2: Weight,
    storeys: Weight,
  }),
  location: z.strictObject({
    otherCity: Weight,
    otherRegion: Weight,
    otherCountry: Weight,
    near: Weight,
    far: Weight,
    logarithm: Weight,
  }),
  rates: z.strictObject({ labour: Weight, equipment: Weight }),
  wording: z.strictObject({
    /** Of 1 − cosine, by what made the vectors. */
    cosine: z.strictObject({ minilm: Weight, lexical: Weight }),
    otherKind: Weight,
  }),
  classes: Weight,
});
export type Weights = z.infer<typeof Weights>;

export const WEIGHTS: Weights = Weights.parse(learned);
