import { and, eq, type SQL } from "drizzle-orm";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { onDays } from "#lib/http/days.ts";
import { inProject } from "#lib/projects/in-project.ts";

/** What a dashboard is of. What is hidden from the caller row-level security leaves out. */
export interface Scope {
  tenantId: string;
  /** A project's id, `none` for what stands in no project; undefined: everything. */
  projectId: string | undefined;
  /** UTC days, both included. */
  range: { from: string; to: string };
}

/** The conditions that the lists ask for with the same filters, with and without the days. */
export function conditionsOf({ tenantId, projectId, range }: Scope): {
  files: SQL | undefined;
  filesInRange: SQL | undefined;
  estimates: SQL | undefined;
  estimatesInRange: SQL | undefined;
} {
  const ofFiles = and(eq(files.tenantId, tenantId), inProject(files.projectId, projectId));
  const ofEstimates = and(
    eq(costEstimates.tenantId, tenantId),
    inProject(costEstimates.projectId, projectId),
  );
  return {
    files: ofFiles,
    filesInRange: and(ofFiles, onDays(files.createdAt, range)),
    estimates: ofEstimates,
    estimatesInRange: and(ofEstimates, onDays(costEstimates.createdAt, range)),
  };
}
