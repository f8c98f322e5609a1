import type postgres from "postgres";
import { pool } from "#db/client.ts";
import { inTransaction } from "#db/transaction.ts";
import { config } from "#lib/config/index.ts";
import { makeRoom } from "./delete-old-traces.ts";
import type { AttemptRow, SpanRow, TraceRow } from "./rows.ts";

/** Errors of one kind since they were written last. Moments in milliseconds. */
export interface ErrorSeen {
  fingerprint: string;
  type: string;
  message: string;
  frame: string | null;
  service: string;
  route: string | null;
  job: string | null;
  trace_id: string | null;
  count: number;
  first_at: number;
  /** The last one. */
  at: number;
}

/** Looking for what is too much reads all that is kept: so it is not done at every write. */
const ROOM_EVERY_MS = 60_000;
const MANY = 500;
let roomMadeAt = Number.NEGATIVE_INFINITY;
let addedSince = 0;

/**
 * Writes parts of traces, adding to what other processes wrote of the same. Once a minute, or after 500 new ones, those
 * beyond the most that are kept go, the oldest first.
 */
export async function storeTraces(traces: TraceRow[], spans: SpanRow[]): Promise<void> {
  // In one order, so that no two processes wait for each other.
  const ordered = traces.toSorted((a, b) => (a.trace_id < b.trace_id ? -1 : 1));
  await briefly(async (tx) => {
    const [added] = await tx<{ n: number }[]>`
      with written as (
        insert into traces as kept (trace_id, root_name, route, tenant_id, file_id, started_at, ended_at, status, error_type,
          error_fingerprint, reason, dropped_spans)
        select r.trace_id, r.root_name, r.route, t.id, case when t.id is not null then r.file_id end, ${moment(tx, "r.started_us")},
          ${moment(tx, "r.ended_us")}, r.status, r.error_type, r.error_fingerprint, r.reason, r.dropped_spans
        from jsonb_to_recordset(${JSON.stringify(ordered)}::text::jsonb) as r(trace_id text, root_name text, route text, tenant_id uuid,
          file_id uuid, started_us bigint, ended_us bigint, status text, error_type text, error_fingerprint text, reason text,
          dropped_spans int)
        left join tenants t on t.id = r.tenant_id
        on conflict (trace_id) do update set
          root_name = case when excluded.started_at < kept.started_at then excluded.root_name else kept.root_name end,
          route = case when excluded.started_at < kept.started_at then coalesce(excluded.route, kept.route) else coalesce(kept.route, excluded.route) end,
          tenant_id = coalesce(kept.tenant_id, excluded.tenant_id),
          file_id = coalesce(kept.file_id, excluded.file_id),
          started_at = least(kept.started_at, excluded.started_at),
          ended_at = greatest(kept.ended_at, excluded.ended_at),
          status = case when 'error' in (kept.status, excluded.status) then 'error' else 'ok' end,
          error_type = coalesce(kept.error_type, excluded.error_type),
          error_fingerprint = coalesce(kept.error_fingerprint, excluded.error_fingerprint),
          reason = case when 'error' in (kept.reason, excluded.reason) then 'error'
            when 'processing' in (kept.reason, excluded.reason) then 'processing' else 'slow' end,
          dropped_spans = kept.dropped_spans + excluded.dropped_spans
        returning xmax = 0 as is_new)
      select count(*) filter (where is_new)::int as n from written`;
    await tx`
      insert into trace_spans (trace_id, span_id, parent_span_id, tenant_id, name, kind, service, started_at, duration_us, status,
        attributes, events, links, is_entry, is_slow, is_failed_job)
      select r.trace_id, r.span_id, r.parent_span_id, t.id, r.name, r.kind, r.service, ${moment(tx, "r.started_us")}, r.duration_us,
        r.status, r.attributes, r.events, r.links, r.is_entry, r.is_slow, r.is_failed_job
      from jsonb_to_recordset(${JSON.stringify(spans)}::text::jsonb) as r(trace_id text, span_id text, parent_span_id text,
        tenant_id uuid, name text, kind text, service text, started_us bigint, duration_us bigint, status text, attributes jsonb,
        events jsonb, links jsonb, is_entry boolean, is_slow boolean, is_failed_job boolean)
      left join tenants t on t.id = r.tenant_id
      on conflict (trace_id, span_id) do nothing`;
    addedSince += added?.n ?? 0;
    if (addedSince === 0 || (addedSince < MANY && Date.now() - roomMadeAt < ROOM_EVERY_MS)) return;
    addedSince = 0;
    roomMadeAt = Date.now();
    await makeRoom(tx, config().traces.keepMax);
  });
}

/** Writes attempts that have begun or ended, of runs that are there. */
export async function storeAttempts(attempts: AttemptRow[]): Promise<void> {
  await briefly(
    (tx) => tx`
      insert into step_attempts as kept (tenant_id, run_id, span_id, trace_id, step, started_at, duration_us, error_type)
      select r.tenant_id, r.run_id, r.span_id, r.trace_id, r.step, ${moment(tx, "r.started_us")}, r.duration_us, r.error_type
      from jsonb_to_recordset(${JSON.stringify(attempts)}::text::jsonb) as r(tenant_id uuid, run_id uuid, span_id text, trace_id text,
        step text, started_us bigint, duration_us bigint, error_type text)
      join processing_runs p on p.tenant_id = r.tenant_id and p.id = r.run_id
      order by r.span_id
      on conflict (tenant_id, run_id, span_id) do update set duration_us = excluded.duration_us, error_type = excluded.error_type
      where kept.duration_us is null`,
  );
}

/** Adds what was seen of errors to their groups. */
export async function storeErrors(errors: ErrorSeen[]): Promise<void> {
  const ordered = errors.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  await briefly(
    (tx) => tx`
      insert into error_groups as kept (fingerprint, type, message, service, route, job, frame, count, first_seen, last_seen, last_trace_id)
      select r.fingerprint, r.type, r.message, r.service, r.route, r.job, r.frame, r.count, to_timestamp(r.first_at / 1000.0),
        to_timestamp(r.at / 1000.0), r.trace_id
      from jsonb_to_recordset(${JSON.stringify(ordered)}::text::jsonb) as r(fingerprint text, type text, message text, service text,
        route text, job text, frame text, count bigint, first_at bigint, at bigint, trace_id text)
      on conflict (fingerprint) do update set count = kept.count + excluded.count, frame = coalesce(excluded.frame, kept.frame),
        first_seen = least(kept.first_seen, excluded.first_seen), last_seen = greatest(kept.last_seen, excluded.last_seen),
        last_trace_id = coalesce(excluded.last_trace_id, kept.last_trace_id)`,
  );
}

/** A transaction that gives up soon: what it writes is worth less than what others wait for. */
const briefly = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  inTransaction(
    pool("cai_system").sql,
    work,
    "set local lock_timeout = 2000; set local statement_timeout = 10000",
  );

/** Microseconds since 1970 as a moment, exactly. */
const moment = (tx: postgres.TransactionSql, column: string) =>
  tx`timestamptz '1970-01-01 00:00:00+00' + ${tx(column)} * interval '1 microsecond'`;
