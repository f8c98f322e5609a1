import type { Catalogue } from "#lib/catalogue/types.ts";
import { RULES } from "#lib/processing/materials/classify.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import { matches } from "#lib/processing/materials/rules/rule.ts";
import { lexicalFeatures } from "../embedding/lexical.ts";
import { spellings } from "./spelling.ts";

/** What speaks for an entry, the strongest first. */
export type Evidence = "own_name" | "rule" | "spelling" | "words" | "meaning";

export interface Candidate {
  catalogueId: string;
  /** 0..1: how often an entry with this score was the right one on labelled names, roughly. */
  score: number;
  /** What its score comes from most. */
  because: Evidence;
}

/** One name that an entry goes by. */
export interface Reference {
  catalogueId: string;
  text: string;
  /** What the organisation calls it itself, which counts before all else. */
  own: boolean;
}

/** Names made ready to be compared with. */
export interface Names {
  references: readonly Reference[];
  /** By feature: which references have it, and how much of the reference's unit length it is. */
  postings: ReadonlyMap<string, { at: number; weight: number }[]>;
  rarity: (feature: string) => number;
}

/** What each kind of evidence is worth at its fullest, so that several add up and none is certain. */
const WORTH: Record<Evidence, number> = {
  own_name: 0.97,
  rule: 0.97,
  spelling: 0.9,
  words: 0.62,
  meaning: 0.4,
};
/** A further rule that would match if the first did not. */
const FURTHER_RULE = 0.45;
/** What is left of a rule that says something else than it does after mending. */
const PASSED_OVER = 0.55;
/** Cosines of unrelated names; what is below says nothing. */
const FLOOR = { words: 0.25, meaning: 0.35 };
/** From which likeness on a name is like one of the organisation's own, and from which it is as good as the same. */
const OWN_FLOOR = 0.35;
const OWN_FULL = 0.95;
const LEAST_SCORE = 0.12;
/** What stands after that much of a name is not looked at. */
const MOST_LETTERS = 200;

/** Features that few names have tell most; `rarity` is that of other names, for a few beside many. */
export function prepareNames(references: readonly Reference[], given?: Names["rarity"]): Names {
  const all = references.map(({ text }) => lexicalFeatures(text));
  const counts = new Map<string, number>();
  for (const features of all)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const rarity = given ?? ((feature: string) => Math.log(1 + references.length / (counts.get(feature) ?? 1)));
  const postings = new Map<string, { at: number; weight: number }[]>();
  for (const [at, features] of all.entries()) {
    for (const [feature, weight] of unitOf(features, rarity)) {
      const known = postings.get(feature);
      if (known) known.push({ at, weight });
      else postings.set(feature, [{ at, weight }]);
    }
  }
  return { references, postings, rarity };
}

/**
 * The entries that a name most likely means: rules on the name and on its mended spelling, the likeness of words,
 * letters and numbers to the names that entries go by, and (`meaning`: cosine by entry) that of a language model.
 */
export function rankEntries(
  whole: string,
  names: readonly Names[],
  catalogue: Catalogue,
  meaning: ReadonlyMap<string, number> = new Map(),
): Candidate[] {
  const name = whole.slice(0, MOST_LETTERS);
  const normalised = normaliseMaterialName(name);
  const evidence = new Map<string, Map<Evidence, number>>();
  const add = (catalogueId: string, kind: Evidence, strength: number) => {
    if (!catalogue.has(catalogueId) || strength <= 0) return;
    const known = evidence.get(catalogueId) ?? new Map<Evidence, number>();
    known.set(kind, Math.max(known.get(kind) ?? 0, Math.min(1, strength)));
    evidence.set(catalogueId, known);
  };
  const mended = spellings(normalised);
  const first = byRules(normalised);
  // A rule that passed over a misspelt word may have missed what the word would have said.
  const read =
    mended[0] && byRules(mended[0].text)[0]?.catalogueId !== first[0]?.catalogueId ? PASSED_OVER : 1;
  for (const { catalogueId, strength } of first) add(catalogueId, "rule", strength * read);
  for (const { text, sure } of mended)
    for (const { catalogueId, strength } of byRules(text)) add(catalogueId, "spelling", strength * sure);
  const texts = [[name, 1] as const, ...mended.slice(0, 1).map(({ text, sure }) => [text, sure] as const)];
  for (const [text, share] of texts) {
    for (const { catalogueId, own, likeness } of names.flatMap((some) => byWords(text, some))) {
      add(catalogueId, "words", (share * (likeness - FLOOR.words)) / (1 - FLOOR.words));
      if (own) add(catalogueId, "own_name", (share * (likeness - OWN_FLOOR)) / (OWN_FULL - OWN_FLOOR));
    }
  }
  for (const [catalogueId, cosine] of meaning)
    add(catalogueId, "meaning", (cosine - FLOOR.meaning) / (1 - FLOOR.meaning));
  return [...evidence]
    .map(([catalogueId, kinds]) => candidateOf(catalogueId, kinds))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.catalogueId < b.catalogueId ? -1 : 1));
}

/** What of each kind is left to doubt, multiplied: independent evidence adds up. */
function candidateOf(catalogueId: string, kinds: ReadonlyMap<Evidence, number>): Candidate {
  const worths = [...kinds].map(([kind, strength]) => ({ kind, worth: WORTH[kind] * strength }));
  worths.sort((a, b) => b.worth - a.worth);
  const doubt = worths.reduce((left, { worth }) => left * (1 - worth), 1);
  return {
    catalogueId,
    score: Math.round((1 - doubt) * 1000) / 1000,
    because: worths[0]?.kind ?? "words",
  };
}

/** The first rule that matches counts fully, further ones less: they say what else the words can mean. */
function byRules(normalised: string): { catalogueId: string; strength: number }[] {
  const found: { catalogueId: string; strength: number }[] = [];
  for (const rule of RULES) {
    if (!matches(rule, normalised, [])) continue;
    if (rule.to === null) return found;
    found.push({
      catalogueId: rule.to,
      strength: rule.confidence * (found.length === 0 ? 1 : FURTHER_RULE),
    });
  }
  return found;
}

/** The cosine with each reference that shares a feature. */
function byWords(text: string, { references, postings, rarity }: Names) {
  const likeness = new Map<number, number>();
  for (const [feature, weight] of unitOf(lexicalFeatures(text), rarity))
    for (const posting of postings.get(feature) ?? [])
      likeness.set(posting.at, (likeness.get(posting.at) ?? 0) + weight * posting.weight);
  return [...likeness].flatMap(([at, cosine]) => {
    const reference = references[at];
    return reference ? [{ ...reference, likeness: cosine }] : [];
  });
}

/** The features by their rarity, scaled to length 1 together. */
function unitOf(
  features: ReadonlyMap<string, number>,
  rarity: (feature: string) => number,
): [string, number][] {
  const weighted = [...features].map(([feature, weight]): [string, number] => [
    feature,
    weight * rarity(feature),
  ]);
  const length = Math.hypot(...weighted.map(([, weight]) => weight));
  return weighted.map(([feature, weight]) => [feature, weight / (length || 1)]);
}
