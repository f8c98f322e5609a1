import { and, eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { announceDeleted } from "#lib/files/announce-deleted.ts";
import { releaseStorage } from "#lib/files/quota.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/**
 * Removes an upload that failed, was aborted or expired. The row and its reservation go first, in one transaction with
 * the event whose job purges the store: so a file that was accepted meanwhile is left alone, and nothing is forgotten.
 * What the store holds is purged at once as well; also when the row is gone already, since a writer that was still under
 * way may have finished its object after the purge. Tells whether it found the file accepted.
 */
export async function discardUpload(
  ctx: Ctx,
  file: { id: string; storageKey: string },
  reason = "upload.discarded",
): Promise<{ accepted: boolean }> {
  const accepted = await ctx.transaction(async (tx) => {
    const [gone] = await tx
      .delete(files)
      .where(and(eq(files.id, file.id), eq(files.status, "pending")))
      .returning();
    if (!gone) return (await tx.select({ id: files.id }).from(files).where(eq(files.id, file.id))).length > 0;
    await releaseStorage(tx, ctx.tenant.id, gone.size);
    const before = { filename: gone.filename, size: gone.size, status: gone.status };
    await audit(ctx, tx, reason, { type: "file", id: file.id }, {}, { before });
    await announceDeleted(tx, gone);
    return false;
  });
  if (!accepted) await objectStores().files.purge(file.storageKey);
  return { accepted };
}
