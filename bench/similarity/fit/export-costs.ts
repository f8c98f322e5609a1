import { writeFileSync } from "node:fs";
import path from "node:path";
import { FROZEN_SEED } from "../corpus/corpus.ts";
import { preparedCorpus } from "../prepared.ts";
import { costQuestions } from "../questions.ts";
import { lexicalEmbedder, SCRATCH } from "../vectors.ts";

/** What the range and the confidence are fitted on: estimates whose cost is known, and what the product averages for them. */
const EVERY = 10;

const embedder = lexicalEmbedder();
for (const seed of process.argv.slice(2).map(Number)) {
  if (seed === FROZEN_SEED)
    throw new Error("The frozen seed is for the report only: nothing is fitted on it.");
  const { tenants } = preparedCorpus(seed);
  const questions = await costQuestions(tenants, embedder, EVERY);
  writeFileSync(path.join(SCRATCH, "fit", `costs-${seed}.json`), JSON.stringify(questions));
  console.log(`Seed ${seed}: ${questions.length} questions`);
}
