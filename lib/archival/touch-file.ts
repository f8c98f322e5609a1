import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { LINK_SECONDS, servesByLink } from "#lib/storage/serve-object.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

const MINUTE_MS = 60_000;

/**
 * Notes that a file was used, for rules that count from the last access, and for `linkIsOut`: written once a day (UTC) at
 * most, or once a minute where links are handed out, however often it is downloaded. Answers the row as it is then, since
 * it may have been moved a moment before. An operator who looks in leaves no trace on what the rules do.
 */
export async function touchFile(
  ctx: Ctx,
  tx: Transaction,
  file: FileRow,
  now = new Date(),
): Promise<FileRow> {
  if (ctx.principal.kind === "operator") return file;
  const since = servesByLink() ? now.getTime() - MINUTE_MS : new Date(now).setUTCHours(0, 0, 0, 0);
  if (file.lastAccessedAt && file.lastAccessedAt.getTime() >= since) return file;
  const [touched] = await tx
    .update(files)
    .set({ lastAccessedAt: now, updatedAt: sql`${files.updatedAt}` })
    .where(and(eq(files.tenantId, ctx.tenant.id), eq(files.id, file.id)))
    .returning();
  return touched ?? file;
}

/**
 * Whether somebody may still hold a link to the file's copy as it is: then that copy outlives the file's move. Read it of
 * the locked row. A minute for how seldom it is noted, and one for clocks that differ.
 */
export function linkIsOut({ lastAccessedAt }: Pick<FileRow, "lastAccessedAt">, now = new Date()): boolean {
  if (!servesByLink() || lastAccessedAt === null) return false;
  return now.getTime() - lastAccessedAt.getTime() < LINK_SECONDS * 1000 + 2 * MINUTE_MS;
}
