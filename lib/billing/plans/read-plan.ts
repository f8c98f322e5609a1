import { and, asc, desc, eq, gt, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, PLAN_IDS, planChanges } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { priceOf } from "#lib/billing/money.ts";
import type { PlanVersion } from "#lib/billing/plan-version.ts";
import { changePlan, withdrawPlanChange } from "#lib/billing/plans/change-plan.ts";
import { capsOf } from "#lib/billing/plans/limits.ts";
import { offeredPlans } from "#lib/billing/plans/offered-version.ts";
import { Money } from "#lib/billing/views.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Limits are what the plan includes a month, caps where it refuses; storage in bytes, prices in the currency. */
export const PlanOffer = z.object({
  id: z.enum(PLAN_IDS),
  name: z.string(),
  valid_from: z.string(),
  monthly_price: Money,
  file_limit: z.number(),
  storage_limit: z.number(),
  api_calls_limit: z.number(),
  archive_limit: z.number(),
  storage_cap: z.number(),
  api_calls_cap: z.number(),
  archive_cap: z.number(),
  seat_limit: z.number().nullable(),
  extra_file: Money,
  extra_gib: Money,
  extra_1k_api_calls: Money,
  /** A GiB of the archive beyond its limit, on average over the month. */
  extra_archive_gib: Money,
  /** A GiB restored at the standard tier. */
  restored_gib: Money,
});

export const PlanState = z.object({
  plan: z.enum(PLAN_IDS),
  currency: z.string(),
  /** Since when the plan is the tenant's. */
  since: z.string(),
  trial_ends_at: z.string().nullable(),
  /** Hard caps as they hold for this tenant. */
  storage_cap: z.number(),
  api_calls_cap: z.number(),
  archive_cap: z.number(),
  /** A change that takes effect later. */
  waiting: z.object({ plan: z.enum(PLAN_IDS), effective_at: z.string() }).nullable(),
});

export const ChangePlan = z.object({ plan: z.enum(PLAN_IDS) });

/** The tenant's plan, and what waits. */
export async function readPlan(ctx: Ctx, now = new Date()): Promise<z.input<typeof PlanState>> {
  requireRole(ctx, "admin");
  return ctx.transaction((tx) => planState(tx, ctx.tenant.id, now));
}

/** The plans on offer this month in the tenant's currency, the smallest first. */
export async function listPlans(ctx: Ctx, now = new Date()): Promise<{ items: z.input<typeof PlanOffer>[] }> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { currency } = await accountOf(tx, ctx.tenant.id);
    return { items: (await offeredPlans(tx, { currency, on: now })).map(presentPlan) };
  });
}

/** The plans on offer this month in US dollars, for anybody; the smallest first. */
export async function listPublicPlans(now = new Date()): Promise<z.input<typeof PlanOffer>[]> {
  const plans = await withSystem((tx) => offeredPlans(tx, { currency: "USD", on: now }));
  return plans.map(presentPlan);
}

/** A member's change of plan, by the rules of `changePlan`. */
export async function requestPlan(
  ctx: Ctx,
  { plan }: z.output<typeof ChangePlan>,
  now = new Date(),
): Promise<z.input<typeof PlanState>> {
  requireRole(ctx, "admin");
  return withSystem(async (tx) => {
    await changePlan(tx, { tenantId: ctx.tenant.id, planId: plan, requestedBy: actor(ctx), now });
    return planState(tx, ctx.tenant.id, now);
  });
}

/** Takes a waiting change back. */
export async function cancelPlanChange(ctx: Ctx, now = new Date()): Promise<z.input<typeof PlanState>> {
  requireRole(ctx, "admin");
  return withSystem(async (tx) => {
    await withdrawPlanChange(tx, { tenantId: ctx.tenant.id, requestedBy: actor(ctx), now });
    return planState(tx, ctx.tenant.id, now);
  });
}

export function presentPlan(plan: PlanVersion): z.input<typeof PlanOffer> {
  const money = (price: string) => priceOf(price, plan.currency);
  const caps = capsOf(plan);
  return {
    id: plan.id,
    name: plan.name,
    valid_from: plan.validFrom,
    monthly_price: money(plan.monthlyPrice),
    file_limit: plan.fileProcessingLimit,
    storage_limit: plan.storageLimit,
    api_calls_limit: plan.apiCallsLimit,
    archive_limit: plan.archiveLimit,
    storage_cap: caps.storageQuota,
    api_calls_cap: caps.apiQuota,
    archive_cap: caps.archiveQuota,
    seat_limit: plan.seatLimit,
    extra_file: money(plan.costPerExtraFile),
    extra_gib: money(plan.costPerGbStorage),
    extra_1k_api_calls: money(plan.costPer1kApiCalls),
    extra_archive_gib: money(plan.costPerGbArchive),
    restored_gib: money(plan.costPerGbRestore),
  };
}

/** The currency and plan of a tenant; in any transaction that sees it. */
export async function accountOf(tx: Transaction, tenantId: string) {
  const [row] = await tx
    .select({
      currency: billingAccounts.currency,
      plan: tenants.subscriptionTier,
      storageQuota: tenants.storageQuota,
      archiveUsed: tenants.archiveUsed,
      archiveQuota: tenants.archiveQuota,
      apiQuota: tenants.apiQuota,
    })
    .from(billingAccounts)
    .innerJoin(tenants, eq(tenants.id, billingAccounts.tenantId))
    .where(eq(billingAccounts.tenantId, tenantId));
  if (!row) throw new Error(`Tenant ${tenantId} has no billing account`);
  return row;
}

async function planState(tx: Transaction, tenantId: string, now: Date): Promise<z.input<typeof PlanState>> {
  const account = await accountOf(tx, tenantId);
  const mine = eq(planChanges.tenantId, tenantId);
  const [current] = await tx
    .select()
    .from(planChanges)
    .where(and(mine, lte(planChanges.effectiveAt, now)))
    .orderBy(desc(planChanges.effectiveAt))
    .limit(1);
  const [waiting] = await tx
    .select()
    .from(planChanges)
    .where(and(mine, isNull(planChanges.appliedAt), gt(planChanges.effectiveAt, now)))
    .orderBy(asc(planChanges.effectiveAt))
    .limit(1);
  return {
    plan: account.plan,
    currency: account.currency,
    since: (current?.effectiveAt ?? now).toISOString(),
    trial_ends_at: current?.trialEndsAt?.toISOString() ?? null,
    storage_cap: account.storageQuota,
    api_calls_cap: account.apiQuota,
    archive_cap: account.archiveQuota,
    waiting: waiting ? { plan: waiting.planId, effective_at: waiting.effectiveAt.toISOString() } : null,
  };
}
