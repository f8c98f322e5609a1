import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { projects } from "#db/schema/projects.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export type ProjectRow = typeof projects.$inferSelect;

/**
 * A project of the running tenant that the caller may see; throws `NotFound` alike for one that is not there, one that is
 * hidden from them and one of somebody else. `lock` holds it until the transaction ends: `share` keeps it as it is for
 * whoever puts something into it, `update` is for whoever changes it.
 */
export async function findProject(
  tx: Transaction,
  id: string,
  lock?: "share" | "update",
): Promise<ProjectRow> {
  const query = tx.select().from(projects).where(eq(projects.id, id));
  const [project] = await (lock ? query.for(lock) : query);
  if (!project) throw new NotFound("project_not_found", problemText("projects.projectChooseAnother"));
  return project;
}

/**
 * A project that something may be put into, held as it is until the transaction ends unless told otherwise. Throws
 * `Conflict` (`project_archived`).
 */
export async function openProject(
  tx: Transaction,
  id: string,
  { hold }: { hold: boolean } = { hold: true },
): Promise<ProjectRow> {
  const project = await findProject(tx, id, hold ? "share" : undefined);
  if (project.archivedAt)
    throw new Conflict(
      "project_archived",
      problemText("projects.projectArchivedNothing", { name: project.name }),
    );
  return project;
}
