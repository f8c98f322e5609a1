import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { config } from "#lib/config/index.ts";
import type { Month } from "#lib/usage/month.ts";
import { type BatchResult, invoiceBatch, join, NOTHING } from "./invoice-batch.ts";

/**
 * The monthly run's batch: before the invoices of `month` those that these tenants lack of earlier months within the
 * grace, the oldest first. A month's own run may have failed for a tenant, or may have been over before its usage came.
 * Counted are the tenants once, and every invoice. Safe to repeat; exactly one invoice per tenant and month.
 */
export async function invoiceWithMissed(tenantIds: readonly string[], month: Month): Promise<BatchResult> {
  let missed = NOTHING;
  for (const [earlier, ids] of await missedMonths(tenantIds, month)) {
    const { created, failed } = await invoiceBatch(ids, { month: earlier, finalise: true });
    const named = failed.map(({ tenant, reason }) => ({
      tenant,
      reason: `${earlier.slice(0, 7)}: ${reason}`,
    }));
    missed = join(missed, { ...NOTHING, created, failed: named });
  }
  return join(missed, await invoiceBatch(tenantIds, { month, finalise: true }));
}

/**
 * Earlier months without an invoice, draft or final, oldest first, and whose: within the grace, with usage, or with a
 * plan since invoices are made here at all (the first run's month), so that a new installation does not bill the past.
 */
export async function missedMonths(
  tenantIds: readonly string[],
  month: Month,
): Promise<Map<Month, string[]>> {
  const rows = await withSystem((tx) =>
    tx.execute<{ month: Month; tenant_id: string }>(sql`
    with months as (
      select m::date as first, (m + interval '1 month')::date as next
      from generate_series(${month}::date - interval '1 month' * (1 + ${config().billing.usageGraceDays}::integer / 28),
        ${month}::date - interval '1 month', interval '1 month') m
      where (m + interval '1 month')::date >= ${month}::date - ${config().billing.usageGraceDays}::integer),
    began as (select min(period) as first from invoice_runs)
    select m.first::text as month, ids.id::text as tenant_id
    from unnest(${textArray(tenantIds)}::text::uuid[]) as ids(id) cross join months m cross join began
    where not exists (
        select from invoices i where i.tenant_id = ids.id and i.billing_period_start = m.first and i.reason = 'period' and i.reason_key = ''
        -- Keeps it a search by tenant: the planner would read everybody's invoices.
        offset 0)
      and ((m.first >= began.first and exists (
          select from plan_changes p where p.tenant_id = ids.id and p.effective_at < m.next::timestamp at time zone 'UTC'))
        or exists (
          select from usage_metrics u where u.tenant_id = ids.id and u.metric_date >= m.first and u.metric_date < m.next))
    order by m.first, ids.id`),
  );
  const byMonth = Map.groupBy(rows, (row) => row.month);
  return new Map([...byMonth].map(([earlier, missing]) => [earlier, missing.map((row) => row.tenant_id)]));
}
