import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { QuotaExceeded } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { usageOfMonth } from "#lib/usage/current-usage.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

/**
 * Whether a file may be processed for the first time: on the free plan while the month's files, with those in hand, are
 * below the plan's. Paid plans go on and pay. A file that completed before runs again for nothing. Holds the tenant's row
 * until the caller's transaction ends, so that of several at once exactly those that fit start.
 */
export async function fitsFileQuota(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  now = new Date(),
): Promise<boolean> {
  const [tenant] = await tx
    .select({ tier: tenants.subscriptionTier, currency: billingAccounts.currency })
    .from(tenants)
    .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
    .where(eq(tenants.id, tenantId))
    .for("no key update", { of: tenants });
  if (tenant?.tier !== "free") return true;
  const { fileProcessingLimit } = await planVersion(tx, "free", { currency: tenant.currency, on: now });
  const { files } = await usageOfMonth(tx, tenantId, monthOf(now));
  // Rows whose first run is under way: they will count when they complete.
  const [inHand] = await tx.execute<{ n: number; again: boolean }>(sql`
    select (select count(*)::int from processing_runs r where r.tenant_id = ${tenantId} and r.status = 'running' and r.file_id <> ${fileId}
        and not exists (select from usage_events e where e.tenant_id = r.tenant_id and e.key = 'file_processed:' || r.file_id and e.source <> 'request')) as n,
      exists (select from usage_events e where e.tenant_id = ${tenantId} and e.key = ${`file_processed:${fileId}`} and e.source <> 'request') as again`);
  return (inHand?.again ?? false) || files + (inHand?.n ?? 0) < fileProcessingLimit;
}

export function fileQuotaExceeded(now = new Date()): QuotaExceeded {
  return new QuotaExceeded(
    "file_quota_exceeded",
    problemText("usage.freePlanFiles", { from: addMonths(monthOf(now), 1) }),
    { reset_at: `${addMonths(monthOf(now), 1)}T00:00:00.000Z` },
  );
}
