import { AVERAGE } from "./average-tuning.ts";

/** A similar estimate as the average takes it. */
export interface Comparable {
  /** Similarity, 0..1: its weight. */
  score: number;
  /** Levelled to the asked time, place and currency; null: it cannot be. */
  cost: number | null;
  floorAreaM2: number | null;
}

export interface Average {
  low: number;
  likely: number;
  high: number;
  /** Calibrated chance that the true cost lies between low and high, 0..1. */
  confidence: number;
  /** How many costs are in it, and whether they were scaled by floor area. */
  of: number;
  byArea: boolean;
}

/**
 * The cost of what was asked by what its like has cost: mean weighted by similarity, of costs per m² of floor area times
 * the asked area; of whole costs where areas are missing. The range is a pooled spread, in logarithms, of the costs
 * about their mean and of what is usual between estimates as alike as these, so that one or two results do not look
 * certain. Null: nothing to average.
 */
export function averageCost(askedAreaM2: number | null, found: readonly Comparable[]): Average | null {
  const priced = found.flatMap(({ score, cost, floorAreaM2 }) =>
    cost !== null && cost > 0 && score > 0 ? [{ score, cost, floorAreaM2 }] : [],
  );
  const sized =
    askedAreaM2 !== null && askedAreaM2 > 0 ? priced.filter(({ floorAreaM2 }) => (floorAreaM2 ?? 0) > 0) : [];
  const byArea = sized.length > 0;
  const costs = (byArea ? sized : priced).map(({ score, cost, floorAreaM2 }) => ({
    weight: score,
    cost: byArea && floorAreaM2 && askedAreaM2 ? (cost / floorAreaM2) * askedAreaM2 : cost,
  }));
  if (costs.length === 0) return null;
  const total = costs.reduce((sum, { weight }) => sum + weight, 0);
  const likely = costs.reduce((sum, { weight, cost }) => sum + weight * cost, 0) / total;
  const similarity = costs.reduce((sum, { weight }) => sum + weight * weight, 0) / total;
  const spread = spreadOf(costs, similarity);
  const reach = Math.min(AVERAGE.most, spread * AVERAGE.reach);
  return {
    low: likely * Math.exp(-reach),
    likely,
    high: likely * Math.exp(reach),
    confidence: confidenceOf(reach / (spread * AVERAGE.reach)),
    of: costs.length,
    byArea,
  };
}

/** Standard deviation of the logarithm of one more such cost about the mean of these. */
function spreadOf(costs: readonly { weight: number; cost: number }[], similarity: number): number {
  const usual = AVERAGE.usual.same + AVERAGE.usual.unlike * (1 - similarity);
  const total = costs.reduce((sum, { weight }) => sum + weight, 0);
  const centre = costs.reduce((sum, { weight, cost }) => sum + weight * Math.log(cost), 0) / total;
  const squares =
    costs.reduce((sum, { weight, cost }) => sum + weight * (Math.log(cost) - centre) ** 2, 0) / total;
  const pooled =
    (AVERAGE.usual.counts * usual ** 2 + costs.length * squares) /
    (AVERAGE.usual.counts + Math.max(0, costs.length - 1));
  return Math.sqrt(pooled * (1 + 1 / costs.length));
}

/** `width`: the range's part of what it would be without its bound, up to 1. */
function confidenceOf(width: number): number {
  const logit = AVERAGE.confidence.base + AVERAGE.confidence.width * Math.log(width);
  return Number((1 / (1 + Math.exp(-logit))).toFixed(2));
}
