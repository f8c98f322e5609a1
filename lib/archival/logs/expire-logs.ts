import { eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogsRestored } from "#db/schema/audit.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { RETENTION_DAYS } from "#lib/audit/retention.ts";
import { objectStores } from "#lib/storage/index.ts";

/** Job logs that belong to no organisation are kept for a year. */
const PLATFORM_DAYS = 365;

/**
 * What plans keep no longer: of jobs it is told here, of audit logs by their retention (`audit_remove`). The object goes
 * first, then the row that knows of it. Returns how many went.
 */
export async function removeExpiredLogs(now: Date, limit = 1000): Promise<number> {
  const days = Object.entries(RETENTION_DAYS).map(
    ([plan, kept]) => sql`when t.subscription_tier = ${plan} then ${kept}::int`,
  );
  await withSystem(
    (tx) =>
      tx.execute(sql`
        update archived_logs d set expired_at = now()
        where d.kind = 'job' and d.expired_at is null and d.removed_at is not null and d.day < (
          ${now.toISOString()}::timestamptz at time zone 'UTC')::date - coalesce(
            (select case ${sql.join(days, sql` `)} end from tenants t where t.id = d.tenant_id), ${PLATFORM_DAYS}::int)`),
    NO_LIMITS,
  );
  const old = await withSystem((tx) =>
    tx
      .select({ id: archivedLogs.id, key: archivedLogs.objectKey })
      .from(archivedLogs)
      .where(isNotNull(archivedLogs.expiredAt))
      .limit(limit),
  );
  for (const { id, key } of old) {
    await objectStores().archive.purge(key);
    await withSystem(async (tx) => {
      await tx.delete(auditLogsRestored).where(eq(auditLogsRestored.archivedLogId, id));
      await tx.delete(archivedLogs).where(eq(archivedLogs.id, id));
    });
  }
  return old.length;
}

/** Rows that were searchable for a time leave the database again; the archive has them as before. */
export async function forgetRestoredLogs(now: Date): Promise<number> {
  return withSystem(async (tx) => {
    const over = await tx
      .update(archivedLogs)
      .set({ restoredUntil: null })
      .where(lt(archivedLogs.restoredUntil, now))
      .returning({ id: archivedLogs.id });
    const ids = over.map(({ id }) => id);
    if (ids.length > 0)
      await tx.delete(auditLogsRestored).where(inArray(auditLogsRestored.archivedLogId, ids));
    return ids.length;
  }, NO_LIMITS);
}
