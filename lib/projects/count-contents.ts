import { and, eq, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";

const count = { n: sql<number>`count(*)::int` };
const query = new QueryBuilder();

/** How many files and estimates stand in the project of a query's row; each is counted over its own index. */
export const CONTENTS = {
  files: sql<number>`(${query
    .select(count)
    .from(files)
    .where(and(eq(files.tenantId, projects.tenantId), eq(files.projectId, projects.id)))})`.as("files"),
  estimates: sql<number>`(${query
    .select(count)
    .from(costEstimates)
    .where(
      and(eq(costEstimates.tenantId, projects.tenantId), eq(costEstimates.projectId, projects.id)),
    )})`.as("estimates"),
};

export async function contentsOf(
  tx: Transaction,
  projectId: string,
): Promise<{ files: number; estimates: number }> {
  const [counted] = await tx.select(CONTENTS).from(projects).where(eq(projects.id, projectId));
  return counted ?? { files: 0, estimates: 0 };
}
