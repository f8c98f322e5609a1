import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { ArchivalClass, ArchivalRule } from "#db/schema/tenants.ts";
import { problemNamed } from "./move-problem.ts";

/** An item that this process is to move. */
export interface TakenItem extends Record<string, unknown> {
  subject_id: string;
  class: ArchivalClass;
  storage_class: ArchivalRule["storageClass"];
  bytes: number;
  attempts: number;
  /** Of the last try, if there was one. */
  reason_code: string | null;
}

/** A failed item is tried again after this, then after four times this, and so on. */
export const RETRY_SECONDS = 15;
/** Errors that a file's move may have in one run. */
export const MOST_ATTEMPTS = 3;
/** One that was taken more often than this took its processes down. */
export const MOST_STARTS = 8;

/**
 * A move shows that it lives at least this often while it copies. One that does not is taken over within the same run at
 * once: the claim on the file (claim.ts) shuts out whichever of the two is late.
 */
const LIVE_SECONDS = 90;

/** Free to be taken: never tried, or its wait is over, and no living move has the file. */
const free = (retrySeconds: number) => sql`
  (i.attempts = 0 or i.updated_at <= now() - least(3600, ${retrySeconds}::float8 * 4 ^ least(i.attempts - 1, 10)) * interval '1 second')
  and not exists (select from files m where m.tenant_id = i.tenant_id and m.id = i.subject_id
    and m.moving_since > now() - ${LIVE_SECONDS}::integer * interval '1 second')`;

const queued = (tenantId: string, runId: string): SQL => sql`
  i.tenant_id = ${tenantId} and i.run_id = ${runId} and i.status = 'queued'`;

/** Takes the next file of a part. However many processes work on a part, each item is taken by one of them at a time. */
export async function takeItem(
  tx: Transaction,
  tenantId: string,
  runId: string,
  retrySeconds: number,
): Promise<TakenItem | null> {
  const [item] = await tx.execute<TakenItem>(sql`
    with next as (
      select i.subject_id from archival_items i
      where ${queued(tenantId, runId)} and i.class <> 'logs' and ${free(retrySeconds)}
      order by i.subject_id limit 1 for update of i skip locked)
    update archival_items i set attempts = i.attempts + 1, updated_at = now() from next
    where i.tenant_id = ${tenantId} and i.run_id = ${runId} and i.subject_id = next.subject_id
    returning i.subject_id, i.class, i.storage_class, i.bytes::float8 as bytes, i.attempts, i.reason_code`);
  return item ?? null;
}

/**
 * Takes the days of logs that may be tried, all at once, and tells what they are to be stored as; null: there are none.
 * Those that were begun too often are given up.
 */
export async function takeLogs(
  tx: Transaction,
  tenantId: string,
  runId: string,
  retrySeconds: number,
): Promise<ArchivalRule["storageClass"] | null> {
  const { code, reason } = problemNamed("interrupted");
  const days = sql`${queued(tenantId, runId)} and i.class = 'logs' and ${free(retrySeconds)}`;
  await tx.execute(sql`
    update archival_items i set status = 'failed', reason_code = ${code}, reason = ${reason}, updated_at = now()
    where ${days} and i.attempts >= ${MOST_STARTS}::integer`);
  const [day] = await tx.execute<{ storage_class: ArchivalRule["storageClass"] }>(sql`
    update archival_items i set attempts = i.attempts + 1, updated_at = now(), reason_code = null, reason = null
    where ${days} returning i.storage_class`);
  return day?.storage_class ?? null;
}

/** Milliseconds until one that waits may be taken; null: nothing of the part is queued. */
export async function nextItemIn(
  tx: Transaction,
  tenantId: string,
  runId: string,
  retrySeconds: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ queued: number; free: boolean; ms: number | null }>(sql`
    select count(*)::int as queued, coalesce(bool_or(${free(retrySeconds)}), false) as free,
      min(extract(epoch from i.updated_at - now()) * 1000
        + least(3600, ${retrySeconds}::float8 * 4 ^ least(greatest(i.attempts - 1, 0), 10)) * 1000)::float8 as ms
    from archival_items i where ${queued(tenantId, runId)}`);
  if (!row || row.queued === 0) return null;
  if (row.free) return 0;
  // One whose move lives elsewhere says nothing of its end.
  return Math.min(Math.max(row.ms ?? 0, 1000), 60_000);
}
