import { pool } from "#db/client.ts";

export interface DeletedRows {
  events: number;
  runs: number;
  tokens: number;
  rate_limits: number;
}

/**
 * Deletes what nobody looks at any more: delivered events after 7 days, ended runs with their steps after 30, tokens a
 * day after they expired, rate limits that have reset. Returns how many of each.
 */
export async function deleteOldRows(): Promise<DeletedRows> {
  return pool("cai_system").sql.begin(async (tx) => {
    const events = await tx`delete from outbox where delivered_at < now() - interval '7 days'`;
    const [runs] = await tx<{ n: number }[]>`
      with old as (delete from job_runs where finished_at < now() - interval '30 days' returning id),
        steps as (delete from job_steps where run_id in (select id from old))
      select count(*)::int as n from old`;
    const tokens = await tx`delete from auth_tokens where expires_at < now() - interval '1 day'`;
    const limits = await tx`delete from rate_limits where resets_at < now()`;
    return { events: events.count, runs: runs?.n ?? 0, tokens: tokens.count, rate_limits: limits.count };
  });
}
