import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { jobName } from "#lib/jobs/job-span.ts";
import { type Family, gauge } from "../sample.ts";

/** Runs of the embedded engine that could go on but are in nobody's hands, by function; each function that has any run. */
export async function jobQueues(tx: Transaction): Promise<Family[]> {
  const rows = await tx.execute<{ function: string; depth: number; age: number }>(sql`
    with recursive functions as (
      (select function_id from job_runs order by function_id limit 1)
      union all
      select next.function_id from functions, lateral (
        select function_id from job_runs where function_id > functions.function_id order by function_id limit 1) next),
    waiting as (
      select function_id, count(*)::float8 as depth, extract(epoch from now() - min(updated_at))::float8 as age
      from job_runs where status in ('queued', 'ready', 'parked') group by 1)
    select f.function_id as function, coalesce(w.depth, 0) as depth, greatest(0, coalesce(w.age, 0)) as age
    from functions f left join waiting w using (function_id) order by 1`);
  return [
    gauge(
      "job_queue_depth",
      "Runs of jobs that wait for a place or a worker, by function",
      rows.map((row) => ({ labels: { function: jobName(row.function) }, value: row.depth })),
    ),
    gauge(
      "job_queue_oldest_age_seconds",
      "For how long the oldest of them has waited; 0 where none does",
      rows.map((row) => ({ labels: { function: jobName(row.function) }, value: row.age })),
    ),
  ];
}

/** Events that were announced and have not left yet. */
export async function outboxState(tx: Transaction): Promise<Family[]> {
  const [row] = await tx.execute<{ pending: number; lag: number }>(sql`
    select count(*)::float8 as pending, greatest(0, coalesce(extract(epoch from now() - min(created_at)), 0))::float8 as lag
    from outbox where delivered_at is null`);
  return [
    gauge("outbox_pending", "Events that have not left the outbox", [
      { labels: {}, value: row?.pending ?? 0 },
    ]),
    gauge("outbox_lag_seconds", "Age of the oldest of them; 0 where there is none", [
      { labels: {}, value: row?.lag ?? 0 },
    ]),
  ];
}

/** Webhook deliveries that could be sent now. */
export async function webhookQueue(tx: Transaction): Promise<Family[]> {
  const [row] = await tx.execute<{ due: number; age: number }>(sql`
    select count(*)::float8 as due, greatest(0, coalesce(extract(epoch from now() - min(d.next_attempt_at)), 0))::float8 as age
    from webhook_endpoints e
    join tenants t on t.id = e.tenant_id and t.is_active
    join webhook_deliveries d on d.endpoint_id = e.id and d.status = 'pending' and d.next_attempt_at <= now()
    where e.status = 'active'`);
  return [
    gauge("webhook_deliveries_due", "Webhook deliveries that are due and not under way", [
      { labels: {}, value: row?.due ?? 0 },
    ]),
    gauge("webhook_oldest_due_seconds", "For how long the oldest of them has been due; 0 where none is", [
      { labels: {}, value: row?.age ?? 0 },
    ]),
  ];
}
