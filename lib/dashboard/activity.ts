import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { daysBetween } from "#lib/usage/daily-usage.ts";
import { conditionsOf, type Scope } from "./scope.ts";
import type { Dashboard } from "./views.ts";

/** How many files and estimates were made on each day of the range, the quiet ones too; those that are still there. */
export async function readActivity(
  tx: Transaction,
  scope: Scope,
): Promise<z.input<typeof Dashboard>["activity"]> {
  const { filesInRange, estimatesInRange } = conditionsOf(scope);
  const madeFiles = await perDay(tx, files, filesInRange);
  const madeEstimates = await perDay(tx, costEstimates, estimatesInRange);
  return daysBetween(scope.range.from, scope.range.to).map((date) => ({
    date,
    files: madeFiles.get(date) ?? 0,
    estimates: madeEstimates.get(date) ?? 0,
  }));
}

async function perDay(
  tx: Transaction,
  table: typeof files | typeof costEstimates,
  matching: SQL | undefined,
): Promise<Map<string, number>> {
  const day = sql`(${table.createdAt} at time zone 'UTC')::date`;
  const rows = await tx
    .select({ day: sql<string>`(${day})::text`, n: sql<number>`count(*)::int` })
    .from(table)
    .where(matching)
    .groupBy(day);
  return new Map(rows.map((row) => [row.day, row.n]));
}
