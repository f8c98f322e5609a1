import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

/**
 * First key of the lock of an organisation that comes back from a backup, the second being `hashtext` of its id: a restore
 * holds it alone, by its session, so that it ends with it; whoever removes what a deleted organisation left shares it.
 */
export const RESTORING_LOCK = 7_240_322;

/** Removes something of an organisation that no restore brings back meanwhile. Null: one does, and nothing was done. */
export function unlessRestoring<T>(
  tenantId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  return withSystem(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock_shared(${RESTORING_LOCK}, hashtext(${tenantId})) as free`,
    );
    return lock?.free ? await work(tx) : null;
  }, NO_LIMITS);
}
