import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { KEPT, placesInArchive } from "#lib/archival/logs/due-days.ts";
import { heldLines, LINE, LINKS_SHA256 } from "#lib/archival/logs/held-lines.ts";
import { commitPart, type LogDay, type WrittenPart, writePart } from "#lib/archival/logs/write-part.ts";
import { auditAs } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** The log's own word of a part, by which the part's hash stands in the chain. */
export const ARCHIVED_ACTION = "audit_log.archived";

/** Rows of a part at most: as many are read and verified at once, whatever a day has. */
const ROWS_OF_PART = 20_000;

/**
 * Archives what is not archived yet of one day of an organisation's audit log, in parts of at most `rowsOfPart` rows: each
 * row with its place in the chain and its link's hash. A part counts from the moment its row, and the log's entry that holds
 * its checksums, are committed. Returns what was archived, with the last part's id; null where there is nothing, or another
 * process was first. Throws `Conflict` (`audit_log_changed`) for a day of which a row is not what was written, which must not
 * be covered up; `StorageError`.
 */
export async function archiveAuditDay(
  tenantId: string,
  day: string,
  storageClass: LogDay["storageClass"],
  rowsOfPart = ROWS_OF_PART,
): Promise<Pick<WrittenPart, "id" | "rows" | "bytes"> | null> {
  let id: string | null = null;
  const sum = { rows: 0, bytes: 0 };
  for (;;) {
    const part = await archivePart(tenantId, day, storageClass, rowsOfPart);
    if (part) {
      id = part.id;
      sum.rows += part.rows;
      sum.bytes += part.bytes;
    }
    if (!part || part.rows < rowsOfPart) return id === null ? null : { id, ...sum };
  }
}

async function archivePart(
  tenantId: string,
  day: string,
  storageClass: LogDay["storageClass"],
  most: number,
): Promise<WrittenPart | null> {
  const chosen = await choose(tenantId, day, most);
  if (!chosen) return null;
  const { places } = chosen;
  const part = await writePart(
    { tenantId, kind: "audit", day, storageClass },
    linesOfDay(tenantId, day, places),
    (written) => heldLines({ ...written, tenantId, places }),
  );
  return (await commitPart(part, (tx) => insert(tx, tenantId, part, chosen))) ? part : null;
}

/** Rows by their places in the chain, and the SHA-256 over their links. */
interface Chosen {
  places: string;
  rows: number;
  linksSha256: string;
}

const onDay = (day: string) => sql`
  a.created_at >= ${`${day}T00:00:00Z`}::timestamptz and a.created_at < ${`${day}T00:00:00Z`}::timestamptz + interval '24 hours'`;

const removed = (day: string) =>
  new Conflict("audit_log_changed", problemText("archival.rowsRemovedWhile", { day }));

async function choose(tenantId: string, day: string, most: number): Promise<Chosen | null> {
  const [found] = await withSystem(
    (tx) =>
      tx.execute<{ places: string | null; rows: number; links: string | null; changed: string | null }>(sql`
        select range_agg(int8range(l.seq, l.seq, '[]'))::text as places, count(*)::int as rows,
          ${LINKS_SHA256} as links,
          min(l.seq) filter (where audit_hash(coalesce(p.hash, ''), l.entry) <> l.hash or p.seq is null and l.seq > 1)::text as changed
        from (
          select a as entry, l.seq, l.hash from audit_logs a join audit_chain l on l.audit_id = a.id and l.tenant_id = a.tenant_id
          where a.tenant_id = ${tenantId} and ${onDay(day)} and a.target_type <> all ${KEPT} and not ${placesInArchive(tenantId, day)} @> l.seq
          order by l.seq limit ${most}) l
          left join lateral (
            select seq, hash from audit_chain p where p.tenant_id = ${tenantId} and p.seq = l.seq - 1 limit 1) p on true`),
    NO_LIMITS,
  );
  if (!found?.places || !found.links) return null;
  if (found.changed !== null)
    throw new Conflict(
      "audit_log_changed",
      problemText("archival.entryAuditLog", { changed: found.changed }),
    );
  return { places: found.places, rows: found.rows, linksSha256: found.links };
}

/**
 * Links of one query; each page is a transaction of its own. Links are read in their order from the next place on, and each
 * row is looked up by its key (`limit` keeps it so), so that a page costs the same however long the chain and the day are.
 */
const PAGE = 2000;

async function* linesOfDay(tenantId: string, day: string, places: string): AsyncGenerator<string> {
  let after = "0";
  for (;;) {
    const from = after;
    const rows = await withSystem(
      (tx) =>
        tx.execute<{ seq: string; line: string | null }>(sql`
          with l as materialized (
            select seq, hash, audit_id from audit_chain
            where tenant_id = ${tenantId} and seq >= (
              select min(greatest(lower(r), ${from}::bigint + 1)) from unnest(${places}::int8multirange) r
              where upper(r) > ${from}::bigint + 1)
            order by seq limit ${PAGE})
          select l.seq, a.line from l left join lateral (
            select ${LINE} as line from audit_logs a where a.id = l.audit_id and ${onDay(day)} limit 1) a on true
          where ${places}::int8multirange @> l.seq
          order by l.seq`),
      NO_LIMITS,
    );
    for (const { line } of rows) {
      if (line === null) throw removed(day);
      yield line;
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

/** One process after the other: false where another's part has some of the rows. */
async function insert(
  tx: Transaction,
  tenantId: string,
  part: WrittenPart,
  { places, rows, linksSha256 }: Chosen,
): Promise<boolean> {
  const [before] = await tx.execute<{ taken: boolean; part: number }>(sql`
    select coalesce(bool_or(places && ${places}::int8multirange), false) as taken, coalesce(max(part), 0) + 1 as part
    from archived_logs where tenant_id = ${tenantId} and kind = 'audit' and day = ${part.day}`);
  if (!before || before.taken) return false;
  const [now] = await tx.execute<{ rows: number; links: string | null }>(sql`
    select count(*)::int as rows, ${LINKS_SHA256} as links
    from audit_logs a join audit_chain l on l.audit_id = a.id and l.tenant_id = a.tenant_id
    where a.tenant_id = ${tenantId} and ${onDay(part.day)} and ${places}::int8multirange @> l.seq`);
  if (now?.rows !== rows || part.rows !== rows || now.links !== linksSha256) throw removed(part.day);
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
      object_key: part.objectKey,
      bytes: part.bytes,
      sha256: part.sha256,
      content_sha256: part.contentSha256,
      links_sha256: linksSha256,
    },
  );
  return true;
}
