import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";

/** What of a day's metrics is about single files and estimates. */
interface VisibleDay {
  files_uploaded: number;
  files_processed: number;
  estimates: number;
  cost_estimated: string;
  carbon_calculated: string;
}

export const NOTHING_VISIBLE: VisibleDay = {
  files_uploaded: 0,
  files_processed: 0,
  estimates: 0,
  cost_estimated: "0",
  carbon_calculated: "0",
};

/**
 * The same figures from the events themselves, by UTC day, for a caller from whom projects are hidden: of files and
 * estimates that they see, which the transaction's row-level security decides, and of events that name none.
 */
export async function visibleDays(
  tx: Transaction,
  tenantId: string,
  { from, to }: { from: string; to: string },
): Promise<Map<string, VisibleDay>> {
  const rows = await tx.execute<VisibleDay & { day: string } & Record<string, unknown>>(sql`
    select (e.occurred_at at time zone 'UTC')::date::text as day,
      coalesce(sum(e.quantity) filter (where e.kind = 'file_uploaded'), 0)::float8 as files_uploaded,
      coalesce(sum(e.quantity) filter (where e.kind = 'file_processed'), 0)::float8 as files_processed,
      coalesce(sum(e.quantity) filter (where e.kind = 'estimate'), 0)::float8 as estimates,
      coalesce(sum((e.detail->>'cost')::numeric) filter (where e.kind = 'estimate'), 0)::text as cost_estimated,
      coalesce(sum((e.detail->>'a1_a3_kg')::numeric) filter (where e.kind = 'estimate'), 0)::text as carbon_calculated
    from usage_events e
    where e.tenant_id = ${tenantId} and e.kind in ('file_uploaded', 'file_processed', 'estimate')
      and e.occurred_at >= ${`${from}T00:00:00Z`}::timestamptz
      and e.occurred_at < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'
      and case
        when e.detail ? 'file_id' then exists (
          select from files f where f.tenant_id = e.tenant_id and f.id = (e.detail->>'file_id')::uuid)
        when e.detail ? 'estimate_id' then exists (
          select from cost_estimates c where c.tenant_id = e.tenant_id and c.id = (e.detail->>'estimate_id')::uuid)
        else true end
    group by 1`);
  return new Map(rows.map(({ day, ...figures }) => [day, figures]));
}
