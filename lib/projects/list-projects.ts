import { and, count, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/tenants.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const ListProjects = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const ProjectView = z.object({
  id: z.string(),
  name: z.string(),
  files: z.number(),
  created_at: z.string(),
});

/** The organisation's projects that are not archived, newest first. */
export async function listProjects(
  ctx: Ctx,
  { skip, limit }: z.output<typeof ListProjects>,
): Promise<{ items: z.input<typeof ProjectView>[]; total: number }> {
  requireRole(ctx, "viewer");
  const mine = and(eq(projects.tenantId, ctx.tenant.id), isNull(projects.archivedAt));
  return ctx.transaction(async (tx) => {
    const [counted] = await tx.select({ total: count() }).from(projects).where(mine);
    const rows = await tx
      .select({ id: projects.id, name: projects.name, createdAt: projects.createdAt, files: count(files.id) })
      .from(projects)
      .leftJoin(files, and(eq(files.tenantId, projects.tenantId), eq(files.projectId, projects.id)))
      .where(mine)
      .groupBy(projects.id)
      .orderBy(desc(projects.createdAt), desc(projects.id))
      .offset(skip)
      .limit(limit);
    return { items: rows.map(presentProject), total: counted?.total ?? 0 };
  });
}

export function presentProject(project: {
  id: string;
  name: string;
  createdAt: Date;
  files: number;
}): z.input<typeof ProjectView> {
  return {
    id: project.id,
    name: project.name,
    files: project.files,
    created_at: project.createdAt.toISOString(),
  };
}
