import { sql } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { IN_ARCHIVE, KEPT } from "#lib/archival/logs/due-days.ts";
import { discardPart, type LogDay, type WrittenPart, writePart } from "#lib/archival/logs/write-part.ts";
import { auditAs } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";

/** The log's own word of a part, by which the part's hash stands in the chain. */
export const ARCHIVED_ACTION = "audit_log.archived";

/**
 * Archives what is not archived yet of one day of an organisation's audit log: each row with its place in the chain and its
 * link's hash. The part counts from the moment its row, and the log's entry that holds its checksums, are committed.
 * Returns null where there is nothing, or another process was first. Throws `Conflict` (`audit_log_changed`) for a day of
 * which a row is not what was written, which must not be covered up; `StorageError`.
 */
export async function archiveAuditDay(
  tenantId: string,
  day: string,
  storageClass: LogDay["storageClass"],
): Promise<WrittenPart | null> {
  const chosen = await choose(tenantId, day);
  if (!chosen) return null;
  const part = await writePart(
    { tenantId, kind: "audit", day, storageClass },
    linesOfDay(tenantId, day, chosen.places),
  );
  if (part.rows !== chosen.rows) {
    await discardPart(part);
    throw new Conflict(
      "audit_log_changed",
      `Rows of ${day} were removed while they were archived. They are archived with the next run, as far as they are due.`,
    );
  }
  const kept = await commit(tenantId, part, chosen);
  if (kept) return part;
  await discardPart(part);
  return null;
}

interface Chosen {
  places: string;
  rows: number;
  linksSha256: string;
}

const onDay = (day: string) => sql`
  a.created_at >= ${`${day}T00:00:00Z`}::timestamptz and a.created_at < ${`${day}T00:00:00Z`}::timestamptz + interval '24 hours'`;

async function choose(tenantId: string, day: string): Promise<Chosen | null> {
  const [found] = await withSystem(
    (tx) =>
      tx.execute<{ places: string | null; rows: number; links: string | null; changed: string | null }>(sql`
        select range_agg(int8range(l.seq, l.seq, '[]'))::text as places, count(*)::int as rows,
          encode(sha256(convert_to(string_agg(l.hash, '' order by l.seq), 'UTF8')), 'hex') as links,
          min(l.seq) filter (where audit_hash(coalesce(p.hash, ''), a) <> l.hash or p.seq is null and l.seq > 1)::text as changed
        from audit_logs a join audit_chain l on l.audit_id = a.id and l.tenant_id = a.tenant_id
          left join audit_chain p on p.tenant_id = l.tenant_id and p.seq = l.seq - 1
        where a.tenant_id = ${tenantId} and ${onDay(day)} and a.target_type <> all ${KEPT} and not ${IN_ARCHIVE}`),
    NO_LIMITS,
  );
  if (!found?.places || !found.links) return null;
  if (found.changed !== null)
    throw new Conflict(
      "audit_log_changed",
      `Entry ${found.changed} of the audit log is not what was written, so the day stays in the database. See npm run audit -- verify.`,
    );
  return { places: found.places, rows: found.rows, linksSha256: found.links };
}

/**
 * Rows of one query; each page is a transaction of its own. Each row is looked up by its key (`limit` keeps it so): a join
 * may read the whole day for each page.
 */
const PAGE = 2000;

async function* linesOfDay(tenantId: string, day: string, places: string): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const from = after;
    const rows = await withSystem(
      (tx) =>
        tx.execute<{ seq: string; line: string }>(sql`
          with l as materialized (
            select seq, hash, audit_id from audit_chain
            where tenant_id = ${tenantId} and seq > ${from} and ${places}::int8multirange @> seq order by seq limit ${PAGE})
          select l.seq, json_build_object('seq', l.seq, 'hash', l.hash, 'id', a.id, 'tenant_id', a.tenant_id,
            'created_at', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', a.actor,
            'action', a.action, 'target_type', a.target_type, 'target_id', a.target_id, 'detail', a.detail,
            'before', a.before, 'after', a.after, 'ip', a.ip, 'user_agent', a.user_agent, 'trace_id', a.trace_id)::text as line
          from l cross join lateral (
            select * from audit_logs a where a.id = l.audit_id and ${onDay(day)} limit 1) a
          order by l.seq`),
      NO_LIMITS,
    );
    for (const { line } of rows) yield line;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = Number(last.seq);
  }
}

/** One process after the other: false where another's part has some of the rows. */
async function commit(
  tenantId: string,
  part: WrittenPart,
  { places, linksSha256 }: Chosen,
): Promise<boolean> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7240317, hashtext(${tenantId}))`);
    const [before] = await tx.execute<{ taken: boolean; part: number }>(sql`
      select coalesce(bool_or(places && ${places}::int8multirange), false) as taken, coalesce(max(part), 0) + 1 as part
      from archived_logs where tenant_id = ${tenantId} and kind = 'audit' and day = ${part.day}`);
    if (!before || before.taken) return false;
    await tx
      .insert(archivedLogs)
      .values({ ...part, part: before.part, places, linksSha256, verifiedAt: sql`now()` });
    await auditAs(
      tx,
      { tenantId, actor: "system" },
      ARCHIVED_ACTION,
      { type: "tenant", id: tenantId },
      {
        archived_log_id: part.id,
        day: part.day,
        part: before.part,
        rows: part.rows,
        places,
        sha256: part.sha256,
        content_sha256: part.contentSha256,
        links_sha256: linksSha256,
      },
    );
    return true;
  }, NO_LIMITS);
}
