import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { Conflict } from "#lib/errors.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Whether a row of `files` is on legal hold, by itself or by its project. */
export const onHold = (): SQL<boolean> => sql<boolean>`(${files.legalHold} or exists (select from ${projects}
  where ${projects.tenantId} = ${files.tenantId} and ${projects.id} = ${files.projectId} and ${projects.legalHold}))`;

/** Throws 409 `legal_hold` for a file that may not be deleted, with how to lift the hold. Its project stays as it is until the transaction ends. */
export async function refuseHeldFile(tx: Transaction, file: FileRow): Promise<void> {
  if (file.legalHold)
    throw new Conflict("legal_hold", problemText("files.legalHoldDeleted", { filename: file.filename }));
  if (!file.projectId) return;
  const [project] = await tx
    .select({ name: projects.name, legalHold: projects.legalHold })
    .from(projects)
    .where(and(eq(projects.tenantId, file.tenantId), eq(projects.id, file.projectId)))
    .for("share");
  if (project?.legalHold)
    throw new Conflict(
      "legal_hold",
      problemText("files.standsProjectWhich", {
        filename: file.filename,
        name: project.name,
        liftProject: liftProject(),
      }),
    );
}

/** How an admin lifts a project's hold. */
export const liftProject = () => problemText("files.liftProject");

/** Throws 409 `legal_hold` for an organisation that has anything on hold: it cannot be deleted as a whole. */
export async function refuseHeldTenant(tx: Transaction, tenantId: string): Promise<void> {
  const [held] = await tx.execute<{ files: number; projects: number }>(sql`
    select (select count(*)::int from files where tenant_id = ${tenantId} and legal_hold) as files,
      (select count(*)::int from projects where tenant_id = ${tenantId} and legal_hold) as projects`);
  if (!held || held.files + held.projects === 0) return;
  throw new Conflict(
    "legal_hold",
    problemText("files.filesProjectsOrganisation", { files: held.files, projects: held.projects }),
    { held_files: held.files, held_projects: held.projects },
  );
}
