import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { recordUsage } from "./record.ts";

/** Takes a deleted file's bytes off what is stored, or off the archive, wherever its only copy stood. */
export async function freeFile(
  tx: Transaction,
  gone: Pick<typeof files.$inferSelect, "id" | "tenantId" | "size" | "archiveKey">,
): Promise<void> {
  const archived = gone.archiveKey !== null;
  await tx
    .update(tenants)
    .set(
      archived
        ? { archiveUsed: sql`${tenants.archiveUsed} - ${gone.size}` }
        : { storageUsed: sql`${tenants.storageUsed} - ${gone.size}` },
    )
    .where(eq(tenants.id, gone.tenantId));
  await recordUsage(tx, {
    tenantId: gone.tenantId,
    key: `storage:delete:${gone.id}`,
    kind: archived ? "archive_delta" : "storage_delta",
    quantity: String(-gone.size),
  });
}
