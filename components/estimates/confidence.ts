import type { EstimateDetailAnswer } from "#components/data/answers.ts";

export type Confidence = "high" | "medium" | "low";

type Line = EstimateDetailAnswer["lines"][number];

/** What of an estimate is judged. */
export interface ConfidenceInput extends Pick<EstimateDetailAnswer, "coverage" | "cost"> {
  lines: readonly (Pick<Line, "cost" | "carbon" | "placeholder"> & {
    factor: Pick<NonNullable<Line["factor"]>, "proxy"> | null;
  })[];
}

export interface ConfidenceFacts {
  level: Confidence;
  /** Shares 0 to 1. */
  elements: number;
  volume: number;
  /** Null while no carbon is counted. */
  carbonElements: number | null;
  /** Of the likely cost. */
  placeholder: number;
  /** Of the carbon, A1–A5. */
  proxy: number;
  /** Low and high as shares of the likely cost off it; null without a cost. */
  down: number | null;
  up: number | null;
}

/**
 * How far an estimate's figures carry, from what is priced, on what prices and in what range. Low: less than 60 % of the
 * elements priced, or half of the cost on placeholder prices. High: 90 % priced, at most a tenth on placeholders, and a
 * range of no more than 40 % of the likely cost.
 */
export function confidenceOf(estimate: ConfidenceInput): ConfidenceFacts {
  const { coverage, lines, cost } = estimate;
  const [low, likely, high] = [Number(cost.low), Number(cost.likely), Number(cost.high)];
  const costOf = ({ cost: priced }: (typeof lines)[number]) => Number(priced?.likely ?? 0);
  const carbonOf = ({ carbon }: (typeof lines)[number]) =>
    carbon ? carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg : 0;
  const placeholder = shareOf(lines, costOf, (line) => line.placeholder);
  const elements = coverage.cost.elements.share;
  const spread = likely > 0 ? (high - low) / likely : null;
  return {
    level: levelOf(elements, placeholder, spread),
    elements,
    volume: coverage.cost.volume_m3.share,
    carbonElements: coverage.carbon?.elements.share ?? null,
    placeholder,
    proxy: shareOf(lines, carbonOf, (line) => line.factor?.proxy ?? false),
    down: likely > 0 ? 1 - low / likely : null,
    up: likely > 0 ? high / likely - 1 : null,
  };
}

/** Digits of a total that its range allows: whole units of money only where the range is under a tenth of it. */
export function precisionOf({ down, up }: Pick<ConfidenceFacts, "down" | "up">): "whole" | "compact" {
  return down !== null && up !== null && down + up < 0.1 ? "whole" : "compact";
}

/** Significant digits of carbon: factors that mostly stand for something alike allow two. */
export function carbonDigitsOf({
  proxy,
  carbonElements,
}: Pick<ConfidenceFacts, "proxy" | "carbonElements">): number {
  return proxy > 0.5 || (carbonElements ?? 0) < 0.6 ? 2 : 3;
}

function levelOf(elements: number, placeholder: number, spread: number | null): Confidence {
  if (spread === null || elements < 0.6 || placeholder >= 0.5) return "low";
  return elements >= 0.9 && placeholder <= 0.1 && spread <= 0.4 ? "high" : "medium";
}

/** Of all that is weighed, how much the chosen ones are; only to judge by. */
function shareOf<T>(items: readonly T[], weight: (item: T) => number, chosen: (item: T) => boolean): number {
  const all = items.reduce((sum, item) => sum + weight(item), 0);
  return all > 0 ? items.filter(chosen).reduce((sum, item) => sum + weight(item), 0) / all : 0;
}
