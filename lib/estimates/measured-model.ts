import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";

export type EstimateRow = typeof costEstimates.$inferSelect;
export type EstimateLineRow = typeof costEstimateLines.$inferSelect;

/** An estimate of the running tenant; throws `NotFound` alike for one that is not there and one of somebody else. */
export async function findEstimate(tx: Transaction, tenantId: string, id: string): Promise<EstimateRow> {
  const [row] = await tx
    .select()
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.id, id)));
  if (!row) throw estimateNotFound();
  return row;
}

export const estimateNotFound = () =>
  new NotFound("estimate_not_found", problemText("estimates.estimateListShows"));

export async function estimateOfFile(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<EstimateRow | null> {
  const [row] = await tx
    .select()
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.fileId, fileId)));
  return row ?? null;
}

export async function linesOf(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
): Promise<EstimateLineRow[]> {
  return tx
    .select()
    .from(costEstimateLines)
    .where(and(eq(costEstimateLines.tenantId, tenantId), eq(costEstimateLines.estimateId, estimateId)))
    .orderBy(asc(costEstimateLines.position));
}

/** A line as it is shown: the elements behind it are counted, and named only where they are asked for. */
export type ShownLine = Omit<EstimateLineRow, "elements"> & {
  elementCount: number;
  /** Of them, those that a person corrected. */
  correctedCount: number;
  elements: string[] | null;
};

/** The lines without the names of the elements behind them, which may be a hundred thousand. */
export async function countedLinesOf(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
): Promise<ShownLine[]> {
  const { elements, ...columns } = getTableColumns(costEstimateLines);
  const rows = await tx
    .select({
      ...columns,
      elementCount: sql<number>`jsonb_array_length(${elements})`,
      correctedCount: correctedIn,
    })
    .from(costEstimateLines)
    .where(and(eq(costEstimateLines.tenantId, tenantId), eq(costEstimateLines.estimateId, estimateId)))
    .orderBy(asc(costEstimateLines.position));
  return rows.map((row) => ({ ...row, elements: null }));
}

/** Few elements are corrected: each is looked for in the line. Names are written out, as columns of a query have to be. */
const correctedIn = sql<number>`(
  select count(*)::int from elements
  join cost_estimates on cost_estimates.tenant_id = elements.tenant_id and cost_estimates.file_id = elements.file_id
  where cost_estimates.tenant_id = "cost_estimate_lines"."tenant_id" and cost_estimates.id = "cost_estimate_lines"."estimate_id"
    and elements.found is not null and "cost_estimate_lines"."elements" ? elements.ordinal::text)`;

/** The bill of quantities that an estimate was made of: enough to price and count it again, even when its file is gone. */
export function measuredModelOf(estimate: EstimateRow, lines: EstimateLineRow[]): MeasuredModel {
  return {
    lines: lines.map(
      ({
        key,
        catalogueId,
        ifcClass,
        din276,
        materialNames,
        unit,
        quantity,
        massKg,
        unweighed,
        volumeM3,
        elements,
        byStorey,
      }) => ({
        key,
        catalogueId,
        ifcClass,
        din276,
        materialNames,
        unit,
        quantity,
        massKg,
        unweighed,
        volumeM3,
        elementIds: elements,
        byStorey,
      }),
    ),
    unmeasured: estimate.unmeasured,
    elements: estimate.elements,
    volumeM3: estimate.volumeM3,
  };
}
