import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";

/**
 * Moves a file's bytes from hot storage to the archive in the meters, or back, in the transaction that commits the move.
 * `moveId` is the move's own id: a repeated one counts once, and moves nothing twice.
 */
export async function moveStorage(
  tx: Transaction,
  move: { tenantId: string; fileId: string; moveId: string; bytes: number; to: "archive" | "hot" },
): Promise<void> {
  const { tenantId, bytes, to } = move;
  const archived = to === "archive" ? bytes : -bytes;
  const key = `storage:move:${move.fileId}:${move.moveId}`;
  // First the organisation and then its usage, as an upload takes them: so none waits for the other in a circle.
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
  const [metered] = await tx.execute<{ accepted: boolean }>(sql`
    select bool_and(verdict = 'accepted') as accepted
    from record_usage(${tenantId}, 'platform', array[${key}, ${`${key}:archive`}], array['storage_delta', 'archive_delta'],
      array[${String(-archived)}::numeric, ${String(archived)}::numeric], array['{}'::jsonb, '{}'::jsonb], array[now(), now()])`);
  if (!metered?.accepted) return;
  await tx
    .update(tenants)
    .set({
      storageUsed: sql`${tenants.storageUsed} - ${archived}`,
      archiveUsed: sql`${tenants.archiveUsed} + ${archived}`,
    })
    .where(eq(tenants.id, tenantId));
}
