import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EstimateSummary } from "#lib/search/summary.ts";
import type { Corpus } from "./corpus/corpus.ts";
import { FROZEN_SEED, makeCorpus } from "./corpus/corpus.ts";
import { frozenCorpus } from "./corpus/freeze.ts";
import { prepare } from "./prepare.ts";
import { SCRATCH } from "./vectors.ts";

export interface PreparedTenant {
  /** In the order of the tenant's estimates and of its queries. */
  estimates: EstimateSummary[];
  queries: EstimateSummary[];
}

/**
 * The corpus of a seed as the product holds it; kept in the scratch folder as long as corpus and product are the same.
 * With `firms` so many of its firms, evenly spread over countries.
 */
export function preparedCorpus(seed: number, firms?: number): { corpus: Corpus; tenants: PreparedTenant[] } {
  const corpus = seed === FROZEN_SEED ? frozenCorpus() : makeCorpus(seed);
  mkdirSync(SCRATCH, { recursive: true });
  const file = path.join(SCRATCH, `prepared-${seed}-${hashOf(corpus)}.json`);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(prepareAll(corpus)));
  const read = JSON.parse(readFileSync(file, "utf8")) as PreparedTenant[];
  for (const { estimates, queries } of read)
    for (const summary of [...estimates, ...queries]) summary.createdAt = new Date(summary.createdAt);
  const some = <T>(all: readonly T[]): T[] => {
    const wanted = Math.min(firms ?? all.length, all.length);
    return Array.from({ length: wanted }, (_, at) => all[Math.floor((at * all.length) / wanted)]).filter(
      (one) => one !== undefined,
    );
  };
  return { corpus: { seed, tenants: some(corpus.tenants), truth: some(corpus.truth) }, tenants: some(read) };
}

function prepareAll({ tenants }: Corpus): PreparedTenant[] {
  const started = performance.now();
  let refused = 0;
  const out = tenants.map((tenant) => {
    const estimates = prepare(tenant.estimates);
    const queries = prepare(tenant.queries.map(({ estimate }) => estimate));
    refused += estimates.refused + queries.refused;
    return { estimates: estimates.summaries, queries: queries.summaries };
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`Classified, measured and priced in ${seconds} s; ${refused} lines refused for their unit`);
  return out;
}

/** Of what decides the summaries: the corpus, and the product's code that reads it. */
function hashOf({ tenants }: Corpus): string {
  const hash = createHash("sha256").update(JSON.stringify(tenants));
  const files = globSync([
    "lib/processing/{materials,costs,carbon}/**/*.ts",
    "lib/catalogue/**/*.{ts,json}",
    "bench/similarity/prepare.ts",
  ]);
  for (const file of files.sort()) if (!file.includes(".test.")) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
