import { z } from "zod";
import { projects } from "#db/schema/projects.ts";
import { audit } from "#lib/audit/record.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { refuseTakenName } from "./project-name.ts";
import { type ProjectView, presentProject } from "./views.ts";

export const ProjectName = z.string().trim().min(1, issueText("projects.giveTheProject")).max(120);
export const ProjectDescription = z.string().trim().max(2000, issueText("projects.most2000Characters"));

export const CreateProject = z.strictObject({
  name: ProjectName,
  description: ProjectDescription.default(""),
  /** Only admins can restrict a project. */
  is_restricted: z.boolean().default(false),
});

/** Throws `Conflict` (`project_name_taken`), `Forbidden` for an editor's restricted one. */
export async function createProject(
  ctx: Ctx,
  { name, description = "", is_restricted: isRestricted = false }: z.input<typeof CreateProject>,
): Promise<z.input<typeof ProjectView>> {
  requireRole(ctx, isRestricted ? "admin" : "editor");
  return ctx.transaction(async (tx) => {
    await refuseTakenName(tx, name);
    const [project] = await tx
      .insert(projects)
      .values({ tenantId: ctx.tenant.id, name, description, isRestricted })
      .returning();
    if (!project) throw new Error("The project was not stored");
    await audit(
      ctx,
      tx,
      "project.created",
      { type: "project", id: project.id },
      {},
      { after: { name, description, is_restricted: isRestricted } },
    );
    return presentProject({ ...project, files: 0, estimates: 0 });
  });
}
