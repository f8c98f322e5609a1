import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/**
 * Notes that a file was used, for rules that count from the last access: written once a day (UTC) at most, however often it
 * is downloaded. An operator who looks in leaves no trace on what the rules do.
 */
export async function touchFile(
  ctx: Ctx,
  tx: Transaction,
  file: Pick<FileRow, "id" | "lastAccessedAt">,
  now = new Date(),
): Promise<void> {
  if (ctx.principal.kind === "operator") return;
  const today = new Date(now).setUTCHours(0, 0, 0, 0);
  if (file.lastAccessedAt && file.lastAccessedAt.getTime() >= today) return;
  await tx
    .update(files)
    .set({ lastAccessedAt: now, updatedAt: sql`${files.updatedAt}` })
    .where(and(eq(files.tenantId, ctx.tenant.id), eq(files.id, file.id)));
}
