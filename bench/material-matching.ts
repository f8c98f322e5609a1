import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import sharedModels from "#lib/processing/materials/labels/shared-models.json" with { type: "json" };
import { lexicalVector } from "#lib/search/embedding/lexical.ts";
import { ModelThread } from "#lib/search/embedding/model-thread.ts";
import { builtInNames } from "#lib/search/materials/matcher.ts";
import { type Candidate, rankEntries } from "#lib/search/materials/rank-entries.ts";
import { minilm } from "./lib/minilm.ts";
import heldOut from "./material-matching/held-out.json" with { type: "json" };

/**
 * How often the right entry is the first candidate of a name, and among the first three: the rules alone, names compared
 * by the lexical embedding and by MiniLM, and the matching, with the model and without. `shared models` are the
 * names of real files, with one slip of the pen each in a second run; `held out` were written before the tuning.
 */
type Row = { name: string; right: string[] };

const rowsOf = (labels: (string | null)[][]): Row[] =>
  labels.flatMap(([name, ...right]) => {
    const entries = right.filter((id) => id !== null);
    return name && entries.length > 0 ? [{ name, right: entries }] : [];
  });
const shared = rowsOf(sharedModels);
const SETS: Record<string, Row[]> = {
  "shared models": shared,
  "shared models, misspelt": shared.map(({ name, right }, at) => ({ name: misspelt(name, at), right })),
  "held out, English": rowsOf(heldOut.en),
  "held out, German": rowsOf(heldOut.de),
  "held out, Dutch": rowsOf(heldOut.nl),
};

const entries = [...DEFAULT_CATALOGUE.values()].map(({ id, name }) => ({ id, name }));
const catalogueIds = new Set(DEFAULT_CATALOGUE.keys());
const thread = new ModelThread(await minilm());
const meant = await thread.embed(entries.map(({ name }) => name));
const worded = entries.map(({ name }) => lexicalVector(name, 384));

const METHODS: Record<string, (name: string, vector: Float32Array) => string[]> = {
  rules: (name) => {
    const [found] = classifyMaterials([{ name, ifcClasses: [] }], { catalogueIds });
    return found?.catalogueId ? [found.catalogueId] : [];
  },
  "lexical vectors": (name) => nearest(lexicalVector(name, 384), worded),
  "MiniLM vectors": (_, vector) => nearest(vector, meant),
  "matching, no model": (name) => ids(rankEntries(name, [builtInNames()], DEFAULT_CATALOGUE)),
  matching: (name, vector) => ids(matched(name, vector)),
};

for (const [set, rows] of Object.entries(SETS)) {
  console.log(`\n${set}: ${rows.length} names`);
  const vectors = await thread.embed(rows.map(({ name }) => name));
  for (const [method, ask] of Object.entries(METHODS)) {
    const ranks = rows.map(({ name, right }, at) => {
      const found = ask(name, vectors[at] ?? new Float32Array(384));
      return found.findIndex((id) => right.includes(id));
    });
    const share = (within: number) => ranks.filter((rank) => rank >= 0 && rank < within).length / rows.length;
    console.log(`  ${method.padEnd(20)} first ${percent(share(1))}   among three ${percent(share(3))}`);
  }
}

console.log("\nhow sure: names by their first candidate's score, and how many of them are right");
const all = Object.entries(SETS).flatMap(([set, rows]) => (set.startsWith("held out") ? rows : []));
const vectors = await thread.embed(all.map(({ name }) => name));
const firsts = all.map(({ name, right }, at) => {
  const [first] = matched(name, vectors[at] ?? new Float32Array(384));
  return { score: first?.score ?? 0, isRight: first !== undefined && right.includes(first.catalogueId) };
});
for (const [from, to] of [
  [0, 0.5],
  [0.5, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
] as const) {
  const these = firsts.filter(({ score }) => score >= from && score < to);
  const right = these.filter(({ isRight }) => isRight).length;
  console.log(`  ${from.toFixed(1)} to ${Math.min(1, to).toFixed(1)}: ${right} of ${these.length}`);
}
const idle = heldOut.none.flatMap(([name]) =>
  name ? [[name, rankEntries(name, [builtInNames()], DEFAULT_CATALOGUE)[0]] as const] : [],
);
console.log(
  `\nnames without a right entry: ${idle.filter(([, first]) => !first).length} of ${idle.length} get none`,
);
for (const [name, first] of idle) if (first) console.log(`  ${name}: ${first.catalogueId} ${first.score}`);

const started = performance.now();
for (const { name } of all) rankEntries(name, [builtInNames()], DEFAULT_CATALOGUE);
console.log(`\n${((performance.now() - started) / all.length).toFixed(1)} ms a name, without the model`);
await thread.close();

function matched(name: string, vector: Float32Array): Candidate[] {
  const meaning = new Map(entries.map(({ id }, at) => [id, dot(vector, meant[at])]));
  return rankEntries(name, [builtInNames()], DEFAULT_CATALOGUE, meaning);
}

function nearest(vector: Float32Array, all: readonly Float32Array[]): string[] {
  const scored = entries.map(({ id }, at) => ({ id, score: dot(vector, all[at]) }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ id }) => id);
}

function ids(candidates: readonly Candidate[]): string[] {
  return candidates.slice(0, 3).map(({ catalogueId }) => catalogueId);
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  return a.reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
}

/** One letter left out, doubled, changed, or swapped with the next, inside a word; the same one each time. */
function misspelt(name: string, seed: number): string {
  const places = [...name.matchAll(/(?<=\p{L})\p{L}(?=\p{L})/gu)].map(({ index }) => index);
  const at = places[(seed * 7919 + 13) % Math.max(1, places.length)];
  if (at === undefined) return name;
  const [before, letter = "", after] = [name.slice(0, at), name[at], name.slice(at + 1)];
  const swapped = `${after[0]}${letter}${after.slice(1)}`;
  return before + ([after, letter + letter + after, `e${after}`, swapped][seed % 4] ?? after);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}
