import { and, desc, eq, getTableColumns, ilike, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { projects } from "#db/schema/projects.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { CONTENTS } from "./count-contents.ts";
import { type ProjectView, presentProject } from "./views.ts";

export const ListProjects = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().trim().max(200).optional(),
  archived: z.enum(["no", "only", "all"]).default("no"),
});

/** The organisation's projects that the caller may see, newest first; archived ones when asked for. */
export async function listProjects(
  ctx: Ctx,
  { skip, limit, q, archived }: z.output<typeof ListProjects>,
): Promise<{ items: z.input<typeof ProjectView>[]; total: number }> {
  requireRole(ctx, "viewer");
  const matching = and(
    eq(projects.tenantId, ctx.tenant.id),
    archived === "no" ? isNull(projects.archivedAt) : undefined,
    archived === "only" ? isNotNull(projects.archivedAt) : undefined,
    q ? ilike(projects.name, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  return ctx.transaction(async (tx) => {
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(projects).where(matching);
    const rows = await tx
      .select({ ...getTableColumns(projects), ...CONTENTS })
      .from(projects)
      .where(matching)
      .orderBy(desc(projects.createdAt), desc(projects.id))
      .offset(skip)
      .limit(limit);
    return { items: rows.map(presentProject), total: counted?.total ?? 0 };
  });
}
