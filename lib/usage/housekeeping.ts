import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

/** Events of later months would land in the default partition, from where they are moved when theirs is made. */
const MONTHS_AHEAD = 3;

/** Makes the partitions of this month and the next ones, where they are missing. */
export async function ensurePartitions(now = new Date()): Promise<void> {
  await withSystem(async (tx) => {
    for (let n = 0; n <= MONTHS_AHEAD; n++)
      await tx.execute(sql`select ensure_usage_partition(${addMonths(monthOf(now), n)}::date)`);
  });
}

/** Leases of calls that a killed process never settled; its calls count as used. */
export async function deleteLostLeases(): Promise<void> {
  await withSystem((tx) =>
    tx.execute(sql`delete from call_leases where expires_at < now() - interval '1 day'`),
  );
}
