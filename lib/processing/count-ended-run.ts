import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type FileFormat, files, processingSteps } from "#db/schema/files.ts";
import { recordProcessed } from "#lib/observability/metrics/record.ts";
import type { RunRef } from "#lib/processing/run-step.ts";

/** What the metrics are told of a run that has ended. */
export interface EndedRun {
  tenantId: string;
  status: "completed" | "failed";
  fileType: FileFormat | null;
  /** Since its first step began; null where none did. */
  seconds: number | null;
}

/** What there is to tell of a run that ends in this transaction. Tell it by `countEndedRun` once that is committed. */
export async function describeEndedRun(
  tx: Transaction,
  tenantId: string,
  { fileId, runId }: RunRef,
  status: EndedRun["status"],
): Promise<EndedRun> {
  const [row] = await tx
    .select({
      fileType: files.format,
      seconds: sql<number | null>`(
        select extract(epoch from now() - min(${processingSteps.startedAt}))::float8
        from ${processingSteps} where ${processingSteps.runId} = ${runId})`,
    })
    .from(files)
    .where(eq(files.id, fileId));
  return { tenantId, status, fileType: row?.fileType ?? null, seconds: row?.seconds ?? null };
}

export function countEndedRun({ seconds, ...run }: EndedRun): void {
  recordProcessed(run, seconds);
}
