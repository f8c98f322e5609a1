import { BY_MATERIALS, FROM_INDEX, leadingShares } from "#lib/search/candidates.ts";
import { documentText } from "#lib/search/document.ts";
import { type Candidate, rank } from "#lib/search/ranking/rank.ts";
import type { EstimateSummary } from "#lib/search/summary.ts";
import { Bm25 } from "./bm25.ts";
import type { TenantCorpus } from "./corpus/corpus.ts";
import type { CorpusEstimate } from "./corpus/draw.ts";
import { best } from "./metrics.ts";
import type { PreparedTenant } from "./prepared.ts";
import { cosine, type Embedder } from "./vectors.ts";

/** How many places of a ranking are judged. */
const LISTED = 20;

/** Ranks one tenant's estimates for each of its queries: places in the tenant's list, the best first. */
export type Ranking = (tenant: TenantCorpus, prepared: PreparedTenant) => Promise<number[][]>;

/** Word for word, by BM25. */
export function lexicalOnly(textOf: (estimate: CorpusEstimate) => string): Ranking {
  return async ({ estimates, queries }) => {
    const index = new Bm25(estimates.map(textOf));
    return queries.map(({ estimate }) => best(index.scores(textOf(estimate)), LISTED));
  };
}

/** By the cosine of one vector of a text, and nothing else. */
export function textOnly(embedder: Embedder, textOf: (estimate: CorpusEstimate) => string): Ranking {
  return async ({ estimates, queries }) => {
    const stored = await embedder.embed(estimates.map(textOf));
    const asked = await embedder.embed(queries.map(({ estimate }) => textOf(estimate)));
    return asked.map((vector) =>
      best(
        stored.map((other) => cosine(vector, other)),
        LISTED,
      ),
    );
  };
}

/** Of one query, a product's result in full. */
export interface ProductResult {
  place: number;
  score: number;
  reasons: { aspect: string; likeness: number; weight: number; text: string }[];
}

export type ProductRanking = (tenant: TenantCorpus, prepared: PreparedTenant) => Promise<ProductResult[][]>;

/**
 * The product: its document texts, what its index and its look-up by materials give as candidates (`all`: every
 * estimate, to tell the ranking's share of the misses from the candidates'), and its ranking. A question is asked as of
 * its own day.
 */
export function product(embedder: Embedder, options: { all?: boolean } = {}): ProductRanking {
  return async (_, prepared) => {
    const search = await productSearch(embedder, prepared.estimates, options);
    const asked = await embedder.embed(prepared.queries.map(documentText));
    return prepared.queries.map((query, at) => search(query, asked[at] ?? new Float32Array(), null));
  };
}

/** Asks one tenant's estimates, without the one at `left`. */
export async function productSearch(
  embedder: Embedder,
  estimates: readonly EstimateSummary[],
  options: { all?: boolean } = {},
): Promise<(query: EstimateSummary, vector: Float32Array, left: number | null) => ProductResult[]> {
  const stored = await embedder.embed(estimates.map(documentText));
  const placeOf = new Map(estimates.map(({ estimateId }, at) => [estimateId, at]));
  return (query, vector, left) => {
    const cosines = stored.map((other, at) =>
      at === left ? Number.NEGATIVE_INFINITY : cosine(vector, other),
    );
    const found = options.all ? allOf(estimates, cosines) : candidatesOf(query, estimates, cosines);
    const candidates = found.filter(({ summary }) => placeOf.get(summary.estimateId) !== left);
    return rank(query, candidates, { limit: LISTED }).map(({ estimateId, score, reasons }) => ({
      place: placeOf.get(estimateId) ?? -1,
      score,
      reasons,
    }));
  };
}

function allOf(estimates: readonly EstimateSummary[], cosines: readonly number[]): Candidate[] {
  return estimates.map((summary, at) => ({ summary, semantic: cosines[at] ?? null }));
}

/** As `readCandidates` takes them from index and database (a tenant here has fewer than its newest 2 000). */
function candidatesOf(
  query: EstimateSummary,
  estimates: readonly EstimateSummary[],
  cosines: readonly number[],
) {
  const nearest = best(cosines, FROM_INDEX);
  const last = nearest.at(-1);
  const rest = nearest.length >= FROM_INDEX && last !== undefined ? (cosines[last] ?? null) : null;
  const taken = new Set(nearest);
  const wanted = leadingShares(query);
  const shared = estimates.map((estimate) => sharedCost(wanted, estimate));
  const alike = best(shared, BY_MATERIALS).filter((at) => (shared[at] ?? 0) > 0);
  return [...new Set([...nearest, ...alike])].flatMap((at): Candidate[] => {
    const summary = estimates[at];
    return summary ? [{ summary, semantic: taken.has(at) ? (cosines[at] ?? null) : rest }] : [];
  });
}

function sharedCost(wanted: ReturnType<typeof leadingShares>, { materials, cost }: EstimateSummary): number {
  if (cost <= 0) return 0;
  return wanted.reduce((sum, { catalogue_id, share }) => {
    const held = materials.reduce(
      (total, material) => total + (material.catalogueId === catalogue_id ? (material.cost ?? 0) : 0),
      0,
    );
    return sum + Math.min(share, held / cost);
  }, 0);
}
