import { eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";

/** Bytes that still fit into the archive of a tenant `t`, in SQL. */
export const ARCHIVE_ROOM: SQL = sql`greatest(0, t.archive_quota - t.archive_used - coalesce((
  select sum(f.size) from files f where f.tenant_id = t.id and f.storage_tier = 'archiving'), 0))`;

/**
 * Bytes that still fit into a tenant's archive, never below zero: its hard cap less what is there and what is on its way.
 * With `hold` the tenant's row is held until the caller's transaction ends, so that of several who claim files at once
 * exactly those that fit go. Works in a tenant's and in a system transaction.
 */
export async function archiveRoom(
  tx: Transaction,
  tenantId: string,
  { hold = false }: { hold?: boolean } = {},
): Promise<number> {
  // Apart, and first: what is on its way is then counted by a statement that began after the row was ours.
  if (hold)
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
  const [row] = await tx.execute<{ room: number }>(
    sql`select ${ARCHIVE_ROOM}::float8 as room from tenants t where t.id = ${tenantId}`,
  );
  return row?.room ?? 0;
}
