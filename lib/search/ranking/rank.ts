import type { z } from "zod";
import type { EstimateSummary } from "../summary.ts";
import type { ReasonView } from "../views.ts";
import { differencesOf, type Pair } from "./differences.ts";
import { type Features, featuresOf } from "./features.ts";
import { reasonText } from "./reason-text.ts";
import { ASPECTS, type Aspect, WEIGHTS, type Weights } from "./weights.ts";

export type Reason = z.infer<typeof ReasonView>;

export interface Candidate {
  summary: EstimateSummary;
  /** Cosine of its text's vector and the query's; null: not known. */
  semantic: number | null;
}

export interface Ranked {
  estimateId: string;
  /** 0..1: the weighted geometric mean of the likenesses, so that one that fails is not made up for; 1 for itself. */
  score: number;
  /** The parts of the score, heaviest first. */
  reasons: Reason[];
}

/**
 * Orders candidates by their likeness to the query, best first, ties by id. Pure: the answer rests on these two
 * arguments alone, and a candidate's score on it and the query alone.
 */
export function rank(
  query: EstimateSummary,
  candidates: readonly Candidate[],
  options: {
    limit?: number;
    scoreThreshold?: number;
    weights?: Weights;
  } = {},
): Ranked[] {
  const { limit = Number.POSITIVE_INFINITY, scoreThreshold = 0, weights = WEIGHTS } = options;
  const asked = featuresOf(query);
  return candidates
    .map(({ summary, semantic }) => {
      const features = featuresOf(summary);
      const parts = likenesses({ a: asked, b: features, cosine: semantic }, weights);
      return { estimateId: summary.estimateId, features, parts, score: scoreOf(parts) };
    })
    .filter(({ score }) => score >= scoreThreshold)
    .sort((a, b) => b.score - a.score || (a.estimateId < b.estimateId ? -1 : 1))
    .slice(0, limit)
    .map(({ estimateId, features, parts, score }) => ({
      estimateId,
      score,
      reasons: reasonsOf(asked, features, parts),
    }));
}

interface Part {
  aspect: Aspect;
  likeness: number;
  weight: number;
}

function likenesses(pair: Pair, { aspects, falloff }: Weights): Part[] {
  const differences = differencesOf(pair);
  const parts = ASPECTS.flatMap((aspect) => {
    const found = differences[aspect];
    if (!found) return [];
    const { weight, loses } = aspects[aspect];
    const lost = Object.entries(found).reduce((sum, [name, apart]) => sum + (loses[name] ?? 0) * apart, 0);
    return [{ aspect, likeness: (1 - lost) ** (1 / (falloff * weight)), weight }];
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map((part) => ({ ...part, weight: part.weight / total }));
}

function scoreOf(parts: readonly Part[]): number {
  const logarithm = parts.reduce((sum, { likeness, weight }) => sum + Math.log(likeness) * weight, 0);
  return parts.length > 0 ? Number(Math.exp(logarithm).toFixed(4)) : 0;
}

function reasonsOf(asked: Features, found: Features, parts: readonly Part[]): Reason[] {
  return [...parts]
    .sort((a, b) => b.weight - a.weight)
    .map(({ aspect, likeness, weight }) => ({
      aspect,
      likeness: Number(likeness.toFixed(4)),
      weight: Number(weight.toFixed(4)),
      text: reasonText(aspect, asked, found, likeness),
    }));
}
