import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import type { JobDay } from "#lib/archival/logs/due-days.ts";
import { discardPart, type LogDay, type WrittenPart, writePart } from "#lib/archival/logs/write-part.ts";

/** Runs of one transaction. */
const BATCH = 1000;

/**
 * Archives the runs that ended on a day, with their steps: what ran, when, how often and how it ended. What they carried
 * and gave is left out: it names people, who may have themselves erased. Then the runs leave the queue's tables, row by
 * row: the queue is written all the time and read by its own keys, so partitions by age would cost each of its statements.
 * Returns null where there was nothing. Can be repeated at any point.
 */
export async function archiveJobDay(
  day: JobDay,
  storageClass: LogDay["storageClass"],
): Promise<Pick<WrittenPart, "id" | "rows" | "bytes"> | null> {
  // A day that is over gets no further runs, so a part that is not cleared yet holds all that are there.
  const part = (await openPart(day)) ?? (await archive(day, storageClass));
  if (!part) return null;
  for (;;) if ((await removeSome(day)) < BATCH) break;
  await withSystem((tx) =>
    tx
      .update(archivedLogs)
      .set({ removedAt: sql`now()` })
      .where(
        and(eq(archivedLogs.id, part.id), sql`not exists (select from job_runs r where ${endedOn(day)})`),
      ),
  );
  return part;
}

const ofTenant = (tenantId: string | null) =>
  tenantId === null ? sql`r.tenant_id is null` : sql`r.tenant_id = ${tenantId}`;
const endedOn = ({ tenantId, day }: JobDay) => sql`${ofTenant(tenantId)}
  and r.finished_at >= ${`${day}T00:00:00Z`}::timestamptz
  and r.finished_at < ${`${day}T00:00:00Z`}::timestamptz + interval '24 hours'`;

async function openPart(day: JobDay, within?: Transaction) {
  const read = async (tx: Transaction) =>
    tx.execute<{ id: string; rows: number; bytes: string }>(sql`
      select id, rows, bytes from archived_logs d where ${partsOf(day)} and d.removed_at is null order by d.part limit 1`);
  const [part] = within ? await read(within) : await withSystem(read);
  return part ? { ...part, bytes: Number(part.bytes) } : null;
}

const partsOf = ({ tenantId, day }: JobDay) => sql`
  d.tenant_id ${tenantId === null ? sql`is null` : sql`= ${tenantId}`} and d.kind = 'job' and d.day = ${day}`;

async function archive(day: JobDay, storageClass: LogDay["storageClass"]): Promise<WrittenPart | null> {
  const part = await writePart({ ...day, kind: "job", storageClass }, linesOfDay(day));
  const kept = part.rows > 0 && (await commit(day, part));
  if (kept) return part;
  await discardPart(part);
  return null;
}

/** One process after the other: false where another one archived these runs, or somebody has had one run again. */
function commit(day: JobDay, part: WrittenPart): Promise<boolean> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7240318, hashtext(${day.tenantId ?? "platform"}))`);
    if (await openPart(day, tx)) return false;
    const [now] = await tx.execute<{ runs: number; part: number }>(sql`
      select (select count(*)::int from job_runs r where ${endedOn(day)}) as runs,
        (select coalesce(max(d.part), 0) + 1 from archived_logs d where ${partsOf(day)}) as part`);
    if (!now || now.runs !== part.rows) return false;
    await tx.insert(archivedLogs).values({ ...part, part: now.part, verifiedAt: sql`now()` });
    return true;
  }, NO_LIMITS);
}

async function removeSome(day: JobDay): Promise<number> {
  const [gone] = await withSystem(
    (tx) =>
      tx.execute<{ runs: number }>(sql`
        with old as (
          delete from job_runs where ctid = any(array(
            select r.ctid from job_runs r where ${endedOn(day)} limit ${BATCH} for update skip locked)) returning id),
          steps as (delete from job_steps where run_id in (select id from old))
        select count(*)::int as runs from old`),
    NO_LIMITS,
  );
  return gone?.runs ?? 0;
}

async function* linesOfDay(day: JobDay): AsyncGenerator<string> {
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
          from job_runs r where ${endedOn(day)} and r.seq > ${from}::bigint order by r.seq limit ${BATCH}`),
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
