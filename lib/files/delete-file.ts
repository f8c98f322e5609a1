import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { endRestoreOf } from "#lib/archival/with-restore.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { completeEstimate } from "#lib/estimates/complete-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { announceDeleted } from "#lib/files/announce-deleted.ts";
import { discardUpload } from "#lib/files/discard-upload.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { refuseHeldFile } from "#lib/files/legal-hold.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { freeFile } from "#lib/usage/free-file.ts";

/**
 * Deletes a file with everything derived from it, or aborts its upload. The object goes by a job that is announced in
 * the same transaction, so that neither can be forgotten. Its estimate stays: it is the organisation's record; one that
 * was priced by a run under way gets its carbon account here, since no later step of that run will give it. Throws
 * `NotFound`, `Conflict` (`legal_hold`).
 */
export async function deleteFile(ctx: Ctx, fileId: string): Promise<void> {
  requireRole(ctx, "editor");
  const pending = await deleteAccepted(ctx, fileId);
  if (!pending) return;
  const { accepted } = await discardUpload(ctx, pending, "upload.aborted");
  // Its upload was completed between the two.
  if (accepted) await deleteAccepted(ctx, fileId);
}

/** Deletes a file unless its upload is pending: then it is returned as it is. */
function deleteAccepted(ctx: Ctx, fileId: string): Promise<FileRow | null> {
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    if (file.status === "pending") return file;
    await endRestoreOf(tx, fileId);
    const [gone] = await tx.delete(files).where(eq(files.id, fileId)).returning();
    if (!gone) throw new Conflict("file_changed", problemText("files.fileDeletedMeanwhile"));
    // Of the row as it was deleted: a hold that was set a moment before counts.
    await refuseHeldFile(tx, gone);
    await freeFile(tx, gone);
    await audit(
      ctx,
      tx,
      "file.deleted",
      { type: "file", id: fileId },
      {},
      {
        before: { filename: gone.filename, size: gone.size, status: gone.status, project_id: gone.projectId },
      },
    );
    await announceDeleted(tx, gone);
    const estimate = await estimateOfFile(tx, ctx.tenant.id, fileId);
    if (estimate?.status === "calculating") await completeEstimate(tx, ctx.tenant.id, estimate.id);
    return null;
  });
}
