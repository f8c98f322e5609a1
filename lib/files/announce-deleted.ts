import type { Transaction } from "#db/client.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { emit } from "#lib/jobs/outbox.ts";

/** Announces in the transaction that deletes a file's row that it is gone; a job then purges its object from every store. */
export async function announceDeleted(tx: Transaction, gone: FileRow): Promise<void> {
  await emit(tx, {
    name: "file/deleted",
    data: {
      tenant_id: gone.tenantId,
      file_id: gone.id,
      storage_key: gone.storageKey,
      storage_tier: gone.storageTier,
      archive_key: gone.archiveKey,
    },
  });
}
