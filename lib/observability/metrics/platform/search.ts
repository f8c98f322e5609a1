import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type Family, gauge } from "../sample.ts";

/** Estimates whose last change is not in the index of similar estimates yet. */
export async function searchIndex(tx: Transaction): Promise<Family[]> {
  // A deleted estimate does not say since when its point should be gone: it counts, and has no age.
  const [row] = await tx.execute<{ due: number; lag: number }>(sql`
    select count(*)::float8 as due, greatest(0, coalesce(extract(epoch from now() - min(e.updated_at)), 0))::float8 as lag
    from estimate_index i left join cost_estimates e on e.tenant_id = i.tenant_id and e.id = i.estimate_id
    where i.removed or i.indexed_revision is distinct from i.revision`);
  return [
    gauge("search_index_due", "Estimates that the index of similar estimates lacks, or has wrongly", [
      { labels: {}, value: row?.due ?? 0 },
    ]),
    gauge(
      "search_index_lag_seconds",
      "Age of the oldest change that is not in the index; 0 where there is none",
      [{ labels: {}, value: row?.lag ?? 0 }],
    ),
  ];
}
