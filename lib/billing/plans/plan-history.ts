import { and, asc, eq, isNotNull, lte, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { planChanges } from "#db/schema/billing.ts";
import type { PlanFrom } from "#lib/billing/plans/base-lines.ts";

/** What has been in force up to now, oldest first. */
export async function planHistory(tx: Transaction, tenantId: string, now: Date): Promise<PlanFrom[]> {
  return tx
    .select({
      planId: planChanges.planId,
      effectiveAt: planChanges.effectiveAt,
      trialEndsAt: planChanges.trialEndsAt,
    })
    .from(planChanges)
    .where(
      and(
        eq(planChanges.tenantId, tenantId),
        or(isNotNull(planChanges.appliedAt), lte(planChanges.effectiveAt, now)),
      ),
    )
    .orderBy(asc(planChanges.effectiveAt));
}
