import { Conflict } from "#lib/errors.ts";
import { presignParts, type Upload } from "#lib/files/create-upload.ts";
import { findFile } from "#lib/files/find-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** For resuming: the parts that arrived whole, and fresh links for the others. */
export async function listParts(
  ctx: Ctx,
  fileId: string,
): Promise<Upload & { received: { number: number; etag: string; size: number }[] }> {
  requireRole(ctx, "editor");
  const file = await ctx.transaction((tx) => findFile(tx, fileId));
  if (file.status !== "pending" || !file.uploadId || !file.partSize) {
    throw new Conflict("upload_completed", "This upload is complete; nothing is left to resume.");
  }
  const received = await objectStores().files.listParts(file.storageKey, file.uploadId);
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
