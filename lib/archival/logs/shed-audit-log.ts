import { setTimeout as pause } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { isDeadlock, isLockTimeout } from "#db/error-code.ts";
import { withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";

/** Entries of later weeks would land beside, from where they are moved when their partition is made. */
const WEEKS_AHEAD = 4;

/**
 * Makes the partitions of this week and the next ones, where they are missing. One that cannot be made keeps no other, and
 * is logged; `failed` says how many.
 */
export async function ensureAuditPartitions(now = new Date()): Promise<{ failed: number }> {
  const days = Array.from({ length: WEEKS_AHEAD + 1 }, (_, week) =>
    new Date(now.getTime() + week * 7 * 86_400_000).toISOString().slice(0, 10),
  );
  return { failed: await eachOf(days, makePartition) };
}

async function makePartition(day: string): Promise<void> {
  const [week] = await withSystem((tx) =>
    tx.execute<{ is_there: boolean }>(sql`
      select to_regclass('public.audit_logs_' || to_char(date_trunc('week', ${day}::date::timestamp), 'YYYYMMDD')) is not null as is_there`),
  );
  if (week?.is_there) return;
  await fencedOff(day, () => unblocked(() => alone(sql`select ensure_audit_partition(${day}::date)`)));
}

/**
 * Lets go of what the archive holds verified of the audit log, partition by partition: rows leave by their partition being
 * dropped, and what stays is moved to what is kept (`audit_shed` in the database). One that fails keeps no other, and is
 * logged. Returns how many rows and partitions left, and how many of these failed.
 */
export async function shedAuditLog(): Promise<{ rows: number; partitions: number; failed: number }> {
  const before = await partitions();
  let rows = 0;
  const failed = await eachOf(before, async (name) => {
    rows += await shedPartition(name);
  });
  return { rows, partitions: before.length - (await partitions()).length, failed };
}

type Way = "drop" | "rewrite";

async function shedPartition(name: string): Promise<number> {
  const way = await shed(name, null);
  if (!way?.way) return 0;
  const [, year, month, day] = /(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  const done =
    way.way === "rewrite" && year
      ? await fencedOff(`${year}-${month}-${day}`, () => shed(name, "rewrite"))
      : await shed(name, way.way);
  return Number(done?.gone ?? 0);
}

/** Without a way it only tells which it would be. */
async function shed(name: string, way: Way | null): Promise<{ way: Way | null; gone: string } | null> {
  const rows = await unblocked(() =>
    alone<{ way: Way | null; gone: string }>(sql`select way, gone from audit_shed(${name}, ${way})`),
  );
  return rows?.[0] ?? null;
}

async function partitions(): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ name: string }>(sql`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_logs'::regclass order by 1`),
  );
  return rows.map(({ name }) => name);
}

/**
 * Does the work while what is kept is known to have nothing of the day's week, so that attaching the week's partition need
 * not look. Without a fence it takes longer.
 */
async function fencedOff<T>(day: string, work: () => Promise<T>): Promise<T> {
  try {
    const fence = await unblocked(() =>
      alone<{ stands: boolean }>(sql`select audit_fence(${day}::date) as stands`),
    );
    if (fence?.[0]?.stands) await unblocked(() => alone(sql`select audit_fence_holds()`));
    return await work();
  } finally {
    await unblocked(() => alone(sql`select audit_unfence()`));
  }
}

/** All of them, also where one throws. Returns how many did. */
async function eachOf(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<number> {
  let failed = 0;
  for (const name of names) {
    try {
      await work(name);
    } catch (error) {
      failed += 1;
      logger().error({ err: error, partition: name }, "a partition of the audit log could not be seen to");
    }
  }
  return failed;
}

/**
 * Everybody who writes waits behind a lock on the whole table that is not given at once, so it is not waited for long; and
 * for less than the second after which the database looks for circles of waiting, and may end somebody else's statement.
 */
const BRIEFLY = { lockMs: 700, statementMs: 0 };
const ATTEMPTS = 8;

/** A statement in a transaction of its own. */
const alone = <Row extends Record<string, unknown>>(statement: SQL) =>
  withSystem((tx) => tx.execute<Row>(statement), BRIEFLY);

/** Null where somebody was always at work: the next night tries again. */
async function unblocked<T>(work: () => Promise<T>): Promise<T | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockTimeout(error) && !isDeadlock(error)) throw error;
      if (attempt === ATTEMPTS) {
        logger().warn("the audit log's table was in use all the time; its partitions are seen to tomorrow");
        return null;
      }
      await pause(400 * attempt);
    }
  }
}
