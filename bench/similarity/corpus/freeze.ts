import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Corpus, FROZEN_SEED, makeCorpus } from "./corpus.ts";

const FILE = new URL("./frozen.json", import.meta.url);

interface Frozen {
  seed: number;
  /** SHA-256 over the JSON of estimates, queries and grades. */
  sha256: string;
  estimates: number;
  /** Per query its id, and by grade the numbers of the tenant's estimates. */
  queries: { id: string; tenant: number; half: string; grades: Record<"1" | "2" | "3", number[]> }[];
}

/** The corpus as it was frozen. Throws when this code makes another one. */
export function frozenCorpus(): Corpus {
  const corpus = makeCorpus(FROZEN_SEED);
  const kept = JSON.parse(readFileSync(FILE, "utf8")) as Frozen;
  const made = freeze(corpus);
  if (made.sha256 !== kept.sha256)
    throw new Error(`The corpus is not the frozen one: ${made.sha256} instead of ${kept.sha256}`);
  return corpus;
}

function freeze(corpus: Corpus): Frozen {
  return {
    seed: corpus.seed,
    sha256: createHash("sha256").update(JSON.stringify(corpus.tenants)).digest("hex"),
    estimates: corpus.tenants.reduce((sum, { estimates }) => sum + estimates.length, 0),
    queries: corpus.tenants.flatMap(({ queries }, tenant) =>
      queries.map(({ estimate, half, grades }) => ({
        id: estimate.id,
        tenant,
        half,
        grades: { 1: placesOf(grades, 1), 2: placesOf(grades, 2), 3: placesOf(grades, 3) },
      })),
    ),
  };
}

const placesOf = (grades: readonly number[], wanted: number): number[] =>
  grades.flatMap((grade, at) => (grade === wanted ? at : []));

/** `node bench/similarity/corpus/freeze.ts` checks, `--write` freezes anew (README.md says when that is allowed). */
if (import.meta.main) {
  if (process.argv.includes("--write")) {
    const { queries, ...head } = freeze(makeCorpus(FROZEN_SEED));
    const lines = queries.map((query) => `    ${JSON.stringify(query)}`).join(",\n");
    const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "queries": [\n${lines}\n  ]\n}\n`;
    writeFileSync(FILE, text);
  }
  const { tenants } = frozenCorpus();
  const frozen = JSON.parse(readFileSync(FILE, "utf8")) as Frozen;
  console.log(
    `${frozen.estimates} estimates of ${tenants.length} firms, ${frozen.queries.length} queries: ${frozen.sha256}`,
  );
}
