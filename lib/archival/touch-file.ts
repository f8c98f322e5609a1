import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { LINK_SECONDS, servesByLink } from "#lib/storage/serve-object.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

const MINUTE_MS = 60_000;

/**
 * Notes that a file was used, for rules that count from the last access, once a day (UTC) at most; and where links are
 * handed out, that one is, for `linkIsOut`, once a minute. Answers the row as it is then, since it may have been moved a
 * moment before. An operator who looks in leaves no trace on what the rules do.
 */
export async function touchFile(
  ctx: Ctx,
  tx: Transaction,
  file: FileRow,
  now = new Date(),
): Promise<FileRow> {
  const isOlder = (than: number, at: Date | null) => !at || at.getTime() < than;
  const change: Partial<Pick<FileRow, "lastAccessedAt" | "linkedAt">> = {};
  if (
    ctx.principal.kind !== "operator" &&
    isOlder(new Date(now).setUTCHours(0, 0, 0, 0), file.lastAccessedAt)
  )
    change.lastAccessedAt = now;
  if (servesByLink() && isOlder(now.getTime() - MINUTE_MS, file.linkedAt)) change.linkedAt = now;
  if (Object.keys(change).length === 0) return file;
  const [touched] = await tx
    .update(files)
    .set({ ...change, updatedAt: sql`${files.updatedAt}` })
    .where(and(eq(files.tenantId, ctx.tenant.id), eq(files.id, file.id)))
    .returning();
  return touched ?? file;
}

/**
 * Whether somebody may still hold a link to the file's copy as it is: then that copy outlives the file's move. Read it of
 * the locked row. A minute for how seldom it is noted, and one for clocks that differ.
 */
export function linkIsOut({ linkedAt }: Pick<FileRow, "linkedAt">, now = new Date()): boolean {
  if (!servesByLink() || linkedAt === null) return false;
  return now.getTime() - linkedAt.getTime() < LINK_SECONDS * 1000 + 2 * MINUTE_MS;
}
