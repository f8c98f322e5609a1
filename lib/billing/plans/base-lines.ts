import type { PlanId } from "#db/schema/billing.ts";
import { shareInMinor } from "#lib/billing/money.ts";
import type { PlanVersion } from "#lib/billing/plan-version.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { endOfMonth, type Month, startOfMonth } from "#lib/usage/month.ts";

/** From when a tenant has which plan. */
export interface PlanFrom {
  planId: PlanId;
  effectiveAt: Date;
  trialEndsAt: Date | null;
}

export interface BaseLine {
  planId: PlanId;
  from: Date;
  to: Date;
  trial: boolean;
  amountMinor: number;
}

/**
 * The base lines that the month's invoice gets by this history of plans, oldest first: each part's share of the month's
 * price by time, rounded once. The same calculation as `parts` and `charges` in lib/billing/sql, which a test compares.
 */
export function baseLines(
  history: readonly PlanFrom[],
  plans: ReadonlyMap<PlanId, PlanVersion>,
  month: Month,
): BaseLine[] {
  const [start, end] = [startOfMonth(month), endOfMonth(month)];
  return history.flatMap((change, index) => {
    const from = later(change.effectiveAt, start);
    const to = earlier(history[index + 1]?.effectiveAt ?? end, end);
    if (from >= to) return [];
    const trialEnd = change.trialEndsAt ? earlier(later(change.trialEndsAt, from), to) : from;
    const parts = [
      { from, to: trialEnd, trial: true },
      { from: trialEnd, to, trial: false },
    ].filter((part) => part.from < part.to);
    return parts.map((part) => ({
      planId: change.planId,
      ...part,
      amountMinor: part.trial ? 0 : priceOf(plans, change.planId, span(part.from, part.to), span(start, end)),
    }));
  });
}

function priceOf(
  plans: ReadonlyMap<PlanId, PlanVersion>,
  planId: PlanId,
  part: number,
  whole: number,
): number {
  const plan = plans.get(planId);
  if (!plan) throw new Error(`The plan ${planId} has no prices for the month`);
  return shareInMinor(plan.monthlyPrice, minorDigits(plan.currency), part, whole);
}

const span = (from: Date, to: Date) => to.getTime() - from.getTime();
const later = (a: Date, b: Date) => (a > b ? a : b);
const earlier = (a: Date, b: Date) => (a < b ? a : b);
