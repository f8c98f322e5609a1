import type { Quality } from "#lib/catalogue/types.ts";

/**
 * How uncertain the inputs of an estimate are taken to be. A spread is the distance of the 10th and of the 90th percentile
 * from the likely value, as a share of it: four in five outcomes lie within. These are our own judgement, not measured, and
 * documented as such in docs/uncertainty.md; prices have their own range in the price book's rows.
 */
export interface Spread {
  /** Likely × (1 − down) is the 10th percentile. */
  down: number;
  /** Likely × (1 + up) is the 90th. */
  up: number;
}

/** Where a quantity comes from: of the take-off, counted pieces, or entered by a person. */
export const QUANTITY_SOURCES = [
  "counted",
  "stated",
  "mesh",
  "drawn",
  "listed",
  "low_confidence",
  "corrected",
  "entered",
] as const;
export type QuantitySourceOrEntered = (typeof QUANTITY_SOURCES)[number];

/**
 * What the model leaves open about a quantity: a stated one agrees with its mesh within 2 %, a measured one depends on how
 * finely the shape was drawn, one of a drawing on heights that a person gave, one of a bill on who took it off, one of low confidence was confirmed by
 * nothing, and one that a person corrected is as good as what they measured it on: as one entered by hand.
 */
export const QUANTITY_SPREAD: Record<QuantitySourceOrEntered, number> = {
  counted: 0,
  stated: 0.02,
  mesh: 0.03,
  drawn: 0.05,
  listed: 0.05,
  low_confidence: 0.25,
  corrected: 0.05,
  entered: 0.05,
};

/** Carbon per kg by the quality of its source: A a verified declaration, B a published average, C a generic value. */
export const FACTOR_SPREAD: Record<Quality, number> = { A: 0.1, B: 0.2, C: 0.35 };
/** Of a factor that is taken from something similar: at least that. */
export const PROXY_SPREAD = 0.4;

/** How far prices (and likewise factors, and quantities) are right or wrong together: a market moves as a whole. */
export const DEFAULT_CORRELATION = 0.3;
export const ITERATIONS = 10_000;
export const SEED = 20_260_101;

/** z of the 90th percentile of the standard normal distribution. */
export const Z90 = 1.2815515655446004;

/** Both sides alike. */
export const evenly = (spread: number): Spread => ({ down: spread, up: spread });

/**
 * The value at `z` standard deviations, as a multiple of the likely one: a normal distribution below and another above its
 * median, so that it meets the 10th percentile, the likely value (the median) and the 90th exactly. Never below 0.
 */
export function multipleAt(z: number, { down, up }: Spread): number {
  return Math.max(0, 1 + ((z < 0 ? down : up) * z) / Z90);
}
