import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingPlans, type PlanId } from "#db/schema/billing.ts";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { PlanVersion } from "#lib/billing/plan-version.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { monthOf } from "#lib/usage/month.ts";

/** The plans in force in the month of `on`, in one currency, the smallest first. */
export async function offeredPlans(
  tx: Transaction,
  { currency, on }: { currency: string; on: Date },
): Promise<PlanVersion[]> {
  const rows = await tx
    .selectDistinctOn([billingPlans.id])
    .from(billingPlans)
    .where(sql`${billingPlans.currency} = ${currency} and ${billingPlans.validFrom} <= ${monthOf(on)}`)
    .orderBy(billingPlans.id, sql`${billingPlans.validFrom} desc`);
  return rows.sort((a, b) => a.fileProcessingLimit - b.fileProcessingLimit);
}

/** One of them. Throws `Conflict` (`plan_not_offered`) when the plan has no prices in the currency then. */
export async function offeredVersion(
  tx: Transaction,
  planId: PlanId,
  where: { currency: string; on: Date },
): Promise<PlanVersion> {
  const version = (await offeredPlans(tx, where)).find(({ id }) => id === planId);
  if (version) return version;
  throw new Conflict(
    "plan_not_offered",
    problemText("billing.planPricesSupport", { planId: PLAN_NAMES[planId], currency: where.currency }),
  );
}
