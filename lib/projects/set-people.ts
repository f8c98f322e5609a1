import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { memberships } from "#db/schema/auth.ts";
import { projectMembers } from "#db/schema/projects.ts";
import { textArray } from "#db/text-array.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findProject } from "./find-project.ts";
import { presentDetail } from "./read-project.ts";
import type { ProjectDetail } from "./views.ts";

/** Everybody who is to see the project besides the admins; who is left out does not any more. */
export const SetPeople = z.strictObject({
  user_ids: z.array(z.uuid()).max(1000, issueText("projects.most1000People")),
});

/** Who sees a restricted project, from the next request on. Throws `NotFound` for a project or person that is not there. */
export async function setPeople(
  ctx: Ctx,
  id: string,
  { user_ids }: z.output<typeof SetPeople>,
): Promise<z.input<typeof ProjectDetail>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  const wanted = [...new Set(user_ids)].sort();
  return ctx.transaction(async (tx) => {
    const project = await findProject(tx, id, "update");
    if (!project.isRestricted)
      throw new Conflict("project_not_restricted", problemText("projects.everybodyOrganisationSees"));
    const members =
      wanted.length === 0
        ? []
        : await tx
            .select({ id: memberships.userId })
            .from(memberships)
            .where(and(eq(memberships.tenantId, tenantId), inArray(memberships.userId, wanted)))
            .for("key share");
    if (members.length < wanted.length)
      throw new NotFound("member_not_found", problemText("projects.thesePeopleMember"));
    const mine = and(eq(projectMembers.tenantId, tenantId), eq(projectMembers.projectId, id));
    const before = await tx.select({ id: projectMembers.userId }).from(projectMembers).where(mine);
    await tx
      .delete(projectMembers)
      .where(and(mine, sql`${projectMembers.userId} <> all (${textArray(wanted)}::text::uuid[])`));
    if (wanted.length > 0)
      await tx
        .insert(projectMembers)
        .values(wanted.map((userId) => ({ tenantId, projectId: id, userId })))
        .onConflictDoNothing();
    await audit(
      ctx,
      tx,
      "project.people_changed",
      { type: "project", id },
      {},
      { before: { people: before.map((row) => row.id).sort() }, after: { people: wanted } },
    );
    return presentDetail(ctx, tx, project);
  });
}
