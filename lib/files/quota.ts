import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { QuotaExceeded } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/**
 * Promises `bytes` of storage to an upload, atomically: of parallel uploads at the edge of the quota exactly those that
 * fit are admitted. Throws `QuotaExceeded` (`storage_quota_exceeded`).
 */
export async function reserveStorage(tx: Transaction, tenantId: string, bytes: number): Promise<void> {
  const [row] = await tx
    .update(tenants)
    .set({ storageReserved: sql`${tenants.storageReserved} + ${bytes}` })
    .where(and(eq(tenants.id, tenantId), fits(bytes)))
    .returning({ id: tenants.id });
  if (!row) await refuseStorage(tx, tenantId, bytes);
}

/** Refuses early, without holding the organisation's row, what `reserveStorage` would refuse as things stand. */
export async function requireRoom(tx: Transaction, tenantId: string, bytes: number): Promise<void> {
  const [row] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.id, tenantId), fits(bytes)));
  if (!row) await refuseStorage(tx, tenantId, bytes);
}

const fits = (bytes: number) =>
  sql`${tenants.storageUsed} + ${tenants.storageReserved} + ${bytes} <= ${tenants.storageQuota}`;

async function refuseStorage(tx: Transaction, tenantId: string, bytes: number): Promise<never> {
  const [now] = await tx
    .select({ used: tenants.storageUsed, reserved: tenants.storageReserved, quota: tenants.storageQuota })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  throw new QuotaExceeded("storage_quota_exceeded", problemText("files.organisationStorageFull"), {
    storage_used: now?.used,
    storage_reserved: now?.reserved,
    storage_quota: now?.quota,
    requested: bytes,
  });
}

/** Gives back what an upload reserved and did not use. */
export async function releaseStorage(tx: Transaction, tenantId: string, bytes: number): Promise<void> {
  await tx
    .update(tenants)
    .set({ storageReserved: sql`${tenants.storageReserved} - ${bytes}` })
    .where(eq(tenants.id, tenantId));
}

/** Turns a reservation into bytes stored. */
export async function settleStorage(
  tx: Transaction,
  tenantId: string,
  reserved: number,
  stored: number,
): Promise<void> {
  await tx
    .update(tenants)
    .set({
      storageReserved: sql`${tenants.storageReserved} - ${reserved}`,
      storageUsed: sql`${tenants.storageUsed} + ${stored}`,
    })
    .where(eq(tenants.id, tenantId));
}
