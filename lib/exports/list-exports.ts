import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { ExportView, findExport, presentExport } from "#lib/exports/views.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const Exports = z.object({ items: z.array(ExportView) });

/** Older ones have long expired. */
const MOST = 20;

/** The organisation's last exports, newest first. */
export async function listExports(ctx: Ctx): Promise<z.input<typeof Exports>> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction((tx) =>
    tx
      .select({ row: dataExports, requestedBy: users.email })
      .from(dataExports)
      .leftJoin(users, eq(users.id, dataExports.requestedBy))
      .where(eq(dataExports.tenantId, ctx.tenant.id))
      .orderBy(desc(dataExports.createdAt), dataExports.id)
      .limit(MOST),
  );
  return { items: rows.map(({ row, requestedBy }) => presentExport(row, requestedBy)) };
}

export async function readExport(ctx: Ctx, id: string): Promise<z.input<typeof ExportView>> {
  requireRole(ctx, "admin");
  const { row, requestedBy } = await ctx.transaction((tx) => findExport(tx, id));
  return presentExport(row, requestedBy);
}
