import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files, PROCESSING_STEPS, processingRuns, processingSteps } from "#db/schema/files.ts";
import { mustBeReadable } from "#lib/archival/location.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { fileQuotaExceeded, fitsFileQuota } from "#lib/usage/file-quota.ts";

/** Starts a run of the pipeline in the caller's transaction: its row, its four waiting steps and the event that sets it off. */
export async function startRun(ctx: Ctx, tx: Transaction, fileId: string): Promise<string> {
  const [run] = await tx
    .insert(processingRuns)
    .values({ tenantId: ctx.tenant.id, fileId })
    .onConflictDoNothing()
    .returning({ id: processingRuns.id });
  if (!run) throw new Conflict("already_processing", problemText("processing.fileBeingProcessed"));
  await tx
    .insert(processingSteps)
    .values(PROCESSING_STEPS.map((name) => ({ tenantId: ctx.tenant.id, runId: run.id, name })));
  // Takes the row, as the commit of a move to the archive does (archive-file.ts): whichever comes second sees the first.
  const [taken] = await tx
    .update(files)
    .set({ failureCode: null, failureMessage: null, lastAccessedAt: sql`now()` })
    .where(eq(files.id, fileId))
    .returning({ storageTier: files.storageTier });
  if (taken) mustBeReadable(taken);
  await audit(ctx, tx, "file.process_requested", { type: "file", id: fileId }, { run_id: run.id });
  await emit(tx, {
    name: "file/process.requested",
    data: { tenant_id: ctx.tenant.id, file_id: fileId, run_id: run.id },
  });
  return run.id;
}

/** Runs the pipeline again over a file that is there. */
export async function processFile(
  ctx: Ctx,
  fileId: string,
): Promise<{ file_id: string; run_id: string; status: "accepted" }> {
  requireRole(ctx, "editor");
  return ctx.transaction((tx) => runAgain(ctx, tx, fileId));
}

/** The same in the caller's transaction, which has changed what the run goes by; it takes the file's row first. */
export async function runAgain(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
): Promise<{ file_id: string; run_id: string; status: "accepted" }> {
  // The file's row and then the organisation's, as a move and a deletion take them: so none waits in a circle.
  await tx.select({ id: files.id }).from(files).where(eq(files.id, fileId)).for("update");
  const fits = await fitsFileQuota(tx, ctx.tenant.id, fileId);
  const file = await findFile(tx, fileId);
  if (file.status === "pending")
    throw new Conflict("file_not_uploaded", problemText("common.uploadFileComplete"));
  mustBeReadable(file);
  if (!fits) throw fileQuotaExceeded();
  const runId = await startRun(ctx, tx, fileId);
  await tx
    .update(files)
    .set({ status: "uploaded" })
    .where(and(eq(files.id, fileId), sql`${files.status} <> 'pending'`));
  return { file_id: fileId, run_id: runId, status: "accepted" };
}
