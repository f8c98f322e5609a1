import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { workItemLibraries } from "#db/schema/work-items.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentLibrary } from "./present.ts";
import type { WorkItemLibraryView } from "./views.ts";

/** Failed imports stay until they are deleted or repeated: so many at most. */
const MOST = 100;

/** The organisation's libraries of work items, the newest first, with what is being imported. */
export async function listLibraries(ctx: Ctx): Promise<z.input<typeof WorkItemLibraryView>[]> {
  requireRole(ctx, "viewer");
  const rows = await ctx.transaction((tx) =>
    tx
      .select()
      .from(workItemLibraries)
      .where(eq(workItemLibraries.tenantId, ctx.tenant.id))
      .orderBy(desc(workItemLibraries.createdAt), desc(workItemLibraries.id))
      .limit(MOST),
  );
  return rows.map(presentLibrary);
}
