import { pool } from "#db/client.ts";
import { boundLabels, labelsKey } from "./bound-labels.ts";
import { instruments } from "./instruments.ts";
import { METRIC_LIMITS } from "./limits.ts";
import type { Row } from "./sample.ts";
import { takeCounts } from "./take-counts.ts";
import { type ThisProcess, thisProcess } from "./this-process.ts";

/**
 * Adds what this process has counted to the totals, and tells what it says of itself; one after another. What cannot be
 * written is kept for the next time. Throws what the database gave.
 */
export function flush(): Promise<void> {
  const me = thisProcess();
  const done = me.flushing.then(() => add(me));
  me.flushing = done.catch(() => {});
  return done;
}

async function add(me: ThisProcess): Promise<void> {
  // An addition whose answer was lost is repeated under its number, which the database takes once.
  if (me.open === null) {
    me.open = await takeCounts();
    me.number += 1;
  }
  await write(me, await boundLabels(me.open));
  me.open = null;
}

/** One statement: either the process has added this, or it has not. Rows in one order, so that processes do not wait in a circle. */
async function write({ id, service, startedAt, number }: ThisProcess, rows: Row[]): Promise<void> {
  const totals = rows.map((row) => ({ ...row, labels: labelsKey(row.labels) }));
  // As text at once: the library gives its own objects, which count this very transaction too.
  const samples = JSON.stringify((await instruments().own.getMetricsAsJSON()).map(brief));
  // By itself and not in a transaction of ours: others wait for its rows only as long as the database takes. It sets its limit
  // for this statement, which it reaches before any lock.
  await pool("cai_system").sql`
    with limits as materialized (select set_config('lock_timeout', ${`${METRIC_LIMITS.lockMs}`}::text, true)),
    this as (
      insert into metric_processes as p (id, service, started_at, flushed, samples)
      select ${id}::text, ${service}::text, ${startedAt.toISOString()}::text::timestamptz, ${number}::text::bigint,
        ${samples}::text::jsonb from limits
      on conflict (id) do update set seen_at = now(), flushed = excluded.flushed, samples = excluded.samples,
          started_at = excluded.started_at
        -- A process that has got the name of a former one begins to count anew.
        where p.flushed < excluded.flushed or p.started_at <> excluded.started_at
      returning id)
    insert into metric_totals as t (name, labels, bounds, values)
    select r.name, r.labels, r.bounds, r.values
    from jsonb_to_recordset(${JSON.stringify(totals)}::text::jsonb)
      as r(name text, labels text, bounds float8[], values float8[])
    where exists (select from this) order by 1, 2
    on conflict (name, labels) do update set bounds = excluded.bounds, values = case
      -- A histogram that has got other buckets begins anew.
      when t.bounds = excluded.bounds then (
        select array_agg(a + b order by i) from unnest(t.values, excluded.values) with ordinality as v(a, b, i))
      else excluded.values end`;
}

/** What another process needs to tell of it: the rest it knows itself. */
const brief = ({ name, values }: { name: string; values: object[] }) => ({ name, values });
