import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";

/**
 * Moves a file's bytes from hot storage to the archive in the meters, or back, in the transaction that commits the move and
 * under the claim on the file, by which a move is committed once. `moveId` is the move's own id. Throws for one that was
 * metered before, whatever it said then, so that the second commit comes to nothing: the row and the meters never part.
 */
export async function moveStorage(
  tx: Transaction,
  move: { tenantId: string; fileId: string; moveId: string; bytes: number; to: "archive" | "hot" },
): Promise<void> {
  const { tenantId, bytes, to } = move;
  const archived = to === "archive" ? bytes : -bytes;
  const key = moveKey(move.fileId, move.moveId);
  // First the organisation and then its usage, as an upload takes them: so none waits for the other in a circle.
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
  const [metered] = await tx.execute<{ accepted: boolean }>(sql`
    select bool_and(verdict = 'accepted') as accepted
    from record_usage(${tenantId}, 'platform', array[${key}, ${`${key}:archive`}], array['storage_delta', 'archive_delta'],
      array[${String(-archived)}::numeric, ${String(archived)}::numeric], array['{}'::jsonb, '{}'::jsonb], array[now(), now()])`);
  if (!metered?.accepted)
    throw new Error(
      `The move ${move.moveId} of file ${move.fileId} was metered before; it is not committed again.`,
    );
  await tx
    .update(tenants)
    .set({
      storageUsed: sql`${tenants.storageUsed} - ${archived}`,
      archiveUsed: sql`${tenants.archiveUsed} + ${archived}`,
    })
    .where(eq(tenants.id, tenantId));
}

/** Whether a move of a file was committed, however it went on from there. */
export async function isMoved(
  tx: Transaction,
  { tenantId, fileId, moveId }: { tenantId: string; fileId: string; moveId: string },
): Promise<boolean> {
  const [event] = await tx
    .select({ key: usageEvents.key })
    .from(usageEvents)
    .where(
      and(
        eq(usageEvents.tenantId, tenantId),
        eq(usageEvents.key, moveKey(fileId, moveId)),
        sql`${usageEvents.source} <> 'request'`,
      ),
    )
    .limit(1);
  return event !== undefined;
}

const moveKey = (fileId: string, moveId: string) => `storage:move:${fileId}:${moveId}`;
