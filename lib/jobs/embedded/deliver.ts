import type postgres from "postgres";
import { inTransaction } from "#db/transaction.ts";
import { EVENTS } from "#inngest/events.ts";
import { type FunctionSpec, type FunctionSpecs, placesOf } from "./functions.ts";
import { tenantOf } from "./ids.ts";
import type { Queue, Tx } from "./queue.ts";
import {
  admitQueued,
  createRuns,
  type EndedRow,
  lockPlaces,
  type NewRun,
  tellParent,
  wakeWaiting,
} from "./runs.ts";

export interface Announced {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  v?: string;
}

const BATCH = 200;

/**
 * Delivers the oldest waiting events: the runs they start, the runs they wake or cancel, and the mark that they are
 * delivered are one transaction. Several workers share the outbox by skipping what another has in hand.
 * Returns whether there may be more.
 */
export async function deliverOutbox(sql: postgres.Sql, queue: Queue, specs: FunctionSpecs): Promise<boolean> {
  return inTransaction(sql, async (tx) => {
    const rows = await tx<OutboxRow[]>`
      select id, name, data, traceparent, (extract(epoch from created_at) * 1000)::bigint::text as ts from outbox
      where delivered_at is null and next_attempt_at <= now() order by seq limit ${BATCH} for update skip locked`;
    if (rows.length === 0) return false;
    const events = rows.map((row) => announced(row));
    const carried = new Map(rows.map((row) => [row.id, row.traceparent]));
    const starts = new Map<string, FunctionSpec[]>();
    for (const spec of specs.values())
      for (const name of spec.events) starts.set(name, [...(starts.get(name) ?? []), spec]);
    await createRuns(
      tx,
      queue,
      events.flatMap((event) =>
        (starts.get(event.name) ?? []).map((spec) => newRun(spec, event, carried.get(event.id) ?? null)),
      ),
    );
    await reachRuns(tx, queue, specs, events);
    await tx`update outbox set delivered_at = now() where id = any(${events.map((e) => e.id)}::uuid[])`;
    return rows.length === BATCH;
  });
}

interface OutboxRow {
  id: string;
  name: string;
  data: Record<string, unknown>;
  traceparent: string | null;
  ts: string;
}

function announced(row: OutboxRow): Announced {
  const event = { id: row.id, name: row.name, data: row.data, ts: Number(row.ts) };
  const version = Object.values(EVENTS).find((type) => type.name === row.name)?.version;
  return version ? { ...event, v: version } : event;
}

/** The run of a function that an event starts. */
export function newRun(spec: FunctionSpec, event: Announced, traceparent: string | null): NewRun {
  const plain: Record<string, unknown> = { ...event };
  return {
    functionId: spec.id,
    eventId: event.id,
    event: plain,
    tenantId: tenantOf(event.data),
    places: placesOf(spec, plain),
    traceparent,
  };
}

/** Settles the steps that listen for these events and cancels the runs that they cancel. */
async function reachRuns(tx: Tx, queue: Queue, specs: FunctionSpecs, events: Announced[]): Promise<void> {
  const cancelling = [...specs.values()].flatMap((spec) => spec.cancelOn.map((on) => ({ spec, on })));
  const [listening] =
    await tx`select 1 from job_steps where awaits = any(${[...new Set(events.map((e) => e.name))]}::text[]) and status = 'listening' limit 1`;
  const cancels = events.flatMap((event) =>
    cancelling
      .filter(({ on }) => on.event === event.name)
      .map(({ spec, on }) => ({ event, spec, path: on.path })),
  );
  if (!listening && cancels.length === 0) return;
  await lockPlaces(tx);
  for (const event of listening ? events : []) {
    const heard = await tx<{ runId: string }[]>`
      update job_steps set status = 'done', data = ${JSON.stringify(event)}::text::json, wake_at = null, done_at = clock_timestamp()
      where awaits = ${event.name} and status = 'listening' and (matching is null or
        ${JSON.stringify(event)}::text::jsonb #> array(select jsonb_array_elements_text(matching -> 'path')) = matching -> 'value')
      returning run_id as "runId"`;
    await wakeWaiting(
      tx,
      queue,
      heard.map((h) => h.runId),
    );
  }
  for (const { event, spec, path } of cancels) {
    const ended = await tx<EndedRow[]>`
      update job_runs set status = 'cancelled', owner = null, fence = fence + 1, finished_at = now(), updated_at = now(),
        error = ${JSON.stringify({ name: "Cancelled", message: `Cancelled by the event ${event.name}` })}::text::json
      where function_id = ${spec.id} and finished_at is null and event_id is distinct from ${event.id}::uuid
        and event #> ${path}::text[] = ${JSON.stringify(event)}::text::jsonb #> ${path}::text[]
      returning parent_run_id as "parentRunId", parent_step_id as "parentStepId", tenant_id as "tenantId"`;
    for (const row of ended)
      await tellParent(tx, queue, row, {
        status: "failed",
        error: {
          name: "Cancelled",
          message: `The invoked function was cancelled by the event ${event.name}`,
        },
      });
  }
  await admitQueued(tx, queue);
}
