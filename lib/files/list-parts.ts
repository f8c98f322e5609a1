import { Conflict } from "#lib/errors.ts";
import { CLAIM_MINUTES, uploadGone, uploadVerifying } from "#lib/files/complete-upload.ts";
import { presignParts, type Upload } from "#lib/files/create-upload.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import { NoSuchUpload } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * For resuming: the parts that arrived whole, and fresh links for the others. Throws `Conflict`: `upload_completed`;
 * `upload_verifying` while its parts are being put together; `upload_gone` where the store knows nothing of it any more.
 */
export async function listParts(
  ctx: Ctx,
  fileId: string,
): Promise<Upload & { received: { number: number; etag: string; size: number }[] }> {
  requireRole(ctx, "editor");
  const file = await ctx.transaction((tx) => findFile(tx, fileId));
  if (file.status !== "pending")
    throw new Conflict("upload_completed", problemText("files.uploadCompleteNothing"));
  if (!file.uploadId || !file.partSize) throw uploadGone();
  if (file.verifyingSince && Date.now() - file.verifyingSince.getTime() < CLAIM_MINUTES * 60_000)
    throw uploadVerifying();
  const received = await objectStores()
    .files.listParts(file.storageKey, file.uploadId)
    .catch((error) => {
      throw error instanceof NoSuchUpload ? uploadGone() : error;
    });
  const have = new Set(received.map((part) => part.number));
  const total = Math.ceil(file.size / file.partSize);
  const missing = new Set(Array.from({ length: total }, (_, i) => i + 1).filter((n) => !have.has(n)));
  return {
    file_id: file.id,
    part_size: file.partSize,
    parts: await presignParts(file.storageKey, file.uploadId, file.size, file.partSize, missing),
    received: received.map(({ number, etag, size }) => ({ number, etag, size })),
  };
}
