import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { PROCESSING_STEPS, type ProcessingStep, processingRuns, processingSteps } from "#db/schema/files.ts";
import { stepAttempts } from "#db/schema/traces.ts";
import { findFile } from "#lib/files/find-file.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import type { AttemptView, Timeline, TimelineRun } from "./views.ts";

/** Runs that a timeline tells of. */
const RUNS = 20;

type RunRow = typeof processingRuns.$inferSelect;
type StepRow = typeof processingSteps.$inferSelect;
type AttemptRow = typeof stepAttempts.$inferSelect;

/**
 * How a file was processed: its newest runs first, each step with its attempts. Throws `file_not_found` for a file that
 * is not the caller's to see.
 */
export async function readTimeline(ctx: Ctx, fileId: string): Promise<z.input<typeof Timeline>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    const runs = await tx
      .select()
      .from(processingRuns)
      .where(and(eq(processingRuns.tenantId, tenantId), eq(processingRuns.fileId, fileId)))
      .orderBy(desc(processingRuns.startedAt))
      .limit(RUNS);
    const ids = runs.map((run) => run.id);
    if (ids.length === 0) return { file_id: fileId, runs: [] };
    const steps = await tx
      .select()
      .from(processingSteps)
      .where(and(eq(processingSteps.tenantId, tenantId), inArray(processingSteps.runId, ids)));
    const attempts = await tx
      .select()
      .from(stepAttempts)
      .where(and(eq(stepAttempts.tenantId, tenantId), inArray(stepAttempts.runId, ids)))
      .orderBy(asc(stepAttempts.startedAt));
    // Only of the newest run the file's own reason tells.
    const reason =
      file.failureCode === null ? null : { code: file.failureCode, message: file.failureMessage };
    return {
      file_id: fileId,
      runs: runs.map((run, index) => presentRun(run, steps, attempts, index === 0 ? reason : null)),
    };
  });
}

type Reason = { code: string; message: string | null } | null;

function presentRun(
  run: RunRow,
  allSteps: StepRow[],
  allAttempts: AttemptRow[],
  reason: Reason,
): z.input<typeof TimelineRun> {
  const steps = allSteps.filter((step) => step.runId === run.id);
  const attempts = allAttempts.filter((attempt) => attempt.runId === run.id);
  return {
    run_id: run.id,
    trace_id: attempts.at(-1)?.traceId ?? null,
    status: run.status,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    duration_ms: run.finishedAt && run.finishedAt.getTime() - run.startedAt.getTime(),
    steps: PROCESSING_STEPS.map((name) => {
      const step = steps.find((one) => one.name === name);
      const own = attempts.filter((attempt) => attempt.step === name);
      return presentStep(name, step, own, !isSettled(run), reason);
    }),
  };
}

/** The end of an attempt is written a moment after the run's own. */
const isSettled = ({ finishedAt }: RunRow) =>
  finishedAt !== null && Date.now() - finishedAt.getTime() > SETTLING_MS;
const SETTLING_MS = 10_000;

function presentStep(
  name: ProcessingStep,
  step: StepRow | undefined,
  attempts: AttemptRow[],
  runs: boolean,
  reason: Reason,
): z.input<typeof TimelineRun>["steps"][number] {
  const [first] = attempts;
  const last = attempts.at(-1);
  const isOver = step?.status === "completed" || step?.status === "failed";
  return {
    name,
    status: step?.status ?? "pending",
    started_at: first ? isoOf(first.startedAt) : (step?.startedAt?.toISOString() ?? null),
    duration_ms:
      isOver && first && last && last.durationUs !== null
        ? millisecondsBetween(first.startedAt, last.startedAt) + last.durationUs / 1000
        : (step?.durationMs ?? null),
    attempts: attempts.map((attempt, index) => ({
      number: index + 1,
      status: statusOf(attempt, runs && index === attempts.length - 1),
      started_at: isoOf(attempt.startedAt),
      duration_ms: attempt.durationUs === null ? null : attempt.durationUs / 1000,
      error_type: attempt.errorType,
      error_message:
        attempt.errorType !== null && attempt.errorType === reason?.code
          ? reason.message && retold(reason.message)
          : null,
    })),
  };
}

function statusOf(
  { durationUs, errorType }: AttemptRow,
  mayRun: boolean,
): z.input<typeof AttemptView>["status"] {
  if (durationUs === null) return mayRun ? "running" : "interrupted";
  return errorType === null ? "completed" : "failed";
}

const isoOf = (at: string) => new Date(at).toISOString();
const millisecondsBetween = (from: string, to: string) => new Date(to).getTime() - new Date(from).getTime();
