import { and, asc, isNull, lte } from "drizzle-orm";
import { planChanges } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { applyDuePlanChange } from "#lib/billing/plans/change-plan.ts";

/** How many one pass takes up; the next one is minutes away. */
const PER_PASS = 1000;

/** Tenants whose waiting change of plan is due, the longest due first. */
export async function duePlanChanges(now = new Date()): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ tenantId: planChanges.tenantId })
      .from(planChanges)
      .where(and(isNull(planChanges.appliedAt), lte(planChanges.effectiveAt, now)))
      .orderBy(asc(planChanges.effectiveAt))
      .limit(PER_PASS),
  );
  return [...new Set(rows.map((row) => row.tenantId))];
}

/** Takes up the due changes of these tenants, each in a transaction of its own. */
export async function applyDuePlanChanges(tenantIds: readonly string[], now = new Date()) {
  const outcome = { applied: 0, refused: 0 };
  for (const tenantId of tenantIds) {
    const became = await withSystem((tx) => applyDuePlanChange(tx, tenantId, now));
    if (became) outcome[became] += 1;
  }
  return outcome;
}
