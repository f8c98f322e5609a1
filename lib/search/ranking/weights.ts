import { z } from "zod";
import type { ReasonView } from "../views.ts";
import learned from "./data/weights.json" with { type: "json" };

export type Aspect = z.infer<typeof ReasonView>["aspect"];
export const ASPECTS = [
  "materials",
  "building",
  "finish",
  "scale",
  "location",
  "rates",
  "wording",
  "classes",
] as const satisfies readonly Aspect[];

/** What differences count, learned from graded comparisons (docs/similarity.md). */
const Weights = z.strictObject({
  /** How fast the score falls: it is the product of what each aspect keeps, to the power of 1 / falloff. */
  falloff: z.number().positive(),
  aspects: z.record(
    z.enum(ASPECTS),
    z.strictObject({
      /** What the aspect counts in the score; one that cannot be compared takes none, and the others share it. */
      weight: z.number().positive(),
      /** The part of its worth that a comparison loses by each difference (differences.ts); together less than 1. */
      loses: z.record(z.string(), z.number().nonnegative()).refine((parts) => total(parts) < 1),
    }),
  ),
});
export type Weights = z.infer<typeof Weights>;

const total = (parts: Record<string, number>) => Object.values(parts).reduce((sum, part) => sum + part, 0);

export const WEIGHTS: Weights = Weights.parse(learned);
