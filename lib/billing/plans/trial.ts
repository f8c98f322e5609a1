import { and, desc, eq, lte } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { planChanges } from "#db/schema/billing.ts";
import { Conflict } from "#lib/errors.ts";
import { monthOf, startOfMonth } from "#lib/usage/month.ts";

/**
 * Until when the plan in force has no base price, in a system transaction; null ends a trial that runs. A trial may end at any time of the running
 * month or later, never in a month that may be invoiced already. Throws `Conflict` (`trial_past`).
 */
export async function setTrialEnd(
  tx: Transaction,
  tenantId: string,
  endsAt: Date | null,
  now: Date,
): Promise<void> {
  if (endsAt && endsAt < startOfMonth(monthOf(now)))
    throw new Conflict("trial_past", "A trial cannot end in a month that is over. Choose a later time.");
  const [current] = await tx
    .select({ effectiveAt: planChanges.effectiveAt, trialEndsAt: planChanges.trialEndsAt })
    .from(planChanges)
    .where(and(eq(planChanges.tenantId, tenantId), lte(planChanges.effectiveAt, now)))
    .orderBy(desc(planChanges.effectiveAt))
    .limit(1);
  if (!current) throw new Error(`Tenant ${tenantId} has no plan`);
  // Nothing to end: what was paid for stays paid for.
  if (!endsAt && (!current.trialEndsAt || current.trialEndsAt <= now)) return;
  await tx
    .update(planChanges)
    .set({ trialEndsAt: endsAt ?? now })
    .where(and(eq(planChanges.tenantId, tenantId), eq(planChanges.effectiveAt, current.effectiveAt)));
}
