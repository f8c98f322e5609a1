import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { pool } from "#db/client.ts";
import { jobRuns, RUN_STATUSES, type RunError, type RunStatus } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { inTransaction } from "#db/transaction.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { RUNS_CHANNEL } from "./channels.ts";
import { LEASE_MS } from "./embedded/workers.ts";

export interface JobHealth {
  /** Living job processes, and the runs they can have in hand at once. */
  workers: number;
  slots: number;
  /** Runs by status, of those that have not ended; and those that failed within a day. */
  runs: Partial<Record<RunStatus, number>>;
  failed_last_day: number;
  /** Age of the oldest run that could go on but is not in hand, in seconds; null when there is none. */
  oldest_waiting_seconds: number | null;
  /** Events not delivered yet, and the age of the oldest, in seconds. */
  outbox_pending: number;
  outbox_lag_seconds: number | null;
}

/** How the embedded engine and the outbox do, for operators. */
export async function jobHealth(): Promise<JobHealth> {
  const sql = pool("cai_system").sql;
  const [counts, [facts]] = await Promise.all([
    sql<
      { status: RunStatus; n: number }[]
    >`select status, count(*)::int as n from job_runs where finished_at is null group by 1`,
    sql<Omit<JobHealth, "runs">[]>`
      select w.workers, w.slots, f.failed_last_day, r.oldest_waiting_seconds, o.outbox_pending, o.outbox_lag_seconds
      from (select count(*)::int as workers, coalesce(sum(slots), 0)::int as slots from job_workers where seen_at > now() - ${LEASE_MS}::int * interval '1 ms') w,
        (select count(*)::int as failed_last_day from job_runs where status = 'failed' and finished_at > now() - interval '1 day') f,
        (select extract(epoch from now() - min(updated_at))::float8 as oldest_waiting_seconds from job_runs where status in ('queued', 'ready', 'parked')) r,
        (select count(*)::int as outbox_pending, extract(epoch from now() - min(created_at))::float8 as outbox_lag_seconds from outbox where delivered_at is null) o`,
  ]);
  if (!facts) throw new Error("The database gave no answer about the jobs");
  return { ...facts, runs: Object.fromEntries(counts.map((c) => [c.status, c.n])) };
}

export const RunFilter = z.object({
  status: z.enum(RUN_STATUSES).optional(),
  functionId: z.string().optional(),
  /** Continue after this `seq`, the last one of the page before. */
  before: z.int().optional(),
  limit: z.int().min(1).max(200).default(50),
});

export interface ListedRun {
  id: string;
  seq: number;
  functionId: string;
  tenantId: string | null;
  event: Record<string, unknown>;
  status: RunStatus;
  error: RunError | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  wakeAt: Date | null;
  /** Of its work; null for one that is not traced. */
  traceId: string | null;
}

/** The newest runs first. Operators only: runs are not a tenant's to see. */
export async function listRuns(filter: z.input<typeof RunFilter> = {}): Promise<ListedRun[]> {
  const { status, functionId, before, limit } = RunFilter.parse(filter);
  const conditions: (SQL | undefined)[] = [
    status && eq(jobRuns.status, status),
    functionId ? eq(jobRuns.functionId, functionId) : undefined,
    before === undefined ? undefined : lt(jobRuns.seq, before),
  ];
  const rows = await withSystem((tx) =>
    tx
      .select({
        id: jobRuns.id,
        seq: jobRuns.seq,
        functionId: jobRuns.functionId,
        tenantId: jobRuns.tenantId,
        event: jobRuns.event,
        status: jobRuns.status,
        error: jobRuns.error,
        createdAt: jobRuns.createdAt,
        startedAt: jobRuns.startedAt,
        finishedAt: jobRuns.finishedAt,
        wakeAt: jobRuns.wakeAt,
        traceparent: jobRuns.traceparent,
      })
      .from(jobRuns)
      .where(and(...conditions))
      .orderBy(desc(jobRuns.seq))
      .limit(limit),
  );
  return rows.map(({ traceparent, ...run }) => ({ ...run, traceId: traceIdOf(traceparent) }));
}

/** A run that has not begun may name a trace that it is only linked to: that one is not its own. */
function traceIdOf(traceparent: string | null): string | null {
  return /^00-([0-9a-f]{32})-/.exec(traceparent ?? "")?.[1] ?? null;
}

/**
 * Tries a failed, cancelled or parked run again: steps that succeeded are remembered, the one that failed runs again.
 * Throws `run_not_found`, or `run_not_failed` for a run that is under way or completed.
 */
export async function retryRun(id: string, by: OperatorCtx = COMMAND): Promise<void> {
  await inTransaction(pool("cai_system").sql, async (tx) => {
    const [run] = await tx<
      { status: RunStatus }[]
    >`select status from job_runs where id = ${id}::uuid for update`;
    if (!run) throw new NotFound("run_not_found", "There is no such run; ended runs are kept for 30 days.");
    if (!["failed", "cancelled", "parked"].includes(run.status))
      throw new Conflict(
        "run_not_failed",
        `The run is ${run.status}: only a failed, cancelled or parked run can be tried again.`,
      );
    await tx`delete from job_steps where run_id = ${id}::uuid and (status <> 'done' or error is not null)`;
    await tx`update job_runs set status = 'queued', attempt = 0, fence = fence + 1, error = null, finished_at = null, updated_at = now() where id = ${id}::uuid`;
    // A run of no organisation, or of one that is gone, is in nobody's trail.
    await tx`insert into audit_logs (tenant_id, actor, action, target_type, target_id, detail)
      select t.id, ${by.actor}, 'job.replayed', 'job', r.id::text, jsonb_build_object('function', r.function_id)
      from job_runs r join tenants t on t.id = r.tenant_id where r.id = ${id}::uuid`;
    await tx`insert into operator_logs (actor, action, about_tenant, detail, ip, trace_id)
      select ${by.actor}, 'job.replayed', r.tenant_id, jsonb_build_object('job', r.id, 'function', r.function_id), ${by.ip}, ${by.traceId}
      from job_runs r where r.id = ${id}::uuid`;
    await tx`select pg_notify(${RUNS_CHANNEL}, '')`;
  });
}
