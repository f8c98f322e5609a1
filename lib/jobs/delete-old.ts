import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

export interface DeletedRows {
  events: number;
  runs: number;
  tokens: number;
  sessions: number;
  rate_limits: number;
  mails: number;
}

/**
 * Deletes what nobody looks at any more: delivered events after 7 days, ended runs with their steps after 30, tokens a
 * day after they were used or expired, sessions 7 days after they ended (until then people see them as ended), rate
 * limits that have reset, caught mails after 7 days, when no link in them holds any more. Returns how many of each.
 */
export async function deleteOldRows(): Promise<DeletedRows> {
  return withSystem(async (tx) => {
    const events = await tx.execute(sql`delete from outbox where delivered_at < now() - interval '7 days'`);
    const [runs] = await tx.execute<{ n: number }>(sql`
      with old as (delete from job_runs where finished_at < now() - interval '30 days' returning id),
        steps as (delete from job_steps where run_id in (select id from old))
      select count(*)::int as n from old`);
    const tokens = await tx.execute(
      sql`delete from auth_tokens where least(expires_at, used_at) < now() - interval '1 day'`,
    );
    const sessions = await tx.execute(
      sql`delete from sessions where least(expires_at, revoked_at) < now() - interval '7 days'`,
    );
    const limits = await tx.execute(sql`delete from rate_limits where resets_at < now()`);
    const mails = await tx.execute(
      sql`delete from caught_mails where created_at < now() - interval '7 days'`,
    );
    return {
      events: events.count,
      runs: runs?.n ?? 0,
      tokens: tokens.count,
      sessions: sessions.count,
      rate_limits: limits.count,
      mails: mails.count,
    };
  }, NO_LIMITS);
}
