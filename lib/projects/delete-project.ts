import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { liftProject } from "#lib/files/legal-hold.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { revokeShares } from "#lib/sharing/revoke-shares.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { contentsOf } from "./count-contents.ts";
import { findProject, openProject } from "./find-project.ts";

export const DeleteProject = z.object({
  /** Where what is in it goes: another project's id, or `none` for out of every project. Needed unless it is empty. */
  move_to: z.union([z.literal("none"), z.uuid()]).optional(),
});

/**
 * Deletes a project; never what is in it: that is moved first, in the same transaction. A restricted one can be deleted
 * by admins only, since its contents become visible elsewhere. Throws `NotFound`, `Conflict`: `legal_hold`,
 * `project_not_empty`, `project_archived` (the one to move to).
 */
export async function deleteProject(
  ctx: Ctx,
  id: string,
  { move_to }: z.output<typeof DeleteProject>,
): Promise<void> {
  requireRole(ctx, "editor");
  if (move_to === id) throw new Invalid("project_same", problemText("projects.contentsMovedInto"));
  await ctx.transaction(async (tx) => {
    // Files before their project, as everybody takes them.
    await tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.tenantId, ctx.tenant.id), eq(files.projectId, id)))
      .orderBy(files.id)
      .for("update");
    const project = await findProject(tx, id, "update");
    if (project.isRestricted) requireRole(ctx, "admin");
    if (project.legalHold)
      throw new Conflict(
        "legal_hold",
        problemText("projects.legalHoldDeleted", { name: project.name, liftProject: liftProject() }),
      );
    const held = await contentsOf(tx, id);
    const isEmpty = held.files + held.estimates === 0;
    if (!isEmpty && move_to === undefined)
      throw new Conflict(
        "project_not_empty",
        problemText("projects.holdsFilesEstimates", {
          name: project.name,
          files: held.files,
          estimates: held.estimates,
        }),
      );
    const projectId = move_to === undefined || move_to === "none" ? null : move_to;
    const target = projectId ? await openProject(tx, projectId) : null;
    if (!isEmpty) {
      if (target?.isRestricted)
        await revokeShares(ctx, tx, eq(costEstimates.projectId, id), "moved_into_restricted_project");
      for (const table of [files, costEstimates])
        await tx
          .update(table)
          .set({ projectId })
          .where(and(eq(table.tenantId, ctx.tenant.id), eq(table.projectId, id)));
      await emit(tx, { name: "search/index.due", data: { tenant_id: ctx.tenant.id } });
    }
    await tx.delete(projects).where(and(eq(projects.tenantId, ctx.tenant.id), eq(projects.id, id)));
    await audit(
      ctx,
      tx,
      "project.deleted",
      { type: "project", id },
      { moved_to: projectId, ...held },
      { before: { name: project.name, is_restricted: project.isRestricted } },
    );
  });
}
