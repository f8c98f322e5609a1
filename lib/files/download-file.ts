import { refuseArchived } from "#lib/archival/refuse-archived.ts";
import { touchFile } from "#lib/archival/touch-file.ts";
import { whereItStands } from "#lib/archival/where-it-stands.ts";
import { Conflict } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Download, serveObject } from "#lib/storage/serve-object.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * A file's bytes, or where they are. `range` is the request's header, one range of it at most.
 * Throws 409 `file_archived` or `file_not_uploaded`, 416 `range_not_satisfiable`.
 */
export async function downloadFile(ctx: Ctx, fileId: string, range: string | null): Promise<Download> {
  requireRole(ctx, "viewer");
  const file = await ctx.transaction(async (tx) => {
    const found = await findFile(tx, fileId);
    mustBeUploaded(found);
    await refuseArchived(tx, found);
    return touchFile(ctx, tx, found);
  });
  const { filename, size } = file;
  return whereItStands(ctx, file, (at) => serveObject({ ...at, filename, size }, range));
}

function mustBeUploaded(file: FileRow): void {
  if (file.status === "pending")
    throw new Conflict("file_not_uploaded", problemText("common.uploadFileComplete"));
}
