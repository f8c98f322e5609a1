import { parseArgs } from "node:util";
import { report, round } from "../lib/report.ts";
import { FROZEN_SEED } from "./corpus/corpus.ts";
import { LANGUAGES } from "./corpus/data/names.ts";
import { RELEVANT } from "./corpus/grade.ts";
import { gradeWords } from "./grade-words.ts";
import { type Figures, figuresOf, mean } from "./metrics.ts";
import { causeOf, counted } from "./misses.ts";
import { preparedCorpus } from "./prepared.ts";
import { lexicalOnly, type ProductResult, product, type Ranking, textOnly } from "./rankings.ts";
import { fullText, seedText } from "./texts.ts";
import { type Embedder, lexicalEmbedder, minilmEmbedder } from "./vectors.ts";

/**
 * Precision, nDCG and recall of the product's similar estimates beside text alone, on the frozen corpus (corpus/README.md).
 * `--seed 7 --half tuning` is what the ranking may be tuned on; `--embedding lexical` goes without the model; `--product`
 * leaves the baselines out; `--firms 5` asks five of the twenty, evenly spread; `--thorough` also embeds all
 * that is written; `--worst 5` prints the worst queries and why.
 */
const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: String(FROZEN_SEED) },
    half: { type: "string", default: "all" },
    firms: { type: "string", default: "20" },
    embedding: { type: "string", default: "both" },
    product: { type: "boolean", default: false },
    thorough: { type: "boolean", default: false },
    worst: { type: "string", default: "0" },
  },
});
const seed = Number(options.seed);
if (seed === FROZEN_SEED && Number(options.worst) > 0)
  throw new Error("The frozen queries are not looked into: ask for the worst of another seed (--seed 7).");
const { corpus, tenants } = preparedCorpus(seed, Number(options.firms));
const rows: Record<string, string | number>[] = [];
const notes: string[] = [];

if (!options.product) {
  await table("words alone (BM25), the first design's text", "none", lexicalOnly(seedText));
  await table("words alone (BM25), all that is written", "none", lexicalOnly(fullText));
}
for (const embedder of await embedders()) {
  if (!options.product && embedder.kind === "minilm") {
    await table("MiniLM, the first design's text", "minilm", textOnly(embedder, seedText));
    if (options.thorough) await table("MiniLM, all that is written", "minilm", textOnly(embedder, fullText));
  }
  const results = await ranked(product(embedder));
  add("product", embedder.kind, places(results));
  notes.push(
    `Irrelevant among the first five (${embedder.kind}), by what differs: ${missesOf(places(results))}.`,
  );
  add("product, all as candidates", embedder.kind, places(await ranked(product(embedder, { all: true }))));
  if (Number(options.worst) > 0) printWorst(results, Number(options.worst));
  await embedder.close();
}
report(`similarity${seed === FROZEN_SEED ? "" : `-${seed}`}`, rows, [
  `Seed ${seed}${seed === FROZEN_SEED ? " (frozen)" : ""}, ${options.firms} firms, queries: ${options.half}. Aims on the frozen seed: product precision@5 ≥ 0.95 and nDCG@10 ≥ 0.95; words alone ≤ 0.75, MiniLM alone ≤ 0.85.`,
  "nDCG@10 with the exponential gain 2^grade − 1; linear: with the grade itself. Relevant: grade 2 and 3.",
  ...notes,
]);

async function embedders(): Promise<Embedder[]> {
  const made: Embedder[] = [];
  if (options.embedding !== "minilm") made.push(lexicalEmbedder());
  if (options.embedding !== "lexical") made.push(await minilmEmbedder());
  return made;
}

async function table(name: string, embedding: string, ranking: Ranking): Promise<void> {
  add(name, embedding, await ranked(ranking));
}

async function ranked<T>(ranking: (...given: Parameters<Ranking>) => Promise<T[]>): Promise<T[][]> {
  const out: T[][] = [];
  for (const [at, tenant] of corpus.tenants.entries()) {
    const prepared = tenants[at];
    if (prepared) out.push(await ranking(tenant, prepared));
  }
  return out;
}

function places(results: ProductResult[][][]): number[][][] {
  return results.map((tenant) => tenant.map((query) => query.map(({ place }) => place)));
}

function add(ranking: string, embedding: string, found: number[][][]): void {
  const judged = corpus.tenants.flatMap(({ queries }, at) =>
    queries.flatMap((query, number) =>
      options.half === "all" || query.half === options.half
        ? [{ query, figures: figuresOf(found[at]?.[number] ?? [], query.grades) }]
        : [],
    ),
  );
  const of = (some: typeof judged) => mean(some.map(({ figures }) => figures));
  const all = of(judged);
  const heldOut = judged.filter(({ query }) => query.half === "held out");
  const byLanguage = LANGUAGES.map((language) => {
    const figures = of(judged.filter(({ query }) => query.estimate.language === language));
    return [`${language}: P@5 / nDCG`, pair(figures)];
  });
  rows.push({
    ranking,
    embedding,
    "P@5": round(all.precision5, 3),
    "nDCG@10": round(all.ndcg10, 3),
    "(linear)": round(all.ndcg10Linear, 3),
    "recall@20": round(all.recall20, 3),
    ...(heldOut.length > 0 ? { "held out: P@5 / nDCG": pair(of(heldOut)) } : {}),
    ...Object.fromEntries(byLanguage),
  });
}

function missesOf(found: number[][][]): string {
  const causes = corpus.tenants.flatMap(({ queries }, at) =>
    queries.flatMap(({ grades, half }, number) => {
      const asked = corpus.truth[at]?.queries[number];
      if (!asked || (options.half !== "all" && half !== options.half)) return [];
      return (found[at]?.[number] ?? []).slice(0, 5).flatMap((place) => {
        const other = corpus.truth[at]?.estimates[place];
        return other && (grades[place] ?? 0) < RELEVANT ? causeOf(asked, other) : [];
      });
    }),
  );
  return counted(causes);
}

function pair({ precision5, ndcg10 }: Figures): string {
  return `${round(precision5, 3)} / ${round(ndcg10, 3)}`;
}

/** The queries with the lowest nDCG: what was asked, what came, and what would have been better. */
function printWorst(results: ProductResult[][][], count: number): void {
  const all = corpus.tenants.flatMap(({ queries }, at) =>
    queries.map((query, number) => {
      const found = results[at]?.[number] ?? [];
      const figures = figuresOf(
        found.map(({ place }) => place),
        query.grades,
      );
      return { at, number, query, found, figures };
    }),
  );
  const judged = all.filter(({ query }) => options.half === "all" || query.half === options.half);
  const worst = judged.sort((a, b) => a.figures.ndcg10 - b.figures.ndcg10).slice(0, count);
  for (const { at, number, query, found, figures } of worst) {
    const asked = corpus.truth[at]?.queries[number];
    const truth = corpus.truth[at]?.estimates ?? [];
    const summaries = tenants[at]?.estimates ?? [];
    if (!asked) continue;
    const { estimate } = query;
    console.log(
      `\nfirm ${at}, query ${number}: P@5 ${figures.precision5}, nDCG@10 ${round(figures.ndcg10, 3)}; ${gradeWords(asked)}; area stated ${estimate.floorAreaM2 ?? "no"}, ${estimate.language}, ${estimate.lines.length} lines, ${estimate.location}, “${estimate.description.slice(0, 60)}”`,
    );
    for (const { place, score, reasons } of found.slice(0, 8)) {
      const summary = summaries[place];
      const latent = truth[place];
      if (!summary || !latent) continue;
      const parts = reasons.map(({ aspect, likeness }) => `${aspect} ${round(likeness, 2)}`).join(", ");
      console.log(
        `  grade ${query.grades[place]}  ${round(score, 3)}  ${gradeWords(latent)}; stated ${summary.floorAreaM2 ?? "no"}; ${parts}`,
      );
    }
  }
}
