import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

/**
 * Removes what is over of a deleted organisation's events and runs, with what their steps remember: they name people and
 * files; and what was noted of their traces meanwhile. What is still owed to payer and Stripe goes on, and is removed by
 * age. Can be repeated.
 */
export async function forgetJobs(tenantId: string): Promise<{ events: number; runs: number }> {
  return withSystem(async (tx) => {
    const events = await tx.execute(
      sql`delete from outbox where tenant_id = ${tenantId} and delivered_at is not null`,
    );
    await tx.execute(sql`delete from traces where tenant_id = ${tenantId}`);
    await tx.execute(sql`delete from trace_spans where tenant_id = ${tenantId}`);
    const [runs] = await tx.execute<{ n: number }>(sql`
      with old as (delete from job_runs where tenant_id = ${tenantId} and finished_at is not null returning id),
        steps as (delete from job_steps where run_id in (select id from old))
      select count(*)::int as n from old`);
    return { events: events.count, runs: runs?.n ?? 0 };
  }, NO_LIMITS);
}
