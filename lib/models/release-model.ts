import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileModels } from "#db/schema/files.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { modelKey } from "#lib/storage/keys.ts";

/**
 * Takes a file's model away, in the transaction that replaces the take-off it is keyed by, and announces that its parts
 * belong to nothing any more: a job purges them from the store.
 */
export async function releaseModel(tx: Transaction, tenantId: string, fileId: string): Promise<void> {
  const [former] = await tx
    .delete(fileModels)
    .where(and(eq(fileModels.tenantId, tenantId), eq(fileModels.fileId, fileId)))
    .returning({ attemptId: fileModels.attemptId, parts: fileModels.parts });
  if (!former) return;
  for (const { number } of former.parts)
    await emit(tx, {
      name: "object/released",
      data: { tenant_id: tenantId, storage_key: modelKey(tenantId, fileId, former.attemptId, number) },
    });
}
