import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PLAN_IDS, type PlanId } from "#db/schema/billing.ts";
import { GIB } from "#db/schema/tenants.ts";
import { moneyOf, priceOf, shareInMinor } from "#lib/billing/money.ts";
import { type BaseLine, baseLines, type PlanFrom } from "#lib/billing/plans/base-lines.ts";
import { startOfPlan } from "#lib/billing/plans/change-plan.ts";
import { downgradeAt } from "#lib/billing/plans/downgrade-at.ts";
import { isUpgrade, movedCaps, overLimits } from "#lib/billing/plans/limits.ts";
import { offeredPlans, offeredVersion } from "#lib/billing/plans/offered-version.ts";
import { planHistory } from "#lib/billing/plans/plan-history.ts";
import { accountOf, ChangePlan } from "#lib/billing/plans/read-plan.ts";
import { Money } from "#lib/billing/views.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { monthOf } from "#lib/usage/month.ts";

export const PreviewQuery = ChangePlan;
export const PlanPreview = z.object({
  plan: z.enum(PLAN_IDS),
  current_plan: z.enum(PLAN_IDS),
  direction: z.enum(["upgrade", "downgrade", "none"]),
  effective_at: z.string(),
  /** Always zero: the month is invoiced when it is over. */
  due_now: Money,
  /** Base price of the running month's invoice, as it stands and after the change; usage and tax come on top. */
  this_month: z.object({
    base_price: Money,
    base_price_before: Money,
    difference: Money,
    lines: z.array(
      z.object({
        plan: z.enum(PLAN_IDS),
        from: z.string(),
        to: z.string(),
        trial: z.boolean(),
        amount: Money,
      }),
    ),
  }),
  /** Base price of a whole month on the new plan. */
  monthly_price: Money,
  /**
   * What of the archive is beyond what the plan includes, in bytes, and costs a month as it stands. It is no obstacle:
   * what is archived stays and can be restored.
   */
  archive_beyond: z.object({ bytes: z.number(), a_month: Money }),
  /** What must shrink before a downgrade is possible. */
  over: z.array(
    z.object({
      what: z.enum(["storage", "seats"]),
      used: z.number(),
      limit: z.number(),
      message: z.string(),
    }),
  ),
});

/** What a change of plan at `now` would mean, to the cent. Throws `Conflict` (`plan_not_offered`). */
export async function previewPlan(
  ctx: Ctx,
  { plan }: z.output<typeof PreviewQuery>,
  now = new Date(),
): Promise<z.input<typeof PlanPreview>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const account = await accountOf(tx, ctx.tenant.id);
    const { currency } = account;
    const history = await planHistory(tx, ctx.tenant.id, now);
    const up = isUpgrade(account.plan, plan);
    const direction = plan === account.plan ? "none" : up ? "upgrade" : "downgrade";
    const effectiveAt = up ? startOfPlan(now, history.at(-1)?.effectiveAt) : downgradeAt(history, now);
    const [from, to] = [
      await offeredVersion(tx, account.plan, { currency, on: effectiveAt }),
      await offeredVersion(tx, plan, { currency, on: effectiveAt }),
    ];
    const over =
      direction === "downgrade" ? await overLimits(tx, ctx.tenant.id, to, movedCaps(account, from, to)) : [];
    const before = await linesOf(tx, history, currency, now);
    const after = up ? await linesOf(tx, withChange(history, plan, effectiveAt), currency, now) : before;
    const money = (minor: number) => moneyOf(minor, currency);
    const beyond = Math.max(0, account.archiveUsed - to.archiveLimit);
    return {
      plan,
      current_plan: account.plan,
      direction,
      effective_at: (direction === "none" ? now : effectiveAt).toISOString(),
      due_now: money(0),
      this_month: {
        base_price: money(total(after)),
        base_price_before: money(total(before)),
        difference: money(total(after) - total(before)),
        lines: after.map((line) => ({
          plan: line.planId,
          from: line.from.toISOString(),
          to: line.to.toISOString(),
          trial: line.trial,
          amount: money(line.amountMinor),
        })),
      },
      monthly_price: priceOf(to.monthlyPrice, currency),
      archive_beyond: {
        bytes: beyond,
        a_month: money(shareInMinor(to.costPerGbArchive, minorDigits(currency), beyond, GIB)),
      },
      over,
    };
  });
}

function withChange(history: readonly PlanFrom[], planId: PlanId, effectiveAt: Date): PlanFrom[] {
  const kept = history.filter((change) => change.effectiveAt < effectiveAt);
  return [...kept, { planId, effectiveAt, trialEndsAt: null }];
}

async function linesOf(tx: Transaction, history: readonly PlanFrom[], currency: string, now: Date) {
  const plans = await offeredPlans(tx, { currency, on: now });
  return baseLines(history, new Map(plans.map((plan) => [plan.id, plan])), monthOf(now));
}

const total = (lines: readonly BaseLine[]) => lines.reduce((sum, line) => sum + line.amountMinor, 0);
