import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { discardUpload } from "#lib/files/discard-upload.ts";
import { findFile } from "#lib/files/find-file.ts";
import { freeStorage } from "#lib/files/quota.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { recordUsage } from "#lib/usage/record.ts";

/**
 * Deletes a file with everything derived from it, or aborts its upload. The object goes by a job that is announced in
 * the same transaction, so that neither can be forgotten. Saved estimates stay: they are the organisation's record.
 */
export async function deleteFile(ctx: Ctx, fileId: string): Promise<void> {
  requireRole(ctx, "editor");
  const pending = await ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    if (file.status === "pending") return file;
    const [gone] = await tx.delete(files).where(eq(files.id, fileId)).returning();
    if (!gone) throw new Conflict("file_changed", "The file was deleted meanwhile.");
    await freeStorage(tx, ctx.tenant.id, gone.size);
    await recordUsage(tx, {
      tenantId: ctx.tenant.id,
      key: `storage:delete:${fileId}`,
      kind: "storage_delta",
      quantity: String(-gone.size),
    });
    await audit(
      ctx,
      tx,
      "file.deleted",
      { type: "file", id: fileId },
      { filename: gone.filename, size: gone.size },
    );
    await emit(tx, {
      name: "file/deleted",
      data: {
        tenant_id: ctx.tenant.id,
        file_id: fileId,
        storage_key: gone.storageKey,
        storage_tier: gone.storageTier,
      },
    });
    return null;
  });
  if (pending) await discardUpload(ctx, pending, "upload.aborted");
}
