import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { ArchivalClass } from "#db/schema/tenants.ts";
import type { ClassCounts, RunClasses } from "./views.ts";

export interface CountedClass extends ClassCounts, Record<string, unknown> {
  class: ArchivalClass;
}

const FIGURES = ["matched", "archived", "skipped", "failed", "queued", "bytes"] as const;

/** One entry a class, whether or not there is anything of it; several rows of a class add up. */
export function byClass(rows: readonly CountedClass[]): RunClasses {
  const of = (name: ArchivalClass): ClassCounts => {
    const sum: ClassCounts = { matched: 0, archived: 0, skipped: 0, failed: 0, queued: 0, bytes: 0 };
    for (const row of rows) if (row.class === name) for (const figure of FIGURES) sum[figure] += row[figure];
    return sum;
  };
  return {
    completed_files: of("completed_files"),
    failed_files: of("failed_files"),
    temporary_files: of("temporary_files"),
    logs: of("logs"),
  };
}

/**
 * What a part `r` of a run has come to, as a relation for LATERAL: class and the columns of `ClassCounts`. Of one that has
 * ended as it was written down then; of one that runs its items are counted, by their key.
 */
export const FIGURES_OF_PART: SQL = sql`(
  select k.key as class, v.* from jsonb_each(r.counts) k,
    jsonb_to_record(k.value) as v(matched bigint, archived bigint, skipped bigint, failed bigint, queued bigint, bytes float8)
  union all
  select i.class, count(*), count(*) filter (where i.status = 'archived'), count(*) filter (where i.status = 'skipped'),
    count(*) filter (where i.status = 'failed'), count(*) filter (where i.status = 'queued'),
    coalesce(sum(i.bytes) filter (where i.status = 'archived'), 0)::float8
  from archival_items i where r.counts is null and i.tenant_id = r.tenant_id and i.run_id = r.run_id group by i.class
  union all
  select k.key, k.value::bigint, 0, k.value::bigint, 0, 0, 0 from jsonb_each_text(r.left_again) k where r.counts is null)`;

/** What one run of the platform has come to: as it was written down when it ended, else counted. */
export async function classesOfRun(
  tx: Transaction,
  { id, counts }: { id: string; counts: RunClasses | null },
): Promise<RunClasses> {
  return counts ?? (await countRuns(tx, sql`r.run_id = ${id}`))(id);
}

/** What runs have come to, by their id. Scoped by the caller's condition on their parts `r`. */
export async function countRuns(tx: Transaction, condition: SQL): Promise<(runId: string) => RunClasses> {
  const rows = await tx.execute<CountedClass & { id: string }>(sql`
    select r.run_id as id, f.class, sum(f.matched)::float8 as matched, sum(f.archived)::float8 as archived,
      sum(f.skipped)::float8 as skipped, sum(f.failed)::float8 as failed, sum(f.queued)::float8 as queued,
      sum(f.bytes) as bytes
    from archival_tenant_runs r cross join lateral ${FIGURES_OF_PART} f where ${condition} group by 1, 2`);
  const groups = Map.groupBy(rows, ({ id }) => id);
  return (id) => byClass(groups.get(id) ?? []);
}
