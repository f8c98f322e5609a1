import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

/** Messages with their deliveries and attempts are kept so long. */
export const KEPT_DAYS = 30;
const BATCH = 2000;

/** Deletes what is older, also what still waits for a paused endpoint; a bounded number in each transaction. Returns how many messages. */
export async function sweepMessages(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3_600_000).toISOString();
  for (let deleted = 0; ; ) {
    const { count } = await withSystem(
      (tx) =>
        tx.execute(sql`delete from webhook_messages where id in (
          select id from webhook_messages where created_at < ${before}::timestamptz order by created_at limit ${BATCH})`),
      NO_LIMITS,
    );
    deleted += count;
    if (count < BATCH) return deleted;
  }
}
