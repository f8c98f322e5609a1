import { type SQL, sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { totalEndedParts } from "./totals.ts";

/** A run is kept this long, with its counts and with what failed in it and why. */
export const RUN_DAYS = 400;
/** What it moved or left is listed this long. */
export const ITEM_DAYS = 90;

/** Parts of runs that one transaction prunes or deletes. */
const BATCH = 20;

interface PrunedRuns {
  /** Parts of which only the failures are left. */
  pruned: number;
  /** Parts that are gone, and runs of the platform. */
  parts: number;
  runs: number;
}

/**
 * Thins out what runs have written: of a part that ended 90 days ago only its counts and its failures stay, and 400 days
 * after its end it goes. What all have come to goes into the totals first. Can be repeated at any point.
 */
export async function pruneRuns(now = new Date()): Promise<PrunedRuns> {
  await withSystem(totalEndedParts, NO_LIMITS);
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const chosen = (old: SQL) => sql`
    chosen as (select r.tenant_id, r.run_id from archival_tenant_runs r where ${old} limit ${BATCH} for update skip locked)`;
  const pruned = await inBatches(sql`
    with ${chosen(sql`not r.is_pruned and r.is_totalled and r.finished_at < ${before(ITEM_DAYS)}::timestamptz`)},
    gone as (
      delete from archival_items i using chosen s
      where i.tenant_id = s.tenant_id and i.run_id = s.run_id and i.status <> 'failed')
    update archival_tenant_runs r set is_pruned = true from chosen s
    where r.tenant_id = s.tenant_id and r.run_id = s.run_id`);
  const parts = await inBatches(sql`
    with ${chosen(sql`r.is_pruned and r.finished_at < ${before(RUN_DAYS)}::timestamptz`)}
    delete from archival_tenant_runs r using chosen s where r.tenant_id = s.tenant_id and r.run_id = s.run_id`);
  const { count: runs } = await withSystem(
    (tx) =>
      tx.execute(sql`
        delete from archival_runs where started_at < ${before(RUN_DAYS)}::timestamptz and status <> 'running'
          and not exists (select from archival_tenant_runs r where r.run_id = archival_runs.id)`),
    NO_LIMITS,
  );
  return { pruned, parts, runs };
}

async function inBatches(statement: SQL): Promise<number> {
  for (let all = 0; ; ) {
    const { count } = await withSystem((tx) => tx.execute(statement), NO_LIMITS);
    all += count;
    if (count < BATCH) return all;
  }
}
