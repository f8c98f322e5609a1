import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files, type ProcessingStep, processingRuns, processingSteps } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { beginProcess, observeStep } from "#lib/observability/metrics/record.ts";
import { countEndedRun, describeEndedRun } from "#lib/processing/count-ended-run.ts";
import { refusalOf } from "#lib/processing/refusal.ts";
import { tellUploader } from "#lib/processing/tell-uploader.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

export interface RunRef {
  fileId: string;
  runId: string;
}

/** A model cannot be processed, and trying again would not change that; the sentence says what to do. */
export class ProcessingFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "ProcessingFailure";
    this.code = code;
  }
}

/**
 * One step of the pipeline. `compute` may take long and holds no transaction; `persist` writes its result and the step's
 * completion together, so that a step killed at any line either happened or did not, and is done again. A step that is
 * completed already is left alone. Throws `ProcessingFailure` (`quantities_impossible`, `bill_too_long`) where the model's
 * amounts cannot be counted or held, which no other attempt would change.
 */
export async function runStep<T>(
  ctx: Ctx,
  run: RunRef,
  name: ProcessingStep,
  work: StepWork<T>,
): Promise<void> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const ended = beginProcess("file_processing");
  try {
    if (await performStep(ctx, run, name, work)) observeStep(name, "completed", seconds());
  } catch (error) {
    observeStep(name, "failed", seconds());
    const refusal = refusalOf(error);
    throw refusal ? new ProcessingFailure(refusal.code, refusal.ofModel) : error;
  } finally {
    ended();
  }
}

interface StepWork<T> {
  compute: () => Promise<T>;
  persist: (tx: Transaction, result: T) => Promise<void>;
}

/** False where there was nothing to do any more. */
async function performStep<T>(
  ctx: Ctx,
  run: RunRef,
  name: ProcessingStep,
  work: StepWork<T>,
): Promise<boolean> {
  const startedAt = Date.now();
  if (!(await begin(ctx, run, name))) return false;
  const result = await work.compute();
  return ctx.transaction(async (tx) => {
    await lockFile(tx, run);
    const [step] = await tx
      .select({ status: processingSteps.status })
      .from(processingSteps)
      .where(stepOf(run, name));
    if (step?.status !== "running") return false;
    await work.persist(tx, result);
    await tx
      .update(processingSteps)
      .set({ status: "completed", durationMs: Date.now() - startedAt })
      .where(stepOf(run, name));
    return true;
  });
}

/** Ends a run as failed: the step that runs, the run and the file say so, with the reason. Does nothing for a run that has ended. */
export async function failRun(
  ctx: Ctx,
  run: RunRef,
  failure: { code: string; message: string },
): Promise<void> {
  const counted = await ctx.transaction(async (tx) => {
    await lockFile(tx, run);
    const [ended] = await tx
      .update(processingRuns)
      .set({ status: "failed", finishedAt: sql`now()` })
      .where(and(eq(processingRuns.id, run.runId), eq(processingRuns.status, "running")))
      .returning({ id: processingRuns.id });
    if (!ended) return null;
    await tx
      .update(processingSteps)
      .set({
        status: "failed",
        durationMs: sql`(extract(epoch from now() - ${processingSteps.startedAt}) * 1000)::int`,
      })
      .where(and(eq(processingSteps.runId, run.runId), eq(processingSteps.status, "running")));
    await tx
      .update(files)
      .set({
        status: "failed",
        failureCode: failure.code,
        failureMessage: failure.message,
        processedAt: sql`now()`,
      })
      .where(eq(files.id, run.fileId));
    await audit(
      ctx,
      tx,
      "file.processing_failed",
      { type: "file", id: run.fileId },
      { run_id: run.runId, ...failure },
      { before: { status: "processing" }, after: { status: "failed" } },
    );
    await emit(tx, {
      name: "file/processed",
      data: { tenant_id: ctx.tenant.id, file_id: run.fileId, run_id: run.runId, status: "failed" },
    });
    await tellUploader(tx, ctx.tenant.id, run, "file_failed");
    return describeEndedRun(tx, ctx.tenant.id, run, "failed");
  });
  if (counted) countEndedRun(counted);
}

/** False when the step is done already. */
async function begin(ctx: Ctx, run: RunRef, name: ProcessingStep): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    await lockFile(tx, run);
    const [step] = await tx
      .select({ status: processingSteps.status, run: processingRuns.status })
      .from(processingSteps)
      .innerJoin(processingRuns, eq(processingRuns.id, processingSteps.runId))
      .where(stepOf(run, name));
    if (step?.status === "completed") return false;
    if (step?.run !== "running") throw new ProcessingFailure("file_gone", keptText("file_gone"));
    const [started] = await tx
      .update(files)
      .set({ status: "processing" })
      .where(and(eq(files.id, run.fileId), ne(files.status, "processing")))
      .returning({ id: files.id });
    if (started)
      await audit(
        ctx,
        tx,
        "file.processing_started",
        { type: "file", id: run.fileId },
        { run_id: run.runId },
        { after: { status: "processing" } },
      );
    await tx
      .update(processingSteps)
      .set({
        status: "running",
        startedAt: sql`coalesce(${processingSteps.startedAt}, now())`,
        attempts: sql`${processingSteps.attempts} + 1`,
      })
      .where(stepOf(run, name));
    return true;
  });
}

/** Whoever changes a run holds its file first: of two attempts at once one waits, and neither can wait for the other. */
async function lockFile(tx: Transaction, run: RunRef): Promise<void> {
  await tx.select({ id: files.id }).from(files).where(eq(files.id, run.fileId)).for("no key update");
}

const stepOf = (run: RunRef, name: ProcessingStep) =>
  and(eq(processingSteps.runId, run.runId), eq(processingSteps.name, name));
