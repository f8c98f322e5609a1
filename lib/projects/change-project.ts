import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { costEstimates } from "#db/schema/estimates.ts";
import { projects } from "#db/schema/projects.ts";
import { audit } from "#lib/audit/record.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { revokeShares } from "#lib/sharing/revoke-shares.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { ProjectDescription, ProjectName } from "./create-project.ts";
import { findProject } from "./find-project.ts";
import { refuseTakenName } from "./project-name.ts";
import { presentDetail } from "./read-project.ts";
import type { ProjectDetail } from "./views.ts";

/** What is left out stays as it is. */
export const ChangeProject = z
  .strictObject({
    name: ProjectName,
    description: ProjectDescription,
    /** An archived project is out of the way: readable, but nothing is added to it. */
    archived: z.boolean(),
    /** Only admins can change it; links to results of its estimates end when it is restricted. */
    is_restricted: z.boolean(),
    /** Its files stay in hot storage whatever the rules of archival say. */
    keep_hot: z.boolean(),
    /** Neither it nor its files are deleted, archived or moved elsewhere until an admin lifts it. Only admins can change it. */
    legal_hold: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, issueText("common.whatChange"));

/** Who restricts it ends the links to its estimates' results. Throws `NotFound`, `Conflict` (`project_name_taken`), `Forbidden` for an editor who changes who may see it, or its legal hold. */
export async function changeProject(
  ctx: Ctx,
  id: string,
  change: z.output<typeof ChangeProject>,
): Promise<z.input<typeof ProjectDetail>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const before = await findProject(tx, id, "update");
    const restricts = change.is_restricted !== undefined && change.is_restricted !== before.isRestricted;
    const holds = change.legal_hold !== undefined && change.legal_hold !== before.legalHold;
    if (restricts || holds) requireRole(ctx, "admin");
    const name = change.name ?? before.name;
    if (name !== before.name || (restricts && !change.is_restricted)) await refuseTakenName(tx, name, id);
    const archivedAt =
      change.archived === undefined || change.archived === (before.archivedAt !== null)
        ? before.archivedAt
        : change.archived
          ? new Date()
          : null;
    const [after] = await tx
      .update(projects)
      .set({
        name,
        archivedAt,
        description: change.description ?? before.description,
        isRestricted: change.is_restricted ?? before.isRestricted,
        keepHot: change.keep_hot ?? before.keepHot,
        legalHold: change.legal_hold ?? before.legalHold,
      })
      .where(and(eq(projects.tenantId, ctx.tenant.id), eq(projects.id, id)))
      .returning();
    if (!after) throw new Error(`Project ${id} went while it was held`);
    if (restricts && after.isRestricted)
      await revokeShares(ctx, tx, eq(costEstimates.projectId, id), "project_restricted");
    await audit(
      ctx,
      tx,
      "project.changed",
      { type: "project", id },
      {},
      { before: facts(before), after: facts(after) },
    );
    return presentDetail(ctx, tx, after);
  });
}

const facts = (project: typeof projects.$inferSelect) => ({
  name: project.name,
  description: project.description,
  archived_at: project.archivedAt?.toISOString() ?? null,
  is_restricted: project.isRestricted,
  keep_hot: project.keepHot,
  legal_hold: project.legalHold,
});
