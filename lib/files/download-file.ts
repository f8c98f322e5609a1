import { config } from "#lib/config/index.ts";
import { AppError, Conflict } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { type ByteRange, type ObjectBody, RangeNotSatisfiable } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export type Download =
  /** S3 serves its own objects: a link to it that holds for five minutes. */
  | { kind: "link"; url: string }
  /** The disk store's bytes; a part of them where a range was asked for. */
  | { kind: "bytes"; filename: string; body: ObjectBody; partial: boolean };

const LINK_SECONDS = 300;

/**
 * A file's bytes, or where they are. `range` is the request's header, one range of it at most.
 * Throws 409 `file_archived` or `file_not_uploaded`, 416 `range_not_satisfiable`.
 */
export async function downloadFile(ctx: Ctx, fileId: string, range: string | null): Promise<Download> {
  requireRole(ctx, "viewer");
  const file = await ctx.transaction((tx) => findFile(tx, fileId));
  mustBeReadable(file);
  const store = objectStores().files;
  if (config().storage.kind === "s3") {
    const url = await store.presignGet(file.storageKey, {
      expiresInSeconds: LINK_SECONDS,
      filename: file.filename,
    });
    return { kind: "link", url };
  }
  const wanted = parseRange(range);
  try {
    const body = await store.getStream(file.storageKey, wanted ? { range: wanted } : {});
    return { kind: "bytes", filename: file.filename, body, partial: wanted !== null };
  } catch (error) {
    if (!(error instanceof RangeNotSatisfiable)) throw error;
    throw new AppError(
      416,
      "range_not_satisfiable",
      `The file has ${file.size} bytes. Ask for a part of them.`,
    );
  }
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

/** `bytes=a-b` or `bytes=a-`; every other form is answered with the whole file, as RFC 9110 allows. */
function parseRange(header: string | null): ByteRange | null {
  const found = /^bytes=(\d+)-(\d*)$/.exec(header ?? "");
  if (!found?.[1]) return null;
  return found[2] ? { start: Number(found[1]), end: Number(found[2]) } : { start: Number(found[1]) };
}
