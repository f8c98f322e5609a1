import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { builtInNames } from "#lib/search/materials/matcher.ts";
import { rankEntries } from "#lib/search/materials/rank-entries.ts";
import type { Cells } from "./columns.ts";

export interface Suggestion {
  catalogue_id: string;
  name: string;
  /** 0..1. */
  score: number;
}

const SHOWN = 3;
/** What is less likely would mislead more often than help. */
const LEAST_SCORE = 0.3;

/** The built-in entries that a row of an unknown or missing id most likely means, by its name, id and aliases. */
export function suggestFor({ catalogue_id = "", name = "", aliases = "" }: Cells): Suggestion[] {
  const scores = new Map<string, number>();
  for (const text of [name, catalogue_id.replaceAll("-", " "), aliases]) {
    for (const { catalogueId, score } of rankEntries(text, [builtInNames()], DEFAULT_CATALOGUE))
      scores.set(catalogueId, Math.max(score, scores.get(catalogueId) ?? 0));
  }
  return [...scores]
    .filter(([, score]) => score >= LEAST_SCORE)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([id, score]) => ({ catalogue_id: id, name: DEFAULT_CATALOGUE.get(id)?.name ?? id, score }));
}

/** Empty, or a sentence that follows a fault's message. */
export function didYouMean(candidates: readonly Suggestion[]): string {
  if (candidates.length === 0) return "";
  return problemText("priceBooks.didYouMean", {
    other: candidates.map(({ catalogue_id, name }) => `${catalogue_id} (${name})`).join(", or "),
  });
}
