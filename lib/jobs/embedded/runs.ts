import type postgres from "postgres";
import { z } from "zod";
import type { RunError } from "#db/schema/jobs.ts";
import { inTransaction } from "#db/transaction.ts";
import { carriedTrace } from "#lib/jobs/carried-trace.ts";
import type { Queue, Tx } from "./queue.ts";

/** A run in this worker's hands. Whatever it writes carries `fence`, which a later owner has raised. */
export interface HeldRun {
  id: string;
  functionId: string;
  event: Record<string, unknown>;
  attempt: number;
  fence: number;
  /** The trace its work goes on in, see lib/jobs/carried-trace.ts. */
  traceparent: string | null;
  /** Seconds between its first start and this one. */
  age: number;
}

/** Somebody else has the run by now, or it was cancelled: what this worker still holds of it counts no more. */
export class Fenced extends Error {
  constructor(runId: string) {
    super(`Run ${runId} is no longer in this worker's hands`);
    this.name = "Fenced";
  }
}

export interface NewRun {
  functionId: string;
  eventId: string | null;
  event: Record<string, unknown>;
  tenantId: string | null;
  places: { key: string; limit: number }[];
  parent?: { runId: string; stepId: string };
  traceparent: string | null;
}

/** Creates runs and their wake-ups in the caller's transaction; one that the same event made before is left alone. */
export async function createRuns(tx: Tx, queue: Queue, runs: NewRun[]): Promise<string[]> {
  if (runs.length === 0) return [];
  const rows = runs.map((r) => ({
    function_id: r.functionId,
    event_id: r.eventId,
    event: r.event,
    tenant_id: r.tenantId,
    places: r.places,
    place_key: r.places
      .map((p) => p.key)
      .sort()
      .join(" "),
    parent_run_id: r.parent?.runId ?? null,
    parent_step_id: r.parent?.stepId ?? null,
    traceparent: r.traceparent,
  }));
  const created = await tx<{ id: string }[]>`
    insert into job_runs (function_id, event_id, event, tenant_id, status, places, place_key, parent_run_id, parent_step_id, traceparent)
    select function_id, event_id, event, tenant_id, 'ready', places, place_key, parent_run_id, parent_step_id, traceparent
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(function_id text, event_id uuid, event jsonb, tenant_id uuid, places jsonb, place_key text, parent_run_id uuid, parent_step_id text, traceparent text)
    on conflict (event_id, function_id) do nothing
    returning id`;
  await queue.wake(
    tx,
    created.map(({ id }) => ({ runId: id })),
  );
  return created.map((r) => r.id);
}

/**
 * Takes due runs for a worker, at most `limit`, never more than their concurrency limits leave places for; the others
 * are put in line. `looked` is the number of wake-ups that were taken out of the queue.
 */
export async function claimRuns(
  sql: postgres.Sql,
  queue: Queue,
  worker: string,
  limit: number,
): Promise<{ looked: number; runs: HeldRun[] }> {
  return inTransaction(sql, async (tx) => {
    const woken = await queue.takeWakes(tx, limit);
    if (woken.length === 0) return { looked: 0, runs: [] };
    await lockPlaces(tx);
    const due = await tx<PlacedRow[]>`
      select id, places from job_runs
      where id = any(${woken}::uuid[]) and (status = 'ready' or (status in ('sleeping', 'waiting') and wake_at <= now()))
      order by array_position(${woken}::uuid[], id) for update`;
    const taken = await placesTaken(tx);
    const admitted = due.filter((run) => takePlaces(taken, run.places)).map((r) => r.id);
    const waiting = due.map((r) => r.id).filter((id) => !admitted.includes(id));
    if (waiting.length > 0)
      await tx`update job_runs set status = 'queued', wake_job = null, wake_at = null, updated_at = now() where id = any(${waiting}::uuid[])`;
    if (admitted.length === 0) return { looked: woken.length, runs: [] };
    const runs = await tx<HeldRun[]>`
      update job_runs set status = 'running', owner = ${worker}::uuid, fence = fence + 1, wake_job = null, wake_at = null,
        started_at = coalesce(started_at, now()), updated_at = now()
      where id = any(${admitted}::uuid[]) returning id, function_id as "functionId", event, attempt, fence, traceparent,
        extract(epoch from now() - started_at)::float8 as age`;
    return { looked: woken.length, runs: [...runs] };
  });
}

type PlacedRow = { id: string; places: { key: string; limit: number }[] };

/**
 * Whoever takes or frees a place does it under this lock, so that no limit is passed and nobody who waits for a place
 * is overlooked. Held for the few statements of one transaction.
 */
export const lockPlaces = (tx: Tx) => tx`select pg_advisory_xact_lock(${7_240_312})`;

async function placesTaken(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx<{ key: string; n: number }[]>`
    select p ->> 'key' as key, count(*)::int as n from job_runs, jsonb_array_elements(places) p where status = 'running' group by 1`;
  return new Map(rows.map((r) => [r.key, r.n]));
}

function takePlaces(taken: Map<string, number>, places: { key: string; limit: number }[]): boolean {
  if (places.some(({ key, limit }) => (taken.get(key) ?? 0) >= limit)) return false;
  for (const { key } of places) taken.set(key, (taken.get(key) ?? 0) + 1);
  return true;
}

/**
 * Wakes runs that wait for a place and now fit: the longest-waiting one of each group of equal limits, `rounds` times.
 * Call it under `lockPlaces`.
 */
export async function admitQueued(tx: Tx, queue: Queue, rounds = 1): Promise<void> {
  let taken: Map<string, number> | undefined;
  for (let round = 0; round < rounds; round++) {
    const heads = await tx<PlacedRow[]>`
      with recursive heads as (
        (select id, seq, place_key, places from job_runs where status = 'queued' order by place_key, seq limit 1)
        union all
        select next.* from heads, lateral (
          select id, seq, place_key, places from job_runs where status = 'queued' and place_key > heads.place_key order by place_key, seq limit 1
        ) next
      ) select id, places from heads order by seq`;
    if (heads.length === 0) return;
    taken ??= await placesTaken(tx);
    const counts = taken;
    const fit = heads.filter((run) => takePlaces(counts, run.places)).map((r) => r.id);
    if (fit.length === 0) return;
    await tx`update job_runs set status = 'ready', updated_at = now() where id = any(${fit}::uuid[])`;
    await queue.wake(
      tx,
      fit.map((runId) => ({ runId, begun: true })),
    );
  }
}

/** Lets go of a run until a time, an event or another run wakes it. False when a step was settled meanwhile: go on. */
export async function suspendRun(
  sql: postgres.Sql,
  queue: Queue,
  run: HeldRun,
  until: { wakeAt: Date | null; stepsDone: number; attempt: number },
): Promise<boolean> {
  return inTransaction(sql, async (tx) => {
    await lockPlaces(tx);
    await mustHold(tx, run);
    const [steps] = await tx<{ done: number; waits: boolean }[]>`
      select count(*) filter (where status = 'done')::int as done, coalesce(bool_or(status in ('invoking', 'listening')), false) as waits
      from job_steps where run_id = ${run.id}`;
    if (steps?.done !== until.stepsDone) return false;
    const status = steps.waits ? "waiting" : "sleeping";
    await tx`update job_runs set status = ${status}, owner = null, attempt = ${until.attempt}, wake_at = ${until.wakeAt?.toISOString() ?? null}::text::timestamptz, updated_at = now() where id = ${run.id}`;
    if (until.wakeAt) await queue.wake(tx, [{ runId: run.id, at: until.wakeAt, begun: true }]);
    await admitQueued(tx, queue);
    return true;
  });
}

/** A run that began a trace: whoever has it in hand later goes on in that. */
export async function keepTrace(sql: postgres.Sql, run: HeldRun, traceparent: string): Promise<void> {
  await sql`update job_runs set traceparent = ${traceparent} where id = ${run.id} and fence = ${run.fence}`;
  run.traceparent = traceparent;
}

/** Hands a run back for anybody to go on with. */
export async function releaseRun(sql: postgres.Sql, queue: Queue, run: HeldRun): Promise<void> {
  await inTransaction(sql, async (tx) => {
    await lockPlaces(tx);
    await mustHold(tx, run);
    await tx`update job_runs set status = 'ready', owner = null, fence = fence + 1, updated_at = now() where id = ${run.id}`;
    await queue.wake(tx, [{ runId: run.id, begun: true }]);
    await admitQueued(tx, queue);
  });
}

/** Puts a run aside whose function this program does not know; a program that does wakes it. */
export async function parkRun(sql: postgres.Sql, queue: Queue, run: HeldRun, error: RunError): Promise<void> {
  await inTransaction(sql, async (tx) => {
    await lockPlaces(tx);
    await mustHold(tx, run);
    await tx`update job_runs set status = 'parked', owner = null, error = ${JSON.stringify(error)}::text::json, updated_at = now() where id = ${run.id}`;
    await admitQueued(tx, queue);
  });
}

export type Outcome = { status: "completed"; output: unknown } | { status: "failed"; error: RunError };

/**
 * Ends a run. In the same transaction its place is freed, the run that invoked it hears of it, and, where it failed,
 * the function that hears of failures gets its run.
 */
export async function finishRun(
  sql: postgres.Sql,
  queue: Queue,
  run: HeldRun,
  outcome: Outcome,
  failureId: string | null,
): Promise<void> {
  await inTransaction(sql, async (tx) => {
    await lockPlaces(tx);
    await mustHold(tx, run);
    const output = outcome.status === "completed" ? JSON.stringify(outcome.output ?? null) : null;
    const error = outcome.status === "failed" ? JSON.stringify(outcome.error) : null;
    const ended = await tx<EndedRow[]>`
      update job_runs set status = ${outcome.status}, owner = null, output = ${output}::text::json, error = ${error}::text::json, finished_at = now(), updated_at = now()
      where id = ${run.id} returning parent_run_id as "parentRunId", parent_step_id as "parentStepId", tenant_id as "tenantId"`;
    for (const row of ended) {
      await tellParent(tx, queue, row, outcome);
      if (outcome.status === "failed" && failureId)
        await createRuns(tx, queue, [failureRun(run, row.tenantId, outcome.error, failureId)]);
    }
    await admitQueued(tx, queue);
  });
}

export type EndedRow = { parentRunId: string | null; parentStepId: string | null; tenantId: string | null };

/** Settles the step that invoked a run and wakes its run. */
export async function tellParent(tx: Tx, queue: Queue, row: EndedRow, outcome: Outcome): Promise<void> {
  if (!row.parentRunId || !row.parentStepId) return;
  const data = outcome.status === "completed" ? JSON.stringify(outcome.output ?? null) : null;
  const error = outcome.status === "failed" ? JSON.stringify(outcome.error) : null;
  const settled = await tx`
    update job_steps set status = 'done', data = ${data}::text::json, error = ${error}::text::json, wake_at = null, done_at = clock_timestamp()
    where run_id = ${row.parentRunId} and step_id = ${row.parentStepId} and status = 'invoking'`;
  if (settled.count > 0) await wakeWaiting(tx, queue, [row.parentRunId]);
}

/** Wakes runs that wait or sleep, since one of their steps was settled; a run in somebody's hands finds out by itself. */
export async function wakeWaiting(tx: Tx, queue: Queue, runIds: string[]): Promise<void> {
  const woken = await tx<{ id: string }[]>`
    update job_runs set status = 'ready', wake_at = null, updated_at = now() where id = any(${runIds}::uuid[]) and status in ('waiting', 'sleeping') returning id`;
  await queue.wake(
    tx,
    woken.map(({ id }) => ({ runId: id, begun: true })),
  );
}

function failureRun(run: HeldRun, tenantId: string | null, error: RunError, failureId: string): NewRun {
  const data = { function_id: run.functionId, run_id: run.id, error, event: run.event };
  return {
    functionId: failureId,
    eventId: run.id,
    event: { id: run.id, name: "inngest/function.failed", data, ts: Date.now() },
    tenantId,
    places: [],
    traceparent: carriedTrace() ?? run.traceparent,
  };
}

async function mustHold(tx: Tx, run: HeldRun): Promise<void> {
  const held =
    await tx`select 1 from job_runs where id = ${run.id} and fence = ${run.fence} and status = 'running' for update`;
  if (held.length === 0) throw new Fenced(run.id);
}

/** Whether an error means that the database was out of reach, so that the same statement may do later. */
export function isOutage(error: unknown): boolean {
  const parsed = Coded.safeParse(error);
  return parsed.success && /^(08|57P|53|40|CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(parsed.data.code);
}
const Coded = z.object({ code: z.string() });
