import type { KnownLine } from "./known-lines.ts";
import {
  DEFAULT_CORRELATION,
  ITERATIONS,
  QUANTITY_SOURCES,
  type QuantitySourceOrEntered,
  SEED,
} from "./method.ts";
import { runSimulation } from "./run-simulation.ts";
import { tornado } from "./tornado.ts";
import type { Distribution, TornadoBar } from "./types.ts";

/** What totals came to, and what moves them most; in whole minor units, or grams. */
export interface Outcome extends Distribution {
  likely: number;
  drivers: TornadoBar[];
}

export interface Outcomes {
  /** Null without a priced line. */
  cost: Outcome | null;
  /** A1–A5 without biogenic carbon; null without a counted line. */
  carbon: Outcome | null;
  /** Of the likely cost, the share whose quantities come from there. */
  quantities: { source: QuantitySourceOrEntered; share: number }[];
}

const ofReports = new WeakMap<readonly KnownLine[], Promise<Outcomes>>();

/** `outcomesOf` for documents: those that are made of one report, a PDF and its workbook, share one simulation. */
export function outcomesOfReport(known: readonly KnownLine[]): Promise<Outcomes> {
  const there = ofReports.get(known);
  if (there) return there;
  const outcomes = outcomesOf(known, DEFAULT_CORRELATION);
  ofReports.set(known, outcomes);
  outcomes.catch(() => ofReports.delete(known));
  return outcomes;
}

/** Simulates the totals of an estimate; the same lines give the same outcomes. Throws `AppError` 503 `simulation_failed`. */
export async function outcomesOf(known: readonly KnownLine[], correlation: number): Promise<Outcomes> {
  const lines = known.map(({ shares, ...line }) => line);
  const simulated = await runSimulation({ lines, correlation, iterations: ITERATIONS, seed: SEED });
  const outcome = (of: "cost" | "carbon"): Outcome | null => {
    const distribution = simulated[of];
    if (!distribution) return null;
    const likely = lines.reduce((sum, line) => sum + (of === "cost" ? line.likelyMinor : line.carbonG), 0);
    return { ...distribution, likely, drivers: tornado(lines, of) };
  };
  return { cost: outcome("cost"), carbon: outcome("carbon"), quantities: sharesOfCost(known) };
}

function sharesOfCost(lines: readonly KnownLine[]) {
  const total = lines.reduce((sum, { likelyMinor }) => sum + likelyMinor, 0);
  return QUANTITY_SOURCES.map((source) => ({
    source,
    share:
      total > 0
        ? lines.reduce((sum, { likelyMinor, shares }) => sum + likelyMinor * (shares[source] ?? 0), 0) / total
        : 0,
  })).filter(({ share }) => share > 0);
}
