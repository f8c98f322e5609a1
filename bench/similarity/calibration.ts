import { parseArgs } from "node:util";
import { averageCost } from "#lib/search/ranking/average.ts";
import { percentile, report, round } from "../lib/report.ts";
import { FROZEN_SEED } from "./corpus/corpus.ts";
import { preparedCorpus } from "./prepared.ts";
import { type CostQuestion, costQuestions, THRESHOLD } from "./questions.ts";
import { lexicalEmbedder, minilmEmbedder } from "./vectors.ts";

/**
 * Is the stated confidence true? Of each firm the queries, and every n-th of its own estimates (itself left out), are
 * asked with the product's defaults (five results, threshold 0.7). Stated: the chance that the asked one's cost lies
 * between low and high. Observed: how often its own cost, as its estimator priced it on its day, did.
 * `--seed 7` is what the confidence may be tuned on; `--firms 5` asks five of the twenty.
 */
const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: String(FROZEN_SEED) },
    embedding: { type: "string", default: "lexical" },
    every: { type: "string", default: "20" },
    firms: { type: "string", default: "20" },
  },
});
const seed = Number(options.seed);

interface Answer {
  confidence: number;
  within: boolean;
  /** Natural logarithm of the likely over the own cost. */
  error: number;
  /** Of the high over the low. */
  width: number;
}

const { tenants } = preparedCorpus(seed, Number(options.firms));
const embedder = options.embedding === "minilm" ? await minilmEmbedder() : lexicalEmbedder();
const asked = await costQuestions(tenants, embedder, Number(options.every));
const answers = asked.flatMap((question) => answerTo(question) ?? []);
await embedder.close();

const gap = bins().reduce(
  (sum, bin) =>
    sum + (bin.length / answers.length) * Math.abs(average(bin, statedOf) - average(bin, observedOf)),
  0,
);
const brier = average(answers, (answer) => (answer.confidence - observedOf(answer)) ** 2);
report(
  `similarity-calibration-${embedder.kind}${seed === FROZEN_SEED ? "" : `-${seed}`}`,
  bins().map((bin) => ({
    stated: `${round(bin[0]?.confidence ?? 0, 2)}–${round(bin.at(-1)?.confidence ?? 0, 2)}`,
    answers: bin.length,
    "stated, mean": round(average(bin, statedOf), 3),
    observed: round(average(bin, observedOf), 3),
    "±": round(2 * Math.sqrt((average(bin, observedOf) * (1 - average(bin, observedOf))) / bin.length), 3),
    "high/low, median": round(
      Math.exp(
        percentile(
          bin.map(({ width }) => width),
          0.5,
        ),
      ),
      2,
    ),
    "error, median": `${Math.round(
      100 *
        Math.expm1(
          percentile(
            bin.map(({ error }) => Math.abs(error)),
            0.5,
          ),
        ),
    )} %`,
    plot: plotted(average(bin, statedOf), average(bin, observedOf)),
  })),
  [
    `Seed ${seed}, ${options.firms} firms, ${embedder.kind}: ${asked.length} asked, ${answers.length} answered; the others have nothing like them above ${THRESHOLD}.`,
    `Expected calibration error ${round(gap, 3)}, Brier score ${round(brier, 3)}; of all answers ${round(average(answers, observedOf), 3)} within, stated ${round(average(answers, statedOf), 3)}.`,
    "Plot: | is the stated chance, o the observed one, from 0 to 1. ±: two standard errors of the observed share.",
  ],
);

function answerTo({ cost, floorAreaM2, comparable }: CostQuestion): Answer | null {
  const answer = averageCost(floorAreaM2, comparable);
  if (!answer) return null;
  return {
    confidence: answer.confidence,
    within: cost >= answer.low && cost <= answer.high,
    error: Math.log(answer.likely / cost),
    width: Math.log(answer.high / answer.low),
  };
}

function statedOf({ confidence }: Answer): number {
  return confidence;
}

function observedOf({ within }: Answer): number {
  return within ? 1 : 0;
}

/** Ten bins of equal counts, by what was stated. */
function bins(): Answer[][] {
  const sorted = [...answers].sort((a, b) => a.confidence - b.confidence);
  const size = Math.ceil(sorted.length / 10);
  return Array.from({ length: 10 }, (_, at) => sorted.slice(at * size, (at + 1) * size)).filter(
    (bin) => bin.length > 0,
  );
}

function average<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0) / Math.max(1, values.length);
}

function plotted(stated: number, observed: number): string {
  const cells = Array.from({ length: 41 }, () => "·");
  cells[Math.round(stated * 40)] = "|";
  cells[Math.round(observed * 40)] = "o";
  return cells.join("");
}
