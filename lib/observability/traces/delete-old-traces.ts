import type postgres from "postgres";
import { pool } from "#db/client.ts";
import { inTransaction } from "#db/transaction.ts";
import { config } from "#lib/config/index.ts";

/** Kinds of errors that are listed, and for how long one stays that happens no more. */
const MOST_ERROR_GROUPS = 1000;
const ERROR_DAYS = 90;

/**
 * Deletes kept traces older than TRACE_KEEP_DAYS and beyond TRACE_KEEP_MAX, the oldest first, with their spans; spans
 * that came when their trace was gone; and errors that were not seen for 90 days or are beyond 1 000 kinds. Returns how
 * many of each.
 */
export async function deleteOldTraces(): Promise<{ traces: number; error_groups: number }> {
  const { keepDays, keepMax } = config().traces;
  return inTransaction(pool("cai_system").sql, async (tx) => {
    const [old] = await tx<{ n: number }[]>`
      with gone as (delete from traces where started_at < now() - ${keepDays}::int * interval '1 day' returning trace_id),
        spans as (delete from trace_spans where trace_id in (select trace_id from gone))
      select count(*)::int as n from gone`;
    const beyond = await deleteBeyond(tx, keepMax);
    await tx`
      delete from trace_spans s where started_at < now() - interval '1 hour'
        and not exists (select 1 from traces t where t.trace_id = s.trace_id)`;
    const groups = await tx`
      delete from error_groups where last_seen < now() - ${ERROR_DAYS}::int * interval '1 day'
        or fingerprint in (select fingerprint from error_groups order by last_seen desc offset ${MOST_ERROR_GROUPS})`;
    return { traces: (old?.n ?? 0) + beyond, error_groups: groups.count };
  });
}

/** Deletes the oldest traces beyond `most`, with their spans; one that somebody writes at the moment stays for now. */
export async function deleteBeyond(tx: postgres.TransactionSql, most: number): Promise<number> {
  const [gone] = await tx<{ n: number }[]>`
    with old as (select trace_id from traces where started_at <= (select started_at from traces order by started_at desc offset ${most} limit 1)
        order by started_at limit 5000 for update skip locked),
      gone as (delete from traces where trace_id in (select trace_id from old) returning trace_id),
      spans as (delete from trace_spans where trace_id in (select trace_id from gone))
    select count(*)::int as n from gone`;
  return gone?.n ?? 0;
}
