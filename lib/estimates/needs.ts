import { and, eq, exists, isNull, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import { materials } from "#db/schema/estimates.ts";
import { fileAnalyses, files } from "#db/schema/files.ts";

/**
 * What of a file waits for a person: `failed` says what to do, `unknown_materials` have to be assigned, `floor_area` is
 * as the file has it and nobody has confirmed it.
 */
export const NEEDS = ["failed", "unknown_materials", "floor_area"] as const;
export type Need = (typeof NEEDS)[number];

/** The condition on `files` that a file waits for this. */
export function needing(need: Need): SQL | undefined {
  const completed = eq(files.status, "completed");
  const ofFile = (table: typeof materials | typeof fileAnalyses) =>
    and(eq(table.tenantId, files.tenantId), eq(table.fileId, files.id));
  const one = { one: sql`1` };
  const db = new QueryBuilder();
  switch (need) {
    case "failed":
      return eq(files.status, "failed");
    case "unknown_materials":
      return and(
        completed,
        exists(
          db
            .select(one)
            .from(materials)
            .where(and(ofFile(materials), isNull(materials.catalogueId))),
        ),
      );
    case "floor_area":
      return and(
        completed,
        exists(
          db
            .select(one)
            .from(fileAnalyses)
            .where(and(ofFile(fileAnalyses), isNull(fileAnalyses.floorAreaOverride))),
        ),
      );
  }
}

/** How many of the tenant's files wait for each, in one query. */
export async function countNeeds(tx: Transaction, tenantId: string): Promise<Record<Need, number>> {
  const counted = (need: Need) => sql<number>`count(*) filter (where ${needing(need)})::int`;
  const [row] = await tx
    .select({
      failed: counted("failed"),
      unknown_materials: counted("unknown_materials"),
      floor_area: counted("floor_area"),
    })
    .from(files)
    .where(eq(files.tenantId, tenantId));
  return row ?? { failed: 0, unknown_materials: 0, floor_area: 0 };
}
