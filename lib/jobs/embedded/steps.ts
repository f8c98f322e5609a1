import type postgres from "postgres";
import type { RunError } from "#db/schema/jobs.ts";
import { inTransaction } from "#db/transaction.ts";
import type { Queue } from "./queue.ts";
import { createRuns, Fenced, type HeldRun, type NewRun } from "./runs.ts";

/** A step as the run's memory has it. */
export interface StepRecord {
  stepId: string;
  status: "retrying" | "sleeping" | "invoking" | "listening" | "done";
  data: unknown;
  error: RunError | null;
  attempts: number;
  wakeAt: Date | null;
}

export type Steps = Map<string, StepRecord>;

/** The steps of a run in the order they were settled; sleeps and waits whose time is over are settled first. */
export async function loadSteps(sql: postgres.Sql, run: HeldRun): Promise<Steps> {
  await sql`
    update job_steps set status = 'done', done_at = clock_timestamp(), wake_at = null,
      error = case when status = 'invoking' then ${JSON.stringify(INVOKE_TIMEOUT)}::text::json end,
      data = case when status = 'invoking' then null else 'null'::json end
    where run_id = ${run.id} and status in ('sleeping', 'listening', 'invoking') and wake_at <= now()`;
  const rows = await sql<(Omit<StepRecord, "wakeAt"> & { wakeAt: string | null })[]>`
    select step_id as "stepId", status, data, error, attempts, wake_at::text as "wakeAt" from job_steps
    where run_id = ${run.id} order by done_at nulls last, step_id`;
  return new Map(
    rows.map((row) => [row.stepId, { ...row, wakeAt: row.wakeAt === null ? null : new Date(row.wakeAt) }]),
  );
}

const INVOKE_TIMEOUT: RunError = {
  name: "InngestInvokeTimeoutError",
  message: "The invoked function did not finish in time.",
};

export type Settled = { data: unknown } | { error: RunError };
export type Pending =
  | { status: "retrying"; attempts: number; wakeAt: Date; error: RunError }
  | { status: "sleeping"; wakeAt: Date }
  | {
      status: "listening";
      wakeAt: Date | null;
      awaits: string;
      matching: { path: string[]; value: unknown } | null;
    };

/** Remembers what a step gave, once and for all. Throws `Fenced` when the run is somebody else's by now. */
export async function settleStep(
  sql: postgres.Sql,
  run: HeldRun,
  stepId: string,
  name: string,
  settled: Settled,
): Promise<StepRecord> {
  const data = "data" in settled ? JSON.stringify(settled.data ?? null) : null;
  const error = "error" in settled ? JSON.stringify(settled.error) : null;
  const written = await sql`
    with held as (update job_runs set attempt = 0, updated_at = now() where id = ${run.id} and fence = ${run.fence} and status = 'running' returning id)
    insert into job_steps (run_id, step_id, name, status, data, error, done_at)
    select id, ${stepId}, ${name}, 'done', ${data}::text::json, ${error}::text::json, clock_timestamp() from held
    on conflict (run_id, step_id) do update set status = 'done', data = excluded.data, error = excluded.error, wake_at = null, done_at = excluded.done_at
    where job_steps.status <> 'done'`;
  if (written.count === 0) throw new Fenced(run.id);
  return {
    stepId,
    status: "done",
    data: "data" in settled ? (settled.data ?? null) : null,
    error: "error" in settled ? settled.error : null,
    attempts: 0,
    wakeAt: null,
  };
}

/** Remembers that a step waits: for its next attempt, for a time, or for an event. */
export async function holdStep(
  sql: postgres.Sql,
  run: HeldRun,
  stepId: string,
  name: string,
  pending: Pending,
): Promise<StepRecord> {
  const attempts = pending.status === "retrying" ? pending.attempts : 0;
  const error = pending.status === "retrying" ? pending.error : null;
  const listening = pending.status === "listening" ? pending : null;
  const written = await sql`
    with held as (update job_runs set updated_at = now() where id = ${run.id} and fence = ${run.fence} and status = 'running' returning id)
    insert into job_steps (run_id, step_id, name, status, attempts, error, wake_at, awaits, matching)
    select id, ${stepId}, ${name}, ${pending.status}, ${attempts}::int, ${error && JSON.stringify(error)}::text::json, ${pending.wakeAt?.toISOString() ?? null}::text::timestamptz,
      ${listening?.awaits ?? null}::text, ${listening?.matching ? JSON.stringify(listening.matching) : null}::text::jsonb from held
    on conflict (run_id, step_id) do update set status = excluded.status, attempts = excluded.attempts, error = excluded.error, wake_at = excluded.wake_at
    where job_steps.status <> 'done'`;
  if (written.count === 0) throw new Fenced(run.id);
  return { stepId, status: pending.status, data: null, error, attempts, wakeAt: pending.wakeAt };
}

/** Remembers that a step waits for another run, and creates that run, in one transaction. */
export async function invokeStep(
  sql: postgres.Sql,
  queue: Queue,
  run: HeldRun,
  stepId: string,
  name: string,
  child: NewRun,
  wakeAt: Date | null,
): Promise<StepRecord> {
  await inTransaction(sql, async (tx) => {
    const written = await tx`
      with held as (update job_runs set updated_at = now() where id = ${run.id} and fence = ${run.fence} and status = 'running' returning id)
      insert into job_steps (run_id, step_id, name, status, wake_at)
      select id, ${stepId}, ${name}, 'invoking', ${wakeAt?.toISOString() ?? null}::text::timestamptz from held on conflict (run_id, step_id) do nothing`;
    if (written.count === 0) throw new Fenced(run.id);
    await createRuns(tx, queue, [{ ...child, parent: { runId: run.id, stepId } }]);
  });
  return { stepId, status: "invoking", data: null, error: null, attempts: 0, wakeAt };
}
