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

/** How many of the matching files wait for each: a query each, so that each is counted over the index of what it asks for. */
export async function countNeeds(tx: Transaction, matching: SQL | undefined): Promise<Record<Need, number>> {
  const counted = (need: Need) => tx.$count(files, and(matching, needing(need)));
  return {
    failed: await counted("failed"),
    unknown_materials: await counted("unknown_materials"),
    floor_area: await counted("floor_area"),
  };
}
