import type postgres from "postgres";
import { pool } from "#db/client.ts";
import { inTransaction } from "#db/transaction.ts";
import { config } from "#lib/config/index.ts";

/** Kinds of errors that are listed, and for how long one stays that happens no more. */
const MOST_ERROR_GROUPS = 1000;
const ERROR_DAYS = 90;
/** Of what browsers tell, which anybody with an account can make up, there are fewer, counted apart: it pushes nothing else out. */
const MOST_BROWSER_GROUPS = 200;
const BROWSER_SHARE = 0.1;
const BROWSER_ROUTE = "/api/client-errors";

/**
 * Deletes kept traces older than TRACE_KEEP_DAYS and beyond TRACE_KEEP_MAX, the oldest first, with their spans; spans
 * that came when their trace was gone; and errors that were not seen for 90 days or are beyond 1 000 kinds (200 of
 * browsers). Returns how many of each.
 */
export async function deleteOldTraces(): Promise<{ traces: number; error_groups: number }> {
  const { keepDays, keepMax } = config().traces;
  return inTransaction(pool("cai_system").sql, async (tx) => {
    const [old] = await tx<{ n: number }[]>`
      with gone as (delete from traces where started_at < now() - ${keepDays}::int * interval '1 day' returning trace_id),
        spans as (delete from trace_spans where trace_id in (select trace_id from gone))
      select count(*)::int as n from gone`;
    const beyond = await makeRoom(tx, keepMax);
    await tx`
      delete from trace_spans s where started_at < now() - interval '1 hour'
        and not exists (select 1 from traces t where t.trace_id = s.trace_id)`;
    const groups = await tx`
      delete from error_groups where last_seen < now() - ${ERROR_DAYS}::int * interval '1 day'
        or fingerprint in (select fingerprint from error_groups where service <> 'browser' order by last_seen desc offset ${MOST_ERROR_GROUPS})
        or fingerprint in (select fingerprint from error_groups where service = 'browser' order by last_seen desc offset ${MOST_BROWSER_GROUPS})`;
    return { traces: (old?.n ?? 0) + beyond, error_groups: groups.count };
  });
}

/**
 * Deletes the oldest traces beyond `most`, and first of browsers' reports those beyond a tenth of it. What was kept for
 * being slow, for failing and for a file's processing has a third each, and more only where the others leave it: a flood of
 * one pushes out none of the others. Returns how many.
 */
export async function makeRoom(tx: postgres.TransactionSql, most: number): Promise<number> {
  const ofBrowsers = await deleteBeyond(tx, Math.ceil(most * BROWSER_SHARE), BROWSER_ROUTE);
  return ofBrowsers + (await deleteBeyond(tx, most));
}

/**
 * Deletes the oldest traces (of a route, where one is given) beyond `most`, with their spans; one that somebody writes at the
 * moment stays for now.
 */
async function deleteBeyond(
  tx: postgres.TransactionSql,
  most: number,
  route: string | null = null,
): Promise<number> {
  const which = route === null ? tx`true` : tx`route = ${route}`;
  const [gone] = await tx<{ n: number }[]>`
    with beyond as materialized (
        select trace_id from (
          select trace_id, started_at, reason, row_number() over (partition by reason order by started_at desc) as newer
          from traces where ${which}) ranked
        order by newer, reason = 'error' desc, reason = 'processing' desc, started_at desc offset ${most}),
      old as (select trace_id from traces where trace_id in (select trace_id from beyond)
        order by started_at limit 5000 for update skip locked),
      gone as (delete from traces where trace_id in (select trace_id from old) returning trace_id),
      spans as (delete from trace_spans where trace_id in (select trace_id from gone))
    select count(*)::int as n from gone`;
  return gone?.n ?? 0;
}
