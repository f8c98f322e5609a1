import { Conflict } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { type Download, serveObject } from "#lib/storage/serve-object.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * A file's bytes, or where they are. `range` is the request's header, one range of it at most.
 * Throws 409 `file_archived` or `file_not_uploaded`, 416 `range_not_satisfiable`.
 */
export async function downloadFile(ctx: Ctx, fileId: string, range: string | null): Promise<Download> {
  requireRole(ctx, "viewer");
  const file = await ctx.transaction((tx) => findFile(tx, fileId));
  mustBeReadable(file);
  return serveObject({ key: file.storageKey, filename: file.filename, size: file.size }, range);
}

function mustBeReadable(file: FileRow): void {
  if (file.status === "pending")
    throw new Conflict(
      "file_not_uploaded",
      "The upload of this file is not complete yet. Complete it first.",
    );
  if (file.storageTier === "archived" || file.storageTier === "restoring") {
    throw new Conflict(
      "file_archived",
      "This file is archived. Restore it (POST /api/files/{id}/restore), then download it.",
    );
  }
}
