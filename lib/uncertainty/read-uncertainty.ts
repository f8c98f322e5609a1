import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { Conflict } from "#lib/errors.ts";
import {
  type EstimateLineRow,
  type EstimateRow,
  findEstimate,
  linesOf,
} from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import {
  DEFAULT_CORRELATION,
  evenly,
  FACTOR_SPREAD,
  ITERATIONS,
  PROXY_SPREAD,
  QUANTITY_SOURCES,
  QUANTITY_SPREAD,
  SEED,
  type Spread,
} from "./method.ts";
import { type SourceShares, sharesOfOther, sourcesByLine, spreadOf } from "./quantity-spreads.ts";
import { runSimulation } from "./run-simulation.ts";
import { tornado } from "./tornado.ts";
import type { Distribution, UncertainLine } from "./types.ts";
import type { UncertaintyView } from "./views.ts";

export const ReadUncertainty = z.strictObject({
  /** How far prices, factors and quantities are wrong together: 0 each for itself, 1 all alike. */
  correlation: z.coerce.number().min(0).max(1).default(DEFAULT_CORRELATION),
});

interface Known extends UncertainLine {
  name: string;
  shares: SourceShares;
}

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
  const { estimate, lines } = await ctx.transaction(async (tx) => {
    const found = await findEstimate(tx, ctx.tenant.id, id);
    if (found.status !== "complete")
      throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
    return { estimate: found, lines: await linesKnown(tx, found) };
  });
  const plain = lines.map(({ name, shares, ...line }) => line);
  const { cost, carbon } = await runSimulation({
    lines: plain,
    correlation,
    iterations: ITERATIONS,
    seed: SEED,
  });
  const names = new Map(lines.map(({ catalogueId, name }) => [catalogueId, name]));
  const present = (of: "cost" | "carbon", simulated: Distribution | null) =>
    simulated && presentDistribution(simulated, { of, lines: plain, names, text: textOf(of, estimate) });
  return {
    currency: estimate.currency,
    method: { iterations: ITERATIONS, seed: SEED, correlation, quantity_spreads: QUANTITY_SPREAD },
    cost: present("cost", cost),
    carbon: present("carbon", carbon),
    quantities: sharesOfCost(lines),
    priced_elements: Number(estimate.costCoverage.elements.share),
  };
}

async function linesKnown(tx: Transaction, estimate: EstimateRow): Promise<Known[]> {
  const sources = await sourcesByLine(tx, estimate);
  return (await linesOf(tx, estimate.tenantId, estimate.id)).map((line) => {
    const shares = sources.get(line.position) ?? sharesOfOther(line, estimate);
    return {
      catalogueId: line.catalogueId,
      name: entryName(line.catalogueId, line.name),
      shares,
      likelyMinor: line.likelyMinor ?? 0,
      carbonG: (line.a1a3G ?? 0) + (line.a4G ?? 0) + (line.a5G ?? 0),
      quantity: evenly(spreadOf(shares)),
      price: priceSpread(line),
      factor: evenly(factorSpread(line)),
    };
  });
}

/** The price book's low and high of the row: where four in five prices lie. */
function priceSpread({ lowMinor, likelyMinor, highMinor }: EstimateLineRow): Spread {
  if (!likelyMinor || lowMinor === null || highMinor === null) return evenly(0);
  return { down: 1 - lowMinor / likelyMinor, up: highMinor / likelyMinor - 1 };
}

function factorSpread({ factor }: EstimateLineRow): number {
  if (!factor) return 0;
  const spread = FACTOR_SPREAD[factor.quality];
  return factor.proxy ? Math.max(PROXY_SPREAD, spread) : spread;
}

/** Grams and minor units are whole; carbon is told in kg. */
function textOf(of: "cost" | "carbon", { minorDigits }: EstimateRow): (amount: number) => string {
  return (amount) => minorToDecimal(amount, of === "cost" ? minorDigits : 3);
}

function presentDistribution(
  simulated: Distribution,
  {
    of,
    lines,
    names,
    text,
  }: {
    of: "cost" | "carbon";
    lines: readonly UncertainLine[];
    names: ReadonlyMap<string, string>;
    text: (amount: number) => string;
  },
) {
  const likely = lines.reduce((sum, line) => sum + (of === "cost" ? line.likelyMinor : line.carbonG), 0);
  const { histogram } = simulated;
  return {
    likely: text(likely),
    p10: text(simulated.p10),
    p50: text(simulated.p50),
    p80: text(simulated.p80),
    p90: text(simulated.p90),
    mean: text(simulated.mean),
    standard_deviation: text(simulated.standardDeviation),
    above_likely: simulated.shareAbove,
    histogram: {
      from: Number(text(Math.round(histogram.from))),
      step: Number(text(Math.round(histogram.step))),
      counts: histogram.counts,
    },
    drivers: tornado(lines, of).map(({ kind, catalogueId, low, high }) => ({
      kind,
      catalogue_id: catalogueId,
      name: names.get(catalogueId) ?? catalogueId,
      low: text(low),
      high: text(high),
    })),
  };
}

function sharesOfCost(lines: readonly Known[]) {
  const total = lines.reduce((sum, { likelyMinor }) => sum + likelyMinor, 0);
  return QUANTITY_SOURCES.map((source) => ({
    source,
    share:
      total > 0
        ? lines.reduce((sum, { likelyMinor, shares }) => sum + likelyMinor * (shares[source] ?? 0), 0) / total
        : 0,
  })).filter(({ share }) => share > 0);
}
