import type { z } from "zod";
import type { EstimateSummary } from "../summary.ts";
import type { ReasonView } from "../views.ts";
import {
  classesDistance,
  locationDistance,
  materialsDistance,
  ratesDistance,
  scaleDistance,
  wordingDistance,
} from "./distance.ts";
import { type Features, featuresOf } from "./features.ts";
import { reasonText } from "./reason-text.ts";
import { type Aspect, WEIGHTS, type Weights } from "./weights.ts";

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
    embedding?: "minilm" | "lexical";
    limit?: number;
    scoreThreshold?: number;
    weights?: Weights;
  } = {},
): Ranked[] {
  const {
    embedding = "minilm",
    limit = Number.POSITIVE_INFINITY,
    scoreThreshold = 0,
    weights = WEIGHTS,
  } = options;
  const asked = featuresOf(query);
  return candidates
    .map(({ summary, semantic }) => {
      const features = featuresOf(summary);
      const parts = likenesses(asked, features, { cosine: semantic, model: embedding }, weights);
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

function likenesses(
  a: Features,
  b: Features,
  wording: Parameters<typeof wordingDistance>[2],
  weights: Weights,
): Part[] {
  const found: Record<Aspect, number | null> = {
    materials: materialsDistance(a, b, weights),
    wording: wordingDistance(a, b, wording, weights),
    scale: scaleDistance(a, b, weights),
    location: locationDistance(a, b, weights),
    rates: ratesDistance(a, b, weights),
    classes: classesDistance(a, b, weights),
  };
  const parts = ASPECTS.flatMap((aspect) => {
    const distance = found[aspect];
    const weight = weights.aspects[aspect];
    return distance === null
      ? []
      : [{ aspect, likeness: Math.exp(-distance / (weight * weights.falloff)), weight }];
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map((part) => ({ ...part, weight: part.weight / total }));
}

const ASPECTS: readonly Aspect[] = ["materials", "wording", "scale", "location", "rates", "classes"];

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
      text: reasonText[aspect](asked, found, likeness),
    }));
}
