import { z } from "zod";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { Conflict } from "#lib/errors.ts";
import { type EstimateRow, findEstimate, linesOf } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { knownLines } from "./known-lines.ts";
import { DEFAULT_CORRELATION, ITERATIONS, QUANTITY_SPREAD, SEED } from "./method.ts";
import { type Outcome, outcomesOf } from "./outcomes.ts";
import type { UncertaintyView } from "./views.ts";

export const ReadUncertainty = z.strictObject({
  /** How far prices, factors and quantities are wrong together: 0 each for itself, 1 all alike. */
  correlation: z.coerce.number().min(0).max(1).default(DEFAULT_CORRELATION),
});

/**
 * How far an estimate's totals may lie off, from where each quantity comes from, the range of each price and the quality of
 * each carbon factor (method.ts): percentiles and a histogram of simulated totals, and what moves them most. The same
 * estimate gives the same answer. Throws `NotFound`, `Conflict` (`estimate_not_ready`) and `AppError` (`simulation_failed`).
 */
export async function readUncertainty(
  ctx: Ctx,
  id: string,
  { correlation }: z.output<typeof ReadUncertainty>,
): Promise<z.input<typeof UncertaintyView>> {
  requireRole(ctx, "viewer");
  const { estimate, known, names } = await ctx.transaction(async (tx) => {
    const found = await findEstimate(tx, ctx.tenant.id, id);
    if (found.status !== "complete")
      throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
    const lines = await linesOf(tx, ctx.tenant.id, id);
    return {
      estimate: found,
      known: await knownLines(tx, found, lines),
      names: new Map(lines.map((line) => [line.catalogueId, entryName(line.catalogueId, line.name)])),
    };
  });
  const { cost, carbon, quantities } = await outcomesOf(known, correlation);
  return {
    currency: estimate.currency,
    method: { iterations: ITERATIONS, seed: SEED, correlation, quantity_spreads: QUANTITY_SPREAD },
    cost: cost && presentOutcome(cost, names, textOf("cost", estimate)),
    carbon: carbon && presentOutcome(carbon, names, textOf("carbon", estimate)),
    quantities,
    priced_elements: Number(estimate.costCoverage.elements.share),
  };
}

/** Grams and minor units are whole; carbon is told in kg. */
function textOf(of: "cost" | "carbon", { minorDigits }: EstimateRow): (amount: number) => string {
  return (amount) => minorToDecimal(amount, of === "cost" ? minorDigits : 3);
}

function presentOutcome(
  outcome: Outcome,
  names: ReadonlyMap<string, string>,
  text: (amount: number) => string,
) {
  const { histogram } = outcome;
  return {
    likely: text(outcome.likely),
    p10: text(outcome.p10),
    p50: text(outcome.p50),
    p80: text(outcome.p80),
    p90: text(outcome.p90),
    mean: text(outcome.mean),
    standard_deviation: text(outcome.standardDeviation),
    above_likely: outcome.shareAbove,
    histogram: {
      from: Number(text(Math.round(histogram.from))),
      step: Number(text(Math.round(histogram.step))),
      counts: histogram.counts,
    },
    drivers: outcome.drivers.map(({ kind, catalogueId, low, high }) => ({
      kind,
      catalogue_id: catalogueId,
      name: names.get(catalogueId) ?? catalogueId,
      low: text(low),
      high: text(high),
    })),
  };
}
