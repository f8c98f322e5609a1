import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { ListSlow } from "./views.ts";

export const CountSlow = ListSlow.omit({ limit: true, cursor: true, sort: true, name: true });

/** What of one name was slow; durations in milliseconds, of the slow ones alone. */
export const SlowCount = z.object({
  name: z.string(),
  count: z.number(),
  p95_ms: z.number(),
  max_ms: z.number(),
  failed: z.number(),
  last_at: z.string(),
});
export const SlowCounts = z.object({ items: z.array(SlowCount) });

/** By route or function: how many kept ones were slow and how slow; the fifty with the most time lost first. */
export async function countSlow({
  kind,
  tenant,
  hours,
}: z.output<typeof CountSlow>): Promise<z.input<typeof SlowCounts>> {
  const ofTenant = tenant ? sql`and s.tenant_id = (select id from tenants where slug = ${tenant})` : sql``;
  const lately = hours ? sql`and s.started_at > now() - ${hours}::int * interval '1 hour'` : sql``;
  const rows = await withSystem((tx) =>
    tx.execute<z.input<typeof SlowCount> & Record<string, unknown>>(sql`
      select s.name, count(*)::int as count, max(s.duration_us) / 1000.0 as max_ms,
        percentile_cont(0.95) within group (order by s.duration_us) / 1000.0 as p95_ms,
        (count(*) filter (where s.status = 'error'))::int as failed,
        to_char(max(s.started_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_at
      from trace_spans s
      where s.is_slow and ${kind === "job" ? sql`s.kind = 'consumer'` : sql`s.kind = 'server'`} ${ofTenant} ${lately}
      group by s.name order by sum(s.duration_us) desc, s.name limit 50`),
  );
  return {
    items: rows.map((row) => ({ ...row, max_ms: Number(row.max_ms), p95_ms: Number(row.p95_ms) })),
  };
}
