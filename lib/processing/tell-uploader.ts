import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { notify } from "#lib/notifications/notify.ts";
import type { RunRef } from "#lib/processing/run-step.ts";

/** Tells who uploaded a file, in the transaction that ends its run, how that went; nobody where a key did. */
export async function tellUploader(
  tx: Transaction,
  tenantId: string,
  { fileId, runId }: RunRef,
  kind: "file_completed" | "file_failed",
): Promise<void> {
  const [file] = await tx
    .select({ uploadedBy: files.uploadedBy })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)));
  if (!file?.uploadedBy) return;
  await notify(tx, { tenantId, kind, to: [file.uploadedBy], cause: `run:${runId}`, fileId });
}
