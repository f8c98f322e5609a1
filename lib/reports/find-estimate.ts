import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { type EstimateRow, estimateOfFile } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** A file's finished estimate and its model's schema. Throws `Conflict` (`estimate_not_ready`). */
export async function completeEstimateOfFile(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<{ estimate: EstimateRow; schema: string }> {
  const [analysis] = await tx
    .select({ schema: fileAnalyses.schema })
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  const estimate = await estimateOfFile(tx, tenantId, fileId);
  if (!analysis || !estimate) throw notReady();
  mustBeComplete(estimate);
  return { estimate, schema: analysis.schema };
}

/** Throws `Conflict` (`estimate_not_ready`) while its carbon is being counted. */
export function mustBeComplete(estimate: Pick<EstimateRow, "status">): void {
  if (estimate.status !== "complete") throw notReady();
}

const notReady = () => new Conflict("estimate_not_ready", problemText("reports.finishedEstimateYet"));
