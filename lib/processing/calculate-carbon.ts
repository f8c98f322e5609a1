import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { completeEstimate } from "#lib/estimates/complete-estimate.ts";
import { type EstimateRow, estimateOfFile } from "#lib/estimates/measured-model.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { countEndedRun, describeEndedRun, type EndedRun } from "#lib/processing/count-ended-run.ts";
import { type RunRef, runStep } from "#lib/processing/run-step.ts";
import { tellUploader } from "#lib/processing/tell-uploader.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { recordUsage } from "#lib/usage/record.ts";

/** Step 4: counts the embodied carbon, and with it ends the run. */
export async function calculateCarbon(ctx: Ctx, run: RunRef): Promise<void> {
  const tenantId = ctx.tenant.id;
  let ended: EndedRun | undefined;
  await runStep(ctx, run, "calculate_carbon", {
    // The account is made of a few hundred stored lines, in the transaction that holds them still.
    compute: async () => {},
    persist: async (tx) => {
      const priced = await estimateOfFile(tx, tenantId, run.fileId);
      if (!priced) throw new Error(`File ${run.fileId} has no estimate to count the carbon of`);
      await completeRun(ctx, tx, run, await completeEstimate(tx, tenantId, priced.id));
      ended = await describeEndedRun(tx, tenantId, run, "completed");
    },
  });
  if (ended) countEndedRun(ended);
}

/** Run and file are completed; a file's first completion is metered, a later one is free. */
async function completeRun(ctx: Ctx, tx: Transaction, run: RunRef, estimate: EstimateRow): Promise<void> {
  const tenantId = ctx.tenant.id;
  const { fileId, runId } = run;
  await tx
    .update(processingRuns)
    .set({ status: "completed", finishedAt: sql`now()` })
    .where(and(eq(processingRuns.tenantId, tenantId), eq(processingRuns.id, runId)));
  await tx
    .update(files)
    .set({ status: "completed", failureCode: null, failureMessage: null, processedAt: sql`now()` })
    .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)));
  await recordUsage(tx, {
    tenantId,
    key: `file_processed:${fileId}`,
    kind: "file_processed",
    quantity: "1",
    detail: { file_id: fileId },
  });
  await audit(
    ctx,
    tx,
    "file.processed",
    { type: "file", id: fileId },
    { run_id: runId, estimate_id: estimate.id },
    { before: { status: "processing" }, after: { status: "completed" } },
  );
  await emit(tx, {
    name: "file/processed",
    data: { tenant_id: tenantId, file_id: fileId, run_id: runId, status: "completed" },
  });
  await tellUploader(tx, tenantId, run, "file_completed");
}
