import { sql } from "drizzle-orm";
import type { LimitedMetric } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { usageThresholdReached as EVENT } from "#inngest/events.ts";
import { carriedTrace } from "#lib/jobs/carried-trace.ts";
import { OUTBOX_CHANNEL } from "#lib/jobs/channels.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

/** Per cent of what the plan includes. */
export const THRESHOLDS = [90, 100] as const;

export interface Reached {
  tenant_id: string;
  metric: LimitedMetric;
  threshold: number;
  period: string;
}

/**
 * Notes who has reached a threshold in the month of `now`, of all active tenants at once, and announces each in the same
 * transaction. A threshold counts once a month and plan, whoever looks and how many at once: the row decides.
 */
export async function checkThresholds(now = new Date()): Promise<Reached[]> {
  const month = monthOf(now);
  return withSystem(async (tx) => {
    const reached = await tx.execute<Reached & Record<string, unknown>>(sql`
      with versions as (
        select distinct on (id, currency) * from billing_plans where valid_from <= ${month}::date
        order by id, currency, valid_from desc),
      used as (
        select tenant_id, sum(files_processed) as files, sum(api_calls) as calls from usage_metrics
        where metric_date >= ${month}::date and metric_date < ${addMonths(month, 1)}::date group by tenant_id),
      shares as (
        select t.id as tenant_id, m.metric, m.used, m.included
        from tenants t
        join billing_accounts a on a.tenant_id = t.id
        join versions v on v.id = t.subscription_tier and v.currency = a.currency
        left join used u on u.tenant_id = t.id
        cross join lateral (values
          ('files', coalesce(u.files, 0), v.file_processing_limit::numeric),
          ('storage', t.storage_used::numeric, v.storage_limit::numeric),
          ('api_calls', coalesce(u.calls, 0), v.api_calls_limit::numeric),
          ('archive', t.archive_used::numeric, v.archive_limit::numeric)) as m(metric, used, included)
        where t.is_active and m.included > 0),
      reached as (
        insert into usage_thresholds as t (tenant_id, period, metric, threshold, reached_at)
        select s.tenant_id, ${month}::date, s.metric, h.threshold, ${now.toISOString()}::timestamptz
        from shares s cross join (values ${sql.raw(THRESHOLDS.map((t) => `(${t})`).join(", "))}) as h(threshold)
        where s.used * 100 >= s.included * h.threshold
        order by 1, 3, 4
        on conflict (tenant_id, period, metric, threshold) do update set reached_at = excluded.reached_at
          -- Of the plan before: the present one includes something else.
          where t.reached_at < (select max(p.effective_at) from plan_changes p
            where p.tenant_id = excluded.tenant_id and p.effective_at <= excluded.reached_at)
        returning t.tenant_id, t.metric, t.threshold, t.period::text as period),
      announced as (
        insert into outbox (tenant_id, name, data, traceparent)
        select tenant_id, ${EVENT.name}, jsonb_build_object('tenant_id', tenant_id, 'metric', metric, 'threshold', threshold, 'period', period),
          ${carriedTrace(Number.POSITIVE_INFINITY)}::text
        from reached)
      select * from reached`);
    if (reached.length > 0) await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    return [...reached];
  });
}
