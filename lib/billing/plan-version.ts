import { and, desc, eq, lte } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingPlans, type PlanId } from "#db/schema/billing.ts";

export type PlanVersion = typeof billingPlans.$inferSelect;

/**
 * The plan as it is for the month of `on`: the newest version that was in force on the month's first day.
 * Throws when the plan has no prices in that currency.
 */
export async function planVersion(
  tx: Transaction,
  planId: PlanId,
  { currency = "USD", on = new Date() }: { currency?: string; on?: Date } = {},
): Promise<PlanVersion> {
  const firstDay = `${on.toISOString().slice(0, 7)}-01`;
  const [version] = await tx
    .select()
    .from(billingPlans)
    .where(
      and(
        eq(billingPlans.id, planId),
        eq(billingPlans.currency, currency),
        lte(billingPlans.validFrom, firstDay),
      ),
    )
    .orderBy(desc(billingPlans.validFrom))
    .limit(1);
  if (!version) throw new Error(`The plan ${planId} has no prices in ${currency} for ${firstDay}`);
  return version;
}
