import type { z } from "zod";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { carbonOf, costOf, perM2 } from "#lib/estimates/present-estimate.ts";
import type { CarbonModules } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { FiguresView } from "./views.ts";

/** What an estimate, or a variant of it, comes to. Whole minor units and grams. */
export interface Figures extends CarbonModules {
  lowMinor: number;
  likelyMinor: number;
  highMinor: number;
}

/** Figures of an estimate, in its currency and per its floor area. */
export function presentFigures(estimate: EstimateRow, figures: Figures): z.input<typeof FiguresView> {
  const row = { ...estimate, ...figures };
  return {
    cost: costOf(row),
    carbon: kilograms(figures),
    per_m2: perM2(row, estimate.floorAreaM2),
  };
}

/** The figures of a complete estimate; null while it is calculated. */
export function figuresOf(estimate: EstimateRow): Figures | null {
  const { lowMinor, likelyMinor, highMinor, a1a3G, a4G, a5G, biogenicG } = estimate;
  if (a1a3G === null || a4G === null || a5G === null || biogenicG === null) return null;
  return { lowMinor, likelyMinor, highMinor, a1a3G, a4G, a5G, biogenicG };
}

export function presentDifference({ currency, minorDigits }: EstimateRow, before: Figures, after: Figures) {
  const money = (name: "lowMinor" | "likelyMinor" | "highMinor") =>
    minorToDecimal(after[name] - before[name], minorDigits);
  const grams = (name: keyof CarbonModules) => after[name] - before[name];
  return {
    cost: {
      currency,
      low: money("lowMinor"),
      likely: money("likelyMinor"),
      high: money("highMinor"),
    },
    carbon: kilograms({
      a1a3G: grams("a1a3G"),
      a4G: grams("a4G"),
      a5G: grams("a5G"),
      biogenicG: grams("biogenicG"),
    }),
  };
}

export function kilograms(modules: CarbonModules) {
  const shown = carbonOf(modules);
  if (!shown) throw new Error("Carbon that was counted is not there");
  return shown;
}
