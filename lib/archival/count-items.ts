import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { ArchivalClass } from "#db/schema/tenants.ts";
import type { ClassCounts, RunClasses } from "./views.ts";

/** The figures of one group of items, in SQL: the columns of `ClassCounts`. */
export const COUNTS = sql`count(*)::int as matched,
  count(*) filter (where i.status = 'archived')::int as archived,
  count(*) filter (where i.status = 'skipped')::int as skipped,
  count(*) filter (where i.status = 'failed')::int as failed,
  count(*) filter (where i.status = 'queued')::int as queued,
  coalesce(sum(i.bytes) filter (where i.status = 'archived'), 0)::float8 as bytes`;

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

/** What runs have come to, by `key`, one of `i.run_id` and `i.tenant_id`. Scoped by the caller's condition on the items `i`. */
export async function countItems(
  tx: Transaction,
  key: "run_id" | "tenant_id",
  condition: SQL,
): Promise<(id: string) => RunClasses> {
  const rows = await tx.execute<CountedClass & { id: string }>(sql`
    select i.${sql.identifier(key)} as id, i.class, ${COUNTS} from archival_items i where ${condition} group by 1, 2`);
  const groups = Map.groupBy(rows, ({ id }) => id);
  return (id) => byClass(groups.get(id) ?? []);
}
