import { locationOf, mustBeReadable } from "#lib/archival/location.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { type BucketName, InvalidObjectState, ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

const MOVES = 3;

/**
 * Runs a read of a file's bytes where its only copy stands; once more where that was moved to in between. Throws 409
 * `file_archived`, `NotFound` when the file was deleted meanwhile, `ObjectNotFound` when its bytes are missing.
 */
export async function whereItStands<T>(
  ctx: Ctx,
  file: FileRow,
  read: (at: { bucket: BucketName; key: string }) => Promise<T>,
): Promise<T> {
  let current = file;
  for (let moves = 0; ; moves++) {
    mustBeReadable(current);
    const at = locationOf(current);
    try {
      return await read(at);
    } catch (error) {
      // The store is ahead of the row: its days are over.
      if (error instanceof InvalidObjectState) mustBeReadable({ storageTier: "archived" });
      if (!(error instanceof ObjectNotFound) || moves === MOVES) throw error;
      current = await ctx.transaction((tx) => findFile(tx, file.id));
      const now = locationOf(current);
      if (now.bucket === at.bucket && now.key === at.key) throw error;
    }
  }
}
