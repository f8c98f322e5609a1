import { Conflict } from "#lib/errors.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { BucketName } from "#lib/storage/store.ts";

/** Where a file's only copy stands. */
export function locationOf(file: Pick<FileRow, "storageKey" | "archiveKey">): {
  bucket: BucketName;
  key: string;
} {
  return file.archiveKey === null
    ? { bucket: "files", key: file.storageKey }
    : { bucket: "archive", key: file.archiveKey };
}

/** Throws 409 `file_archived` for a file whose bytes cannot be read before it is restored. */
export function mustBeReadable(file: Pick<FileRow, "storageTier">): void {
  if (file.storageTier === "archived" || file.storageTier === "restoring")
    throw new Conflict(
      "file_archived",
      file.storageTier === "archived"
        ? problemText("archival.fileArchivedRestore")
        : problemText("archival.fileBeingRestored"),
    );
}
