import type { z } from "zod";
import { decimal } from "#lib/catalogue/decimal.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Asked, askedByHand, askedEstimate } from "./asked.ts";
import { FROM_INDEX, readCandidates } from "./candidates.ts";
import { documentText } from "./document.ts";
import { type EmbeddingModel, embed, embeddingModel } from "./embedding/embed.ts";
import { vectorIndex } from "./index/index.ts";
import { SearchUnavailable } from "./index/search-unavailable.ts";
import type { Hit, IndexFilter } from "./index/vector-index.ts";
import { indexProgress, presentGeneration } from "./index-progress.ts";
import { type Level, levelBetween } from "./levels/level-cost.ts";
import { readPriceLevels } from "./levels/price-levels.ts";
import { presentSimilar, type Result, readResults } from "./present-similar.ts";
import { averageCost } from "./ranking/average.ts";
import { type Candidate, rank } from "./ranking/rank.ts";
import {
  indexFilter,
  refuseUnknownMaterials,
  type SearchSimilar,
  type SimilarFilters,
  type SimilarTo,
} from "./search-input.ts";
import { searchNote } from "./search-note.ts";
import type { EstimateSummary } from "./summary.ts";
import type { SearchView } from "./views.ts";

type Wanted = { limit: number; score_threshold: number; filters: SimilarFilters; exclude: string[] };

/**
 * The organisation's past estimates that are most like the one asked about, why, and what they say of its cost. The asked
 * one is priced as if it were stored, and is not. Throws `Invalid` for units, places and materials that nothing is known
 * of. While the index is away the list is empty and `note` says so.
 */
export async function searchSimilar(ctx: Ctx, input: SearchSimilar): Promise<z.input<typeof SearchView>> {
  requireRole(ctx, "viewer");
  const { limit, score_threshold, filters } = input;
  const asked = await refuseImpossible(() => ctx.transaction((tx) => askedByHand(tx, ctx.tenant.id, input)));
  return search(ctx, asked, { limit, score_threshold, filters: filters ?? {}, exclude: [] });
}

/** The same for a stored estimate, itself left out. Throws `NotFound` (`estimate_not_found`). */
export async function similarTo(
  ctx: Ctx,
  id: string,
  { limit, score_threshold, ...filters }: SimilarTo,
): Promise<z.input<typeof SearchView>> {
  requireRole(ctx, "viewer");
  const asked = await ctx.transaction((tx) => askedEstimate(tx, ctx.tenant.id, id));
  return search(ctx, asked, { limit, score_threshold, filters, exclude: [id] });
}

async function search(ctx: Ctx, asked: Asked, wanted: Wanted): Promise<z.input<typeof SearchView>> {
  refuseUnknownMaterials(wanted.filters, asked.catalogue);
  const filter = indexFilter(wanted.filters, asked.places, {
    projects: ctx.hiddenProjects,
    estimates: wanted.exclude,
  });
  const nearest = await findNearest(ctx, asked.summary, filter);
  // Asked before the transaction: a server that hangs is not to hold a connection.
  const generation = nearest.hits ? await presentGeneration() : null;
  return ctx.transaction(async (tx) => {
    const candidates = nearest.hits
      ? await readCandidates(tx, asked.summary, { hits: nearest.hits, filter })
      : [];
    const best = rank(asked.summary, candidates, { limit: wanted.limit });
    const above = best.filter(({ score }) => score >= wanted.score_threshold);
    const ids = above.map(({ estimateId }) => estimateId);
    const rows = await readResults(tx, ctx.tenant.id, ids);
    const levels = await readPriceLevels(tx);
    const index = await indexProgress(tx, ctx.tenant.id, generation);
    const results = above.flatMap((ranked): Result[] => {
      const row = rows.find(({ id }) => id === ranked.estimateId);
      const summary = summaryOf(candidates, ranked.estimateId);
      if (!row || !summary) return [];
      const levelling = levelBetween(
        levelOf(summary, row.pricedAt),
        levelOf(asked.summary, new Date()),
        levels,
      );
      return [{ ranked, summary, row, levelling }];
    });
    const average = averageOf(asked, results);
    return {
      query: asked.view,
      similar_estimates: results.map((result) =>
        presentSimilar(result, { currency: asked.summary.currency, minorDigits: asked.minorDigits }),
      ),
      average_cost: average?.range ?? null,
      confidence: average?.confidence ?? null,
      note: searchNote({
        unavailable: nearest.unavailable,
        index,
        best: best[0]?.score ?? null,
        threshold: wanted.score_threshold,
        found: results,
        average: average !== null,
        currency: asked.summary.currency,
        filtered: Object.values(wanted.filters).some((value) => value !== undefined && value !== null),
      }),
      embedding: { kind: nearest.model.kind, model: nearest.model.version },
      index: { available: nearest.hits !== null, ...index },
    };
  });
}

interface Nearest {
  model: EmbeddingModel;
  /** Null: the index is away, and why in a sentence. */
  hits: Hit[] | null;
  unavailable: string | null;
}

async function findNearest(ctx: Ctx, summary: EstimateSummary, filter: IndexFilter): Promise<Nearest> {
  try {
    // What is asked by hand is asked once; a stored estimate's vector is there already.
    const { model, vectors } = await embed(ctx.tenant.id, [documentText(summary)], { stored: false });
    const [vector] = vectors;
    if (!vector) throw new Error("No vector was made of the query");
    const hits = await vectorIndex(ctx.tenant.id).search(vector, {
      limit: FROM_INDEX,
      filter,
    });
    return { model, hits, unavailable: null };
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    ctx.log.warn({ err: error }, "similar estimates cannot be searched");
    return { model: await embeddingModel(), hits: null, unavailable: error.message };
  }
}

const summaryOf = (candidates: readonly Candidate[], id: string) =>
  candidates.find(({ summary }) => summary.estimateId === id)?.summary;

const levelOf = ({ location, place, locationFactor, currency }: EstimateSummary, day: Date): Level => ({
  day,
  location,
  place,
  locationFactor,
  currency,
});

function averageOf({ summary, minorDigits }: Asked, results: readonly Result[]) {
  const average = averageCost(
    summary.floorAreaM2,
    results.map(({ ranked, levelling, row }) => ({
      score: ranked.score,
      cost: levelling && (row.likelyMinor / 10 ** row.minorDigits) * levelling.factor,
      floorAreaM2: row.floorAreaM2,
    })),
  );
  if (!average) return null;
  const text = (amount: number) => decimal(amount).toFixed(minorDigits);
  const likely = text(average.likely);
  return {
    range: {
      currency: summary.currency,
      amount: likely,
      low: text(average.low),
      likely,
      high: text(average.high),
    },
    confidence: average.confidence,
  };
}
