import { z } from "zod";
import learned from "./data/average.json" with { type: "json" };

const Tuning = z.strictObject({
  /** Low and high lie as many spreads from the likely cost, and not farther than `most`: then the confidence falls. */
  reach: z.number().positive(),
  most: z.number().positive(),
  /** Spread usual between estimates that are the same, what unlikeness adds, and as how many results it counts. */
  usual: z.strictObject({
    same: z.number().positive(),
    unlike: z.number().nonnegative(),
    counts: z.number().positive(),
  }),
  /** Logistic curve: of all, and by the logarithm of the range's part of its full width. */
  confidence: z.strictObject({ base: z.number(), width: z.number().nonnegative() }),
});

/** How wide the range of an average is and how sure it is (docs/similarity.md: how they were found). Spreads are in logarithms. */
export const AVERAGE = Tuning.parse(learned);
