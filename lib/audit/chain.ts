import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { isLockTimeout } from "#db/error-code.ts";
import { textArray } from "#db/text-array.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

/** Where a chain of an audit log ends: its last link's place, counted from 1, and hash. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** What is wrong at one place of the chain; `seq` is the entry's place in it, null for one without. */
export const ChainProblem = z.object({
  kind: z.enum([
    /** The row is not what its link was made of. */
    "row_changed",
    "row_missing",
    /** The link before the row's own is gone. */
    "link_missing",
    /** The row was written past the chain. */
    "row_unlinked",
    /** The chain is not the one that the object store was told of. */
    "chain_rewritten",
    "chain_cut",
    "anchor_missing",
    "anchor_unreadable",
    /** More was removed than the time that the removal states can have held. */
    "removed_too_much",
    /** Of archived entries: the log does not tell of them as they are, their object is gone, or it is another. */
    "archive_unbound",
    "archive_missing",
    "archive_changed",
  ]),
  seq: z.number().nullable(),
  audit_id: z.string().nullable(),
  sentence: z.string(),
});
export type Problem = z.output<typeof ChainProblem>;

/** Rows up to a place that were older than a time were removed by the plan's retention. */
export interface Removal {
  removedUpTo: number;
  before: string;
}

export interface ChainFindings {
  rows: number;
  links: number;
  head: ChainHead | null;
  /** Rows up to here may have been removed. */
  removedUpTo: number;
  removals: Removal[];
  problems: Problem[];
  /** All of them, of which `problems` has the first. */
  found: number;
}

/** How many are told; that there are more is told too. */
export const TOLD = 20;

/**
 * Looks at every row and link of an organisation's log in the database, which holds nothing in this process. Each link is
 * compared with the row it stands for and the link before it, so that what is told is where the fault lies. No archived row
 * leaves the database until the transaction's end. Throws `Conflict` (`audit_log_busy`) where some are just leaving.
 */
export async function verifyChain(tx: Transaction, tenantId: string): Promise<ChainFindings> {
  await holdPartitions(tx);
  const removals = await removalsOf(tx, tenantId);
  const removedUpTo = Math.max(0, ...removals.map((removal) => removal.removedUpTo));
  const archived = await archivedPlaces(tx, tenantId);
  // A million rows are joined in memory, and by several workers.
  await tx.execute(sql`set local work_mem = '64MB'`);
  // The condition stands in an aggregate of counts alone, which several workers can share.
  const [chain] = await tx.execute<{ links: number; rows: number; found: number }>(sql`
    select count(*)::int as links, count(a.id)::int as rows, (count(*) filter (where ${problemOf(removedUpTo, archived)} is not null))::int as found
    from ${linksWithRows(tenantId)}`);
  const [log] = await tx.execute<{ rows: number }>(
    sql`select count(*)::int as rows from audit_logs where tenant_id = ${tenantId}`,
  );
  if (!chain || !log) throw new Error("The chain was not read");
  const loose = log.rows === chain.rows ? [] : await looseRows(tx, tenantId);
  const t = wordsOf("audit");
  const wrong = chain.found === 0 ? [] : await wrongLinks(tx, tenantId, removedUpTo, archived);
  const told = wrong.map(({ kind, seq, audit_id }) => ({
    kind,
    seq,
    audit_id,
    sentence: t(`wrong.${kind}`, { seq: String(seq), id: audit_id }),
  }));
  const unlinked = loose.map((id) => ({
    kind: "row_unlinked" as const,
    seq: null,
    audit_id: id,
    sentence: t("wrong.row_unlinked", { id }),
  }));
  return {
    rows: log.rows,
    links: chain.links,
    head: await chainHead(tx, tenantId),
    removedUpTo,
    removals,
    problems: [...told, ...unlinked].slice(0, TOLD),
    found: chain.found + loose.length,
  };
}

/** See `audit_shed` in the database. */
async function holdPartitions(tx: Transaction): Promise<void> {
  try {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(7240316)`);
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw new Conflict("audit_log_busy", problemText("audit.archivedEntriesJust"));
  }
}

/** Each link with the one before it and the row it stands for. */
const linksWithRows = (tenantId: string) => sql`audit_chain l
  left join audit_chain p on p.tenant_id = l.tenant_id and p.seq = l.seq - 1
  left join audit_logs a on a.id = l.audit_id and a.tenant_id = l.tenant_id
  where l.tenant_id = ${tenantId}`;

/** Places whose rows are in the archive alone, which is held to the chain by itself. */
async function archivedPlaces(tx: Transaction, tenantId: string): Promise<string> {
  const [row] = await tx.execute<{ places: string }>(sql`
    select coalesce(range_agg(places), '{}')::text as places from archived_logs
    where tenant_id = ${tenantId} and kind = 'audit' and removed_at is not null and verified_at is not null and expired_at is null`);
  return row?.places ?? "{}";
}

const problemOf = (removedUpTo: number, archived: string) => sql`case
  when a.id is null then case when l.seq > ${removedUpTo} and not ${archived}::int8multirange @> l.seq then 'row_missing' end
  when l.seq > 1 and p.seq is null then 'link_missing'
  when audit_hash(coalesce(p.hash, ''), a) <> l.hash then 'row_changed' end`;

/** The first links with which something is wrong. */
async function wrongLinks(tx: Transaction, tenantId: string, removedUpTo: number, archived: string) {
  const rows = await tx.execute<{ kind: Kind; seq: string; audit_id: string }>(sql`
    select ${problemOf(removedUpTo, archived)} as kind, l.seq, l.audit_id from ${linksWithRows(tenantId)}
      and ${problemOf(removedUpTo, archived)} is not null
    order by l.seq limit ${TOLD}`);
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Rows without a link. */
async function looseRows(tx: Transaction, tenantId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select a.id from audit_logs a left join audit_chain l on l.audit_id = a.id and l.tenant_id = a.tenant_id
    where a.tenant_id = ${tenantId} and l.audit_id is null order by a.created_at, a.id`);
  return rows.map(({ id }) => id);
}

type Kind = "row_changed" | "row_missing" | "link_missing";

/** The last link; null for a log that is empty. */
export async function chainHead(tx: Transaction, tenantId: string): Promise<ChainHead | null> {
  const [row] = await tx.execute<{ seq: string; hash: string }>(
    sql`select seq, hash from audit_chain where tenant_id = ${tenantId} order by seq desc limit 1`,
  );
  return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

/** The hashes at some places of the chain, by place. */
export async function hashesAt(
  tx: Transaction,
  tenantId: string,
  places: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx.execute<{ seq: string; hash: string }>(sql`
    select seq, hash from audit_chain
    where tenant_id = ${tenantId} and seq = any(${textArray(places.map(String))}::text::bigint[])`);
  return new Map(rows.map(({ seq, hash }) => [Number(seq), hash]));
}

/** What the log says was removed from it by its retention. */
export async function removalsOf(tx: Transaction, tenantId: string): Promise<Removal[]> {
  const rows = await tx.execute<{ up_to: string; before: string }>(sql`
    select detail->>'removed_up_to' as up_to, coalesce(detail->>'before', '') as before from audit_logs
    where tenant_id = ${tenantId} and action = 'audit_log.trimmed' and actor = 'system'
      and detail->>'removed_up_to' ~ '^[0-9]{1,15}$'
    order by created_at, id`);
  return rows.map(({ up_to, before }) => ({ removedUpTo: Number(up_to), before }));
}
