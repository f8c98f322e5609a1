import type { PlanFrom } from "#lib/billing/plans/base-lines.ts";
import { isUpgrade } from "#lib/billing/plans/limits.ts";
import { endOfMonth, monthOf } from "#lib/usage/month.ts";

/** A larger plan is kept at least this long: a month's usage is rated by the plan at its end. */
const KEPT_MS = 28 * 86_400_000;

/**
 * When a downgrade that a member asks for at `now` takes effect: at the first end of a month (UTC) that lies at least 28
 * days after the last upgrade. An upgrade whose trial still runs was not paid for yet and holds nobody. `history`: what
 * has been in force, oldest first.
 */
export function downgradeAt(history: readonly PlanFrom[], now: Date): Date {
  const upgraded = history.findLast(({ planId }, index) => {
    const before = history[index - 1];
    return before !== undefined && isUpgrade(before.planId, planId);
  });
  const monthsEnd = endOfMonth(monthOf(now));
  if (!upgraded || (upgraded.trialEndsAt && upgraded.trialEndsAt > now)) return monthsEnd;
  const kept = new Date(upgraded.effectiveAt.getTime() + KEPT_MS);
  return kept <= monthsEnd ? monthsEnd : endOfMonth(monthOf(new Date(kept.getTime() - 1)));
}
