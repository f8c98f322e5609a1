import { and, eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { releaseStorage } from "#lib/files/quota.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/**
 * Removes an upload that failed, was aborted or expired: what the store holds of it first, then the row and its
 * reservation, so that a crash between the two leaves a row for the sweep, never an object without one.
 * Does nothing for a file that is not pending.
 */
export async function discardUpload(ctx: Ctx, fileId: string, reason = "upload.discarded"): Promise<void> {
  const [file] = await ctx.transaction((tx) =>
    tx
      .select()
      .from(files)
      .where(and(eq(files.id, fileId), eq(files.status, "pending"))),
  );
  if (!file) return;
  const store = objectStores().files;
  if (file.uploadId) await store.abortMultipart(file.storageKey, file.uploadId);
  await store.delete(file.storageKey);
  await ctx.transaction(async (tx) => {
    const [gone] = await tx
      .delete(files)
      .where(and(eq(files.id, fileId), eq(files.status, "pending")))
      .returning({ size: files.size });
    if (!gone) return;
    await releaseStorage(tx, ctx.tenant.id, gone.size);
    await audit(ctx, tx, reason, { type: "file", id: fileId }, { filename: file.filename });
  });
}
