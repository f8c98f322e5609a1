import { Conflict } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const LINK_SECONDS = 300;

/** A link to a file's bytes that holds for five minutes. Throws 409 `file_archived` or `file_not_uploaded`. */
export async function downloadLink(ctx: Ctx, fileId: string): Promise<string> {
  requireRole(ctx, "viewer");
  const file = await ctx.transaction((tx) => findFile(tx, fileId));
  mustBeReadable(file);
  return objectStores().files.presignGet(file.storageKey, {
    expiresInSeconds: LINK_SECONDS,
    filename: file.filename,
  });
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
