import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

/**
 * Derives the daily metrics anew from the events, of one tenant or of all, in one statement. Metering waits meanwhile.
 * Answers with the number of days (rows) written.
 */
export async function rebuildUsageMetrics(tenantId: string | null = null): Promise<number> {
  return withSystem(async (tx) => {
    // Whoever meters has changed its metrics by its commit, or sees the rebuilt ones.
    await tx.execute(sql`lock table usage_metrics in exclusive mode`);
    const [row] = await tx.execute<{ days: string }>(
      sql`select rebuild_usage_metrics(${tenantId}::uuid) as days`,
    );
    return Number(row?.days ?? 0);
  }, NO_LIMITS);
}
