import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { Conflict } from "#lib/errors.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { mustBeReadable } from "./location.ts";

/** As `mustBeReadable`; of a file that is being restored it says when it is expected (`estimated_ready`). */
export async function refuseArchived(
  tx: Transaction,
  file: Pick<FileRow, "id" | "tenantId" | "storageTier">,
): Promise<void> {
  if (file.storageTier !== "restoring") return mustBeReadable(file);
  const [restore] = await tx
    .select({ expected: fileRestores.estimatedReady })
    .from(fileRestores)
    .where(
      and(
        eq(fileRestores.tenantId, file.tenantId),
        eq(fileRestores.fileId, file.id),
        inArray(fileRestores.status, ["requested", "in_progress"]),
      ),
    );
  if (!restore) return mustBeReadable(file);
  const at = restore.expected.toISOString();
  throw new Conflict(
    "file_archived",
    problemText("archival.fileBeingRestoredExpected", { expected: at.slice(0, 16).replace("T", " ") }),
    { storage_tier: file.storageTier, estimated_ready: at },
  );
}
