import { documentText } from "#lib/search/document.ts";
import { type Level, levelBetween } from "#lib/search/levels/level-cost.ts";
import { DEFAULT_SERIES } from "#lib/search/levels/price-levels.ts";
import type { Comparable } from "#lib/search/ranking/average.ts";
import type { EstimateSummary } from "#lib/search/summary.ts";
import type { PreparedTenant } from "./prepared.ts";
import { type ProductResult, productSearch } from "./rankings.ts";
import type { Embedder } from "./vectors.ts";

/** The product's defaults. */
const LIMIT = 5;
export const THRESHOLD = 0.7;

const levels = { series: [...DEFAULT_SERIES], exchangeRates: [] };

/** An estimate whose cost is known, asked about as if it were not. */
export interface CostQuestion {
  cost: number;
  floorAreaM2: number | null;
  /** What the product averages, levelled to the question's day, place and currency. */
  comparable: Comparable[];
}

/** Of each firm its queries and every n-th of its own estimates (itself left out); what has no cost is not asked. */
export async function costQuestions(
  tenants: readonly PreparedTenant[],
  embedder: Embedder,
  every: number,
): Promise<CostQuestion[]> {
  const out: CostQuestion[] = [];
  for (const { estimates, queries } of tenants) {
    const search = await productSearch(embedder, estimates);
    const stored = await embedder.embed(estimates.map(documentText));
    const given = await embedder.embed(queries.map(documentText));
    const ask = (summary: EstimateSummary, vector: Float32Array | undefined, left: number | null) => {
      if (summary.cost <= 0 || !vector) return;
      const { cost, floorAreaM2 } = summary;
      const comparable = comparableOf(summary, search(summary, vector, left), estimates);
      out.push({ cost, floorAreaM2, comparable });
    };
    for (const [at, query] of queries.entries()) ask(query, given[at], null);
    for (let at = 0; at < estimates.length; at += every) {
      const estimate = estimates[at];
      if (estimate) ask(estimate, stored[at], at);
    }
  }
  return out;
}

function comparableOf(
  query: EstimateSummary,
  results: readonly ProductResult[],
  estimates: readonly EstimateSummary[],
): Comparable[] {
  const found = results.filter(({ score }) => score >= THRESHOLD).slice(0, LIMIT);
  return found.flatMap(({ place, score }) => {
    const summary = estimates[place];
    if (!summary) return [];
    const levelling = levelBetween(levelOf(summary), levelOf(query), levels);
    return [{ score, cost: levelling && summary.cost * levelling.factor, floorAreaM2: summary.floorAreaM2 }];
  });
}

function levelOf({ createdAt, location, place, locationFactor, currency }: EstimateSummary): Level {
  return { day: createdAt, location, place, locationFactor, currency };
}
