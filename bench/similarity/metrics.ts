import { type Grade, RELEVANT } from "./corpus/grade.ts";

export interface Figures {
  /** Of the first five, the part that is relevant (grade 2 and 3). */
  precision5: number;
  /** With the exponential gain 2^grade − 1, which punishes a good comparison before the best most. */
  ndcg10: number;
  /** With the grade itself as gain, as trec_eval counts. */
  ndcg10Linear: number;
  /** Of the relevant ones, the part among the first twenty (of at most twenty). */
  recall20: number;
}

/** Of one query: `ranked` are places in `grades`, the best first. */
export function figuresOf(ranked: readonly number[], grades: readonly Grade[]): Figures {
  const found = ranked.map((at) => grades[at] ?? 0);
  const relevant = grades.filter((grade) => grade >= RELEVANT).length;
  const hits = (first: number) => found.slice(0, first).filter((grade) => grade >= RELEVANT).length;
  return {
    precision5: hits(5) / 5,
    ndcg10: normalised(found, grades, (grade) => 2 ** grade - 1),
    ndcg10Linear: normalised(found, grades, (grade) => grade),
    recall20: hits(20) / Math.min(20, relevant),
  };
}

function normalised(
  found: readonly number[],
  grades: readonly number[],
  gain: (grade: number) => number,
): number {
  const ideal = [...grades].sort((a, b) => b - a);
  const dcg = (list: readonly number[]) =>
    list.slice(0, 10).reduce((sum, grade, at) => sum + gain(grade) / Math.log2(at + 2), 0);
  return dcg(found) / dcg(ideal);
}

export function mean(figures: readonly Figures[]): Figures {
  const of = (key: keyof Figures) => figures.reduce((sum, each) => sum + each[key], 0) / figures.length;
  return {
    precision5: of("precision5"),
    ndcg10: of("ndcg10"),
    ndcg10Linear: of("ndcg10Linear"),
    recall20: of("recall20"),
  };
}

/** Places of the highest scores, the best first; equal ones in their order. */
export function best(scores: ArrayLike<number>, count: number): number[] {
  const places = Array.from({ length: scores.length }, (_, at) => at);
  return places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, count);
}
