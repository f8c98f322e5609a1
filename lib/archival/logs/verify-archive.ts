import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { ARCHIVED_ACTION } from "#lib/archival/logs/archive-audit-day.ts";
import { isReadable, linesOf } from "#lib/archival/logs/read-part.ts";
import type { Problem } from "#lib/audit/chain.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ChecksumMismatch, InvalidObjectState, ObjectNotFound } from "#lib/storage/store.ts";

/** A part of an audit log, with what the log's own entry says of it and what its links come to now. */
export interface ArchivedPart {
  id: string;
  day: string;
  objectKey: string;
  rows: number;
  bytes: number;
  sha256: string;
  contentSha256: string;
  linksSha256: string | null;
  places: string | null;
  /** From the entry by which the part stands in the chain; null where there is none. */
  told: string | null;
  /** The same, put together from the part's row and the chain. */
  holds: string;
}

export interface ArchiveFindings {
  days: number;
  rows: number;
  /** Parts whose objects were read and are what was written. */
  read: number;
  /** Parts that the store gives only after a restore: their entry, links, size and class were looked at. */
  unread: number;
  problems: Problem[];
}

/** In the chain's transaction. */
export async function archivedParts(tx: Transaction, tenantId: string): Promise<ArchivedPart[]> {
  const said = (sha: string) => sql.raw(`concat_ws(' ', ${sha})`);
  const rows = await tx.execute<Omit<ArchivedPart, "bytes"> & { bytes: string }>(sql`
    select d.id, d.day::text as day, d.object_key as "objectKey", d.rows, d.bytes, d.sha256, d.content_sha256 as "contentSha256",
      d.links_sha256 as "linksSha256", d.places::text as places,
      (select ${said("a.detail->>'day', a.detail->>'part', a.detail->>'rows', a.detail->>'places', a.detail->>'sha256', a.detail->>'content_sha256', a.detail->>'links_sha256'")}
        from audit_logs a where a.tenant_id = ${tenantId} and a.action = ${ARCHIVED_ACTION} and a.actor = 'system'
          and a.detail->>'archived_log_id' = d.id::text order by a.created_at limit 1) as told,
      ${said("d.day, d.part, d.rows, d.places, d.sha256, d.content_sha256")} || ' ' || coalesce((
        select encode(sha256(convert_to(string_agg(l.hash, '' order by l.seq), 'UTF8')), 'hex') from audit_chain l
        where l.tenant_id = ${tenantId} and l.seq >= lower(d.places) and l.seq < upper(d.places) and d.places @> l.seq), '') as holds
    from archived_logs d
    where d.tenant_id = ${tenantId} and d.kind = 'audit' and d.verified_at is not null and d.expired_at is null
    order by d.day, d.part`);
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}

const AT_ONCE = 4;

/**
 * Holds parts to the chain: what the log's own entry says of each, the links of its rows, and its object, byte by byte where
 * the store gives it. Throws `StoreUnavailable`.
 */
export async function verifyArchive(parts: readonly ArchivedPart[]): Promise<ArchiveFindings> {
  const findings: ArchiveFindings = {
    days: new Set(parts.map(({ day }) => day)).size,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    read: 0,
    unread: 0,
    problems: [],
  };
  const left = [...parts];
  const problem = (kind: Problem["kind"], sentence: string) =>
    findings.problems.push({ kind, seq: null, audit_id: null, sentence });
  const take = async () => {
    for (let part = left.shift(); part; part = left.shift()) {
      if (part.told !== part.holds)
        problem(
          "archive_unbound",
          part.told === null
            ? `The log says nothing of the archived entries of ${part.day}.`
            : `The archived entries of ${part.day} or their links are not those that the log tells of.`,
        );
      const state = await stateOf(part);
      if (state === "read") findings.read += 1;
      else if (state === "unread") findings.unread += 1;
      else problem(...state);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return findings;
}

async function stateOf(part: ArchivedPart): Promise<"read" | "unread" | [Problem["kind"], string]> {
  try {
    const head = await objectStores().archive.head(part.objectKey);
    if (head.size !== part.bytes)
      return ["archive_changed", `The archived entries of ${part.day} have another size than was written.`];
    if (!isReadable(head)) return "unread";
    for await (const _line of linesOf(part));
    return "read";
  } catch (error) {
    if (error instanceof InvalidObjectState) return "unread";
    if (error instanceof ObjectNotFound)
      return ["archive_missing", `The archived entries of ${part.day} are gone from the object store.`];
    if (error instanceof ChecksumMismatch)
      return ["archive_changed", `The archived entries of ${part.day} are not what was written.`];
    throw error;
  }
}
