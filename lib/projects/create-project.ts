import { z } from "zod";
import { projects } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type ProjectView, presentProject } from "./list-projects.ts";

export const CreateProject = z.strictObject({
  name: z.string().trim().min(1, "Give the project a name.").max(120),
});

/** Throws `Conflict` (`project_name_taken`). */
export async function createProject(
  ctx: Ctx,
  { name }: z.output<typeof CreateProject>,
): Promise<z.input<typeof ProjectView>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const [project] = await tx
      .insert(projects)
      .values({ tenantId: ctx.tenant.id, name })
      .onConflictDoNothing()
      .returning();
    if (!project)
      throw new Conflict("project_name_taken", `There is a project ${name} already. Choose another name.`);
    await audit(ctx, tx, "project.created", { type: "project", id: project.id }, { name });
    return presentProject({ ...project, files: 0 });
  });
}
