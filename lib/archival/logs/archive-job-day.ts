import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import type { JobDay } from "#lib/archival/logs/due-days.ts";
import { countPlaces } from "#lib/archival/logs/places.ts";
import { commitPart, type LogDay, type WrittenPart, writePart } from "#lib/archival/logs/write-part.ts";

/** Runs of one transaction. */
const BATCH = 1000;

/**
 * Archives the runs that ended on a day, with their steps: what ran, when, how often and how it ended. What they carried
 * and gave is left out: it names people, who may have themselves erased. Then the runs leave the queue's tables, row by
 * row: the queue is written all the time and read by its own keys, so partitions by age would cost each of its statements.
 * Only runs that a part names leave; those that join the day later, as those of an organisation that is gone do, make a
 * further part. Returns what was archived, or what an earlier process had archived and not cleared; null where there was
 * nothing. Can be repeated at any point.
 */
export async function archiveJobDay(
  day: JobDay,
  storageClass: LogDay["storageClass"],
): Promise<DonePart | null> {
  let done: DonePart | null = null;
  for (const part of await openParts(day)) {
    await clear(day, part);
    done = part;
  }
  const part = await archive(day, storageClass);
  if (part) await clear(day, part);
  return part ?? done;
}

type DonePart = Pick<WrittenPart, "id" | "rows" | "bytes">;
/** `places`: its runs, by their numbers in the queue. */
type OpenPart = DonePart & { places: string };

const ofTenant = (tenantId: string | null) =>
  tenantId === null ? sql`r.tenant_id is null` : sql`r.tenant_id = ${tenantId}`;
const endedOn = ({ tenantId, day }: JobDay) => sql`${ofTenant(tenantId)}
  and r.finished_at >= ${`${day}T00:00:00Z`}::timestamptz
  and r.finished_at < ${`${day}T00:00:00Z`}::timestamptz + interval '24 hours'`;
const named = (places: string) => sql`${places}::int8multirange @> r.seq`;
const partsOf = ({ tenantId, day }: JobDay) => sql`
  d.tenant_id ${tenantId === null ? sql`is null` : sql`= ${tenantId}`} and d.kind = 'job' and d.day = ${day}`;

/** Parts of which runs may still be there: whoever archived them was stopped. */
async function openParts(day: JobDay): Promise<OpenPart[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string; rows: number; bytes: string; places: string }>(sql`
      select d.id, d.rows, d.bytes, d.places::text as places from archived_logs d
      where ${partsOf(day)} and d.removed_at is null and d.verified_at is not null and d.places is not null order by d.part`),
  );
  return rows.map((part) => ({ ...part, bytes: Number(part.bytes) }));
}

async function clear(day: JobDay, { id, places }: OpenPart): Promise<void> {
  for (;;) if ((await removeSome(day, places)) < BATCH) break;
  await withSystem((tx) =>
    tx
      .update(archivedLogs)
      .set({ removedAt: sql`now()` })
      .where(
        and(
          eq(archivedLogs.id, id),
          sql`not exists (select from job_runs r where ${endedOn(day)} and ${named(places)})`,
        ),
      ),
  );
}

async function archive(day: JobDay, storageClass: LogDay["storageClass"]): Promise<OpenPart | null> {
  const places = await choose(day);
  if (places === null) return null;
  const part = await writePart({ ...day, kind: "job", storageClass }, linesOfDay(day, places));
  return (await commitPart(part, (tx) => insert(tx, day, part, places))) ? { ...part, places } : null;
}

/** The runs that ended on the day and are in no part of it; null: none. */
async function choose(day: JobDay): Promise<string | null> {
  const [chosen] = await withSystem(
    (tx) =>
      tx.execute<{ places: string | null }>(sql`
        select range_agg(int8range(r.seq, r.seq, '[]'))::text as places from job_runs r
        where ${endedOn(day)} and not exists (select from archived_logs d where ${partsOf(day)} and d.places @> r.seq)`),
    NO_LIMITS,
  );
  return chosen?.places ?? null;
}

/** One process after the other: false where another one archived some of these runs, or somebody has had one run again. */
async function insert(tx: Transaction, day: JobDay, part: WrittenPart, places: string): Promise<boolean> {
  const [now] = await tx.execute<{ runs: number; taken: boolean; part: number }>(sql`
    select (select count(*)::int from job_runs r where ${endedOn(day)} and ${named(places)}) as runs,
      coalesce(bool_or(d.places && ${places}::int8multirange), false) as taken, coalesce(max(d.part), 0) + 1 as part
    from archived_logs d where ${partsOf(day)}`);
  if (!now || now.taken || now.runs !== part.rows || countPlaces(places) !== part.rows) return false;
  await tx.insert(archivedLogs).values({ ...part, part: now.part, places, verifiedAt: sql`now()` });
  return true;
}

async function removeSome(day: JobDay, places: string): Promise<number> {
  const [gone] = await withSystem(
    (tx) =>
      tx.execute<{ runs: number }>(sql`
        with old as (
          delete from job_runs where ctid = any(array(
            select r.ctid from job_runs r where ${endedOn(day)} and ${named(places)} limit ${BATCH} for update skip locked)) returning id),
          steps as (delete from job_steps where run_id in (select id from old))
        select count(*)::int as runs from old`),
    NO_LIMITS,
  );
  return gone?.runs ?? 0;
}

async function* linesOfDay(day: JobDay, places: string): AsyncGenerator<string> {
  let after = "0";
  for (;;) {
    const from = after;
    const rows = await withSystem(
      (tx) =>
        tx.execute<{ seq: string; line: string }>(sql`
          select r.seq, json_build_object('id', r.id, 'tenant_id', r.tenant_id, 'function', r.function_id,
            'event', json_build_object('id', r.event_id, 'name', r.event ->> 'name', 'ids', (
              select json_object_agg(key, value) from jsonb_each(case jsonb_typeof(r.event -> 'data') when 'object' then r.event -> 'data' end)
              where key ~ '_id$' and jsonb_typeof(value) = 'string')),
            'status', r.status, 'parent_run_id', r.parent_run_id, 'created_at', ${moment("r.created_at")},
            'started_at', ${moment("r.started_at")}, 'finished_at', ${moment("r.finished_at")}, 'error', ${errorOf("r.error")},
            'steps', (select json_agg(json_build_object('id', s.step_id, 'name', s.name, 'status', s.status,
                'attempts', s.attempts, 'created_at', ${moment("s.created_at")}, 'done_at', ${moment("s.done_at")},
                'error', ${errorOf("s.error")}) order by s.created_at, s.step_id)
              from job_steps s where s.run_id = r.id))::text as line
          from job_runs r where ${endedOn(day)} and ${named(places)} and r.seq > ${from}::bigint order by r.seq limit ${BATCH}`),
      NO_LIMITS,
    );
    for (const { line } of rows) yield line;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.seq;
  }
}

const moment = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Its name and message, without the addresses of people. */
const errorOf = (column: string) =>
  sql.raw(`case when ${column} is not null then json_build_object('name', ${column} ->> 'name',
    'message', regexp_replace(${column} ->> 'message', '[^[:space:]<>"]+@[^[:space:]<>"]+', '[address]', 'g')) end`);
