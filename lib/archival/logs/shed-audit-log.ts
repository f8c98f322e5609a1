import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { isLockTimeout } from "#db/error-code.ts";
import { withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";

/** Entries of later weeks would land beside, from where they are moved when their partition is made. */
const WEEKS_AHEAD = 4;

/** Makes the partitions of this week and the next ones, where they are missing. */
export async function ensureAuditPartitions(now = new Date()): Promise<void> {
  for (let week = 0; week <= WEEKS_AHEAD; week++) {
    const day = new Date(now.getTime() + week * 7 * 86_400_000).toISOString().slice(0, 10);
    await unblocked(() =>
      withSystem((tx) => tx.execute(sql`select ensure_audit_partition(${day}::date)`), BRIEFLY),
    );
  }
}

/**
 * Lets go of what the archive holds verified of the audit log, partition by partition: rows leave by their partition being
 * dropped, and what stays is moved to what is kept (`audit_shed` in the database). Returns how many rows left.
 */
export async function shedAuditLog(): Promise<{ rows: number; partitions: number }> {
  const before = await partitions();
  let rows = 0;
  for (const name of before) rows += await shedPartition(name);
  return { rows, partitions: before.length - (await partitions()).length };
}

async function shedPartition(name: string): Promise<number> {
  const shed = await unblocked(() =>
    withSystem((tx) => tx.execute<{ rows: string }>(sql`select audit_shed(${name}) as rows`), BRIEFLY),
  );
  return Number(shed?.[0]?.rows ?? 0);
}

async function partitions(): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ name: string }>(sql`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_logs'::regclass order by 1`),
  );
  return rows.map(({ name }) => name);
}

/** Everybody who writes waits behind a lock on the whole table that is not given at once, so it is not waited for long. */
const BRIEFLY = { lockMs: 1_500, statementMs: 0 };
const ATTEMPTS = 6;

/** Null where somebody was always at work: the next night tries again. */
async function unblocked<T>(work: () => Promise<T>): Promise<T | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (attempt === ATTEMPTS) {
        logger().warn("the audit log's table was in use all the time; its partitions are seen to tomorrow");
        return null;
      }
      await pause(500 * attempt);
    }
  }
}
