import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { OTHER } from "./tenant-labels.ts";

/** Deletes what was counted of organisations that are gone, and processes that were not seen for a day. How many of each. */
export async function deleteOldCounts(): Promise<{ counts: number; processes: number }> {
  return withSystem(async (tx) => {
    const counts = await tx.execute(sql`
      delete from metric_totals where (name, labels) in (
        select name, labels from metric_totals where labels::jsonb ->> 'tenant_id' <> ${OTHER}
          and not exists (select from tenants t where t.id::text = labels::jsonb ->> 'tenant_id')
        -- A row that a process adds to is left for the next time: the two lock rows in different orders.
        for update skip locked)`);
    const processes = await tx.execute(
      sql`delete from metric_processes where id in (
        select id from metric_processes where seen_at < now() - interval '1 day' for update skip locked)`,
    );
    return { counts: counts.count, processes: processes.count };
  });
}
