import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { multipleAt } from "./method.ts";
import type { Distribution, Simulation, SimulationInput, UncertainLine } from "./types.ts";

const BARS = 40;
/** Of the totals, left and right of the histogram: single far outcomes would leave the rest no room. */
const TAIL = 0.002;

/**
 * Draws the totals of an estimate `iterations` times. In each, every line's quantity, every entry's price and every entry's
 * carbon factor is drawn from its own distribution (`multipleAt`); prices among themselves share a part of their deviation,
 * and so do factors and quantities: z = √c · common + √(1 − c) · own (a one-factor Gaussian copula). A line's amount is its
 * likely one × quantity × price. The same input and seed give the same answer on every machine.
 * Time grows with lines × iterations; meant for a worker thread.
 */
export function simulate({ lines, correlation, iterations, seed }: SimulationInput): Simulation {
  const normal = normalFrom(seed);
  const entries = [...new Set(lines.map(({ catalogueId }) => catalogueId))];
  const entryOf = lines.map(({ catalogueId }) => entries.indexOf(catalogueId));
  const together = Math.sqrt(correlation);
  const alone = Math.sqrt(1 - correlation);
  const prices = new Float64Array(entries.length);
  const factors = new Float64Array(entries.length);
  const costs = new Float64Array(iterations);
  const carbons = new Float64Array(iterations);
  for (let run = 0; run < iterations; run += 1) {
    const [price, factor, quantity] = [normal(), normal(), normal()];
    for (let at = 0; at < entries.length; at += 1) {
      prices[at] = together * price + alone * normal();
      factors[at] = together * factor + alone * normal();
    }
    let cost = 0;
    let carbon = 0;
    for (const [at, line] of lines.entries()) {
      const measured = multipleAt(together * quantity + alone * normal(), line.quantity);
      const entry = entryOf[at] ?? 0;
      cost += line.likelyMinor * measured * multipleAt(prices[entry] ?? 0, line.price);
      carbon += line.carbonG * measured * multipleAt(factors[entry] ?? 0, line.factor);
    }
    costs[run] = cost;
    carbons[run] = carbon;
  }
  const described = (totals: Float64Array, of: (line: UncertainLine) => number) => {
    const likely = lines.reduce((sum, line) => sum + of(line), 0);
    return likely > 0 ? distributionOf(totals, likely) : null;
  };
  return {
    cost: described(costs, ({ likelyMinor }) => likelyMinor),
    carbon: described(carbons, ({ carbonG }) => carbonG),
  };
}

/** Standard normal numbers by the polar method (Marsaglia and Bray, 1964), two at a time. */
export function normalFrom(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const x = uniformFloat64(random) * 2 - 1;
      const y = uniformFloat64(random) * 2 - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}

function distributionOf(totals: Float64Array, likely: number): Distribution {
  const sorted = totals.toSorted();
  const at = (share: number) => quantile(sorted, share);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance =
    sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1);
  const from = at(TAIL);
  const step = (at(1 - TAIL) - from) / BARS;
  const counts = new Array<number>(step > 0 ? BARS : 1).fill(0);
  for (const value of sorted) {
    const bar = step > 0 ? Math.floor((value - from) / step) : 0;
    const kept = Math.min(counts.length - 1, Math.max(0, bar));
    counts[kept] = (counts[kept] ?? 0) + 1;
  }
  return {
    p10: Math.round(at(0.1)),
    p50: Math.round(at(0.5)),
    p80: Math.round(at(0.8)),
    p90: Math.round(at(0.9)),
    mean: Math.round(mean),
    shareAbove: sorted.reduce((count, value) => count + (value > likely ? 1 : 0), 0) / sorted.length,
    standardDeviation: Math.round(Math.sqrt(variance)),
    histogram: { from, step, counts },
  };
}

/** Between the two nearest totals, linearly (Hyndman and Fan, 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
