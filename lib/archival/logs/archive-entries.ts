import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { ARCHIVED_ACTION } from "#lib/archival/logs/archive-audit-day.ts";
import { LINKS_SHA256 } from "#lib/archival/logs/held-lines.ts";
import { countingParts } from "#lib/archival/logs/verify-archive.ts";
import { type Problem, type Removal, TOLD } from "#lib/audit/chain.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

export interface EntryFindings {
  /** Archived days, and their rows. */
  days: number;
  rows: number;
  problems: Problem[];
}

/**
 * Holds the list of archived parts to the log itself, in the database alone: each part is what an entry of the log says,
 * its links are the chain's, none has a place of another, and each part that an entry tells of is there unless the
 * plan's retention removed it. What was restored for searching is held to the chain as well.
 */
export async function verifyArchiveEntries(
  tx: Transaction,
  tenantId: string,
  removals: readonly Removal[],
): Promise<EntryFindings> {
  const t = wordsOf("audit");
  const parts = await partsOf(tx, tenantId);
  const entries = await entriesOf(tx, tenantId);
  const known = new Set(parts.map(({ id }) => id));
  const told = Map.groupBy(entries, ({ id }) => id);
  const problems: Problem[] = [];
  for (const { id, day, holds } of parts) {
    const of = told.get(id) ?? [];
    if (of.length === 0) problems.push(unbound(t("wrong.archiveUntold", { day })));
    else if (of.some(({ says }) => says !== holds)) problems.push(unbound(t("wrong.archiveOther", { day })));
  }
  for (const entry of entries)
    if (!known.has(entry.id) && !removals.some((removal) => isRemoved(entry, removal)))
      problems.push({
        kind: "archive_missing",
        seq: Number(entry.seq),
        audit_id: entry.audit_id,
        sentence: t("wrong.archiveUnknown", { seq: entry.seq, day: entry.day }),
      });
  for (const day of await overlappingDays(tx, tenantId))
    problems.push(unbound(t("wrong.archiveTwice", { day })));
  return {
    days: new Set(parts.map(({ day }) => day)).size,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    problems: [...problems, ...(await changedCopies(tx, tenantId))],
  };
}

const unbound = (sentence: string): Problem => ({
  kind: "archive_unbound",
  seq: null,
  audit_id: null,
  sentence,
});

/** What an entry says of a part, and the same put together from the part's row and the chain. */
const FIELDS = ["day", "part", "rows", "places", "object_key", "bytes", "sha256", "content_sha256"];
const SAYS = sql.raw(
  `concat_ws(' ', ${[...FIELDS, "links_sha256"].map((field) => `a.detail->>'${field}'`).join(", ")})`,
);
const HOLDS = sql.raw(`concat_ws(' ', ${FIELDS.map((field) => `d.${field}`).join(", ")}, k.links_sha256)`);

async function partsOf(tx: Transaction, tenantId: string) {
  return tx.execute<{ id: string; day: string; rows: number; holds: string }>(sql`
    with k as (
      select d.id, ${LINKS_SHA256} as links_sha256
      from archived_logs d cross join lateral unnest(d.places) r
        join audit_chain l on l.tenant_id = d.tenant_id and l.seq >= lower(r) and l.seq < upper(r)
      where ${countingParts(tenantId)} group by d.id)
    select d.id, d.day::text as day, d.rows, ${HOLDS} as holds from archived_logs d left join k on k.id = d.id
    where ${countingParts(tenantId)} order by d.day, d.part`);
}

interface ArchivedEntry extends Record<string, unknown> {
  /** Of the part. */
  id: string;
  audit_id: string;
  seq: string;
  created_at: string;
  day: string;
  /** The last place. */
  last: string | null;
  says: string;
}

/** In the order of the chain. */
async function entriesOf(tx: Transaction, tenantId: string): Promise<ArchivedEntry[]> {
  return tx.execute<ArchivedEntry>(sql`
    select coalesce(a.detail->>'archived_log_id', '') as id, a.id as audit_id, l.seq,
      to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
      coalesce(a.detail->>'day', '') as day, substring(a.detail->>'places' from '([0-9]+)[)]}$') as last, ${SAYS} as says
    from audit_logs a join audit_chain l on l.audit_id = a.id and l.tenant_id = a.tenant_id
    where a.tenant_id = ${tenantId} and a.action = ${ARCHIVED_ACTION} and a.actor = 'system' order by l.seq`);
}

const DAY_MS = 86_400_000;

/** The day was over at the time before which the removal took everything, or the removal took all there was. */
function isRemoved(entry: ArchivedEntry, { removedUpTo, before }: Removal): boolean {
  const time = Date.parse(before);
  return (
    entry.last !== null &&
    removedUpTo >= Number(entry.last) - 1 &&
    (time >= Date.parse(`${entry.day}T00:00:00Z`) + DAY_MS || time >= Date.parse(entry.created_at))
  );
}

async function overlappingDays(tx: Transaction, tenantId: string): Promise<string[]> {
  const rows = await tx.execute<{ day: string }>(sql`
    select distinct day::text as day from (
      select d.day, lower(r) as first, max(upper(r)) over (order by lower(r), d.day, d.part rows between unbounded preceding and 1 preceding) as taken
      from archived_logs d cross join lateral unnest(d.places) r where ${countingParts(tenantId)}) p
    where first < taken order by 1`);
  return rows.map(({ day }) => day);
}

/** Restored rows that are not what the chain holds. */
async function changedCopies(tx: Transaction, tenantId: string): Promise<Problem[]> {
  const rows = await tx.execute<{ audit_id: string; seq: string | null }>(sql`
    select r.id as audit_id, l.seq from audit_logs_restored r
      left join audit_chain l on l.audit_id = r.id and l.tenant_id = r.tenant_id
      left join audit_chain p on p.tenant_id = l.tenant_id and p.seq = l.seq - 1
    where r.tenant_id = ${tenantId} and ((l.seq = 1 or p.seq is not null) and audit_hash(coalesce(p.hash, ''),
      row(r.id, r.tenant_id, r.actor, r.action, r.target_type, r.target_id, r.detail, r.before, r.after, r.ip, r.user_agent,
        r.trace_id, r.created_at)::audit_logs) = l.hash) is not true
    order by l.seq limit ${TOLD}`);
  const t = wordsOf("audit");
  return rows.map(({ audit_id, seq }) => ({
    kind: "row_changed",
    seq: seq === null ? null : Number(seq),
    audit_id,
    sentence: t("wrong.copyChanged", { id: audit_id }),
  }));
}
