import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { carbonOf, costOf } from "#lib/estimates/present-estimate.ts";
import type { Levelling } from "./levels/level-cost.ts";
import type { Ranked } from "./ranking/rank.ts";
import type { EstimateSummary, SummaryMaterial } from "./summary.ts";
import type { SimilarView } from "./views.ts";

/** What is shown of a result beside its summary. */
export type ResultRow = Awaited<ReturnType<typeof readResults>>[number];

/** Rows of results by id, in one statement; those that are not there for the caller are left out. */
export async function readResults(tx: Transaction, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, tenantId), inArray(costEstimates.id, [...ids])));
}

export interface Result {
  ranked: Ranked;
  summary: EstimateSummary;
  row: ResultRow;
  levelling: Levelling | null;
}

/** A result; `to` is the currency that it is levelled to. */
export function presentSimilar(
  { ranked, summary, row, levelling }: Result,
  to: { currency: string; minorDigits: number },
): SimilarView {
  return {
    estimate_id: row.id,
    name: row.name,
    project_id: row.projectId,
    similarity_score: ranked.score,
    materials: materialsView(summary.materials),
    location: row.location,
    labor_rate: row.laborRate,
    equipment_rate: row.equipmentRate,
    floor_area_m2: row.floorAreaM2,
    cost: { ...costOf(row), amount: costOf(row).likely },
    carbon_kg: row.a1a3G === null ? null : row.a1a3G / 1000,
    carbon: carbonOf(row),
    levelled: levelling && row.likelyMinor > 0 ? levelledView(row, levelling, to) : null,
    reasons: ranked.reasons,
    created_at: row.createdAt.toISOString(),
  };
}

/** The likely cost at the asked level, exact to the minor unit of the asked currency. */
function levelledView(
  row: ResultRow,
  { factor, explanation }: Levelling,
  to: { currency: string; minorDigits: number },
) {
  const likely = decimal(row.likelyMinor).shiftedBy(-row.minorDigits).times(decimal(factor));
  const area = row.floorAreaM2;
  return {
    currency: to.currency,
    likely: likely.toFixed(to.minorDigits),
    per_m2: area !== null && area > 0 ? likely.div(decimal(area)).toFixed(to.minorDigits) : null,
    factor: decimal(factor).toFixed(4),
    explanation,
  };
}

/** Quantities by name; of names that stand twice the larger quantity's first, the others numbered. */
export function materialsView(materials: readonly SummaryMaterial[]): SimilarView["materials"] {
  const view: SimilarView["materials"] = {};
  for (const { name, quantity, unit } of materials) {
    let free = name;
    for (let n = 2; Object.hasOwn(view, free); n++) free = `${name} (${n})`;
    view[free] = { quantity, unit };
  }
  return view;
}
