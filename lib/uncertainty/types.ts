import type { Spread } from "./method.ts";

/** One line, as the simulation takes it. Amounts in whole minor units and grams; 0 where it has none. */
export interface UncertainLine {
  /** Lines of one entry share its price and its factor, and so their being wrong. */
  catalogueId: string;
  likelyMinor: number;
  /** A1–A5, without biogenic carbon. */
  carbonG: number;
  quantity: Spread;
  price: Spread;
  factor: Spread;
}

export interface SimulationInput {
  lines: readonly UncertainLine[];
  /** 0 (each for itself) to 1 (all together). */
  correlation: number;
  iterations: number;
  seed: number;
}

/** What the totals came to, in whole minor units or grams. */
export interface Distribution {
  p10: number;
  p50: number;
  p80: number;
  p90: number;
  mean: number;
  standardDeviation: number;
  /** Of the totals, the share above the likely one. */
  shareAbove: number;
  /** Equal steps from `from` on, `step` wide: how many totals fell into each. The outermost take what lies beyond. */
  histogram: { from: number; step: number; counts: number[] };
}

export interface Simulation {
  cost: Distribution | null;
  carbon: Distribution | null;
}

export const DRIVER_KINDS = ["price", "factor", "quantity"] as const;

/** What the total would be at one input's 10th and 90th percentile, all others at their likely values. */
export interface TornadoBar {
  kind: (typeof DRIVER_KINDS)[number];
  catalogueId: string;
  /** Minor units or grams. */
  low: number;
  high: number;
}
