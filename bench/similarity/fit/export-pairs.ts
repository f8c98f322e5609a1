import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { documentText } from "#lib/search/document.ts";
import { differencesOf, type Pair } from "#lib/search/ranking/differences.ts";
import { featuresOf } from "#lib/search/ranking/features.ts";
import { ASPECTS } from "#lib/search/ranking/weights.ts";
import { FROZEN_SEED } from "../corpus/corpus.ts";
import { gradeOf, RELEVANT } from "../corpus/grade.ts";
import { preparedCorpus } from "../prepared.ts";
import { cosine, lexicalEmbedder, SCRATCH } from "../vectors.ts";

/**
 * What the weights are fitted on: for each question of the seeds given (its own 200, and one of OWN a firm's own
 * estimates) and each estimate of the firm the differences by aspect, whether each can be compared at all, and the grade.
 */
const OWN = 100;
const LEAST_RELEVANT = 5;
const FOLDER = path.join(SCRATCH, "fit");

/** Names of all differences, by a pair that has everything. */
const columns: { aspect: (typeof ASPECTS)[number]; name: string }[] = [];

mkdirSync(FOLDER, { recursive: true });
const embedder = lexicalEmbedder();
for (const seed of process.argv.slice(2).map(Number)) {
  if (seed === FROZEN_SEED)
    throw new Error("The frozen seed is for the report only: nothing is fitted on it.");
  const { corpus, tenants } = preparedCorpus(seed);
  const rows: { differences: ReturnType<typeof differencesOf>; grade: number }[] = [];
  const lengths: number[] = [];
  for (const [at, { estimates, queries }] of tenants.entries()) {
    const truth = corpus.truth[at];
    if (!truth) continue;
    const vectors = await embedder.embed(estimates.map(documentText));
    const given = await embedder.embed(queries.map(documentText));
    const questions = [
      ...queries.map((summary, n) => ({ summary, vector: given[n], latent: truth.queries[n], self: -1 })),
      ...estimates.flatMap((summary, n) =>
        n % OWN === 0 ? [{ summary, vector: vectors[n], latent: truth.estimates[n], self: n }] : [],
      ),
    ];
    for (const { summary, vector, latent, self } of questions) {
      if (!latent || !vector) continue;
      const found = estimates.flatMap((other, n) => {
        const [is, its] = [truth.estimates[n], vectors[n]];
        if (n === self || !is || !its) return [];
        const pair: Pair = {
          a: featuresOf(summary),
          b: featuresOf(other),
          cosine: cosine(vector, its),
        };
        return [{ differences: differencesOf(pair), grade: gradeOf(latent, is) }];
      });
      if (found.filter(({ grade }) => grade >= RELEVANT).length < LEAST_RELEVANT) continue;
      lengths.push(found.length);
      rows.push(...found);
    }
  }
  if (columns.length === 0)
    for (const aspect of ASPECTS) {
      const names = new Set(
        rows.slice(0, 100_000).flatMap(({ differences }) => Object.keys(differences[aspect] ?? {})),
      );
      for (const name of names) columns.push({ aspect, name });
    }
  const width = ASPECTS.length + columns.length + 1;
  const out = new Float32Array(rows.length * width);
  for (const [row, { differences, grade }] of rows.entries()) {
    const values = [
      ...ASPECTS.map((aspect) => (differences[aspect] ? 1 : 0)),
      ...columns.map(({ aspect, name }) => differences[aspect]?.[name] ?? 0),
      grade,
    ];
    out.set(values, row * width);
  }
  writeFileSync(path.join(FOLDER, `pairs-${seed}.f32`), new Uint8Array(out.buffer));
  writeFileSync(
    path.join(FOLDER, `pairs-${seed}.json`),
    JSON.stringify({ aspects: ASPECTS, columns, lengths }),
  );
  console.log(`Seed ${seed}: ${lengths.length} questions, ${rows.length} pairs`);
}
