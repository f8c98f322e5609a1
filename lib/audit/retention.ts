import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { PlanId } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { textArray } from "#db/text-array.ts";
import { isClosed } from "#lib/tenancy/closed.ts";

/** How many days a plan keeps its audit log. */
export const RETENTION_DAYS: Record<PlanId, number> = {
  free: 90,
  pro: 365,
  // Seven years.
  enterprise: 7 * 365 + 2,
};

/** Rows about these stay as long as the invoices themselves, which are never removed: the accounts refer to them. */
export const KEPT_TARGETS: readonly string[] = ["invoice"];
/** Of an organisation that was deleted and was billed, what is about it as such stays as well. */
export const KEPT_OF_CLOSED: readonly string[] = [...KEPT_TARGETS, "tenant"];

/** Removes what the organisation's plan keeps no longer, as of `now`. Answers how many rows went. */
export async function trimAuditLog(tx: Transaction, tenantId: string, now: Date): Promise<number> {
  const [tenant] = await tx
    .select({ plan: tenants.subscriptionTier, slug: tenants.slug })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  // A closed one was thinned when it was closed.
  if (!tenant || isClosed(tenant.slug)) return 0;
  const before = new Date(now.getTime() - RETENTION_DAYS[tenant.plan] * 86_400_000);
  return removeAuditRows(tx, tenantId, before, KEPT_TARGETS);
}

/**
 * The database's own function, the only way for rows to leave the log: what was removed becomes a row of it, and what is
 * left can still be verified.
 */
export async function removeAuditRows(
  tx: Transaction,
  tenantId: string,
  before: Date,
  keep: readonly string[],
): Promise<number> {
  const [row] = await tx.execute<{ removed: string }>(
    sql`select audit_remove(${tenantId}, ${before.toISOString()}::timestamptz, ${textArray(keep)}::text::text[]) as removed`,
  );
  return Number(row?.removed ?? 0);
}
