import { and, desc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, type PlanId, planChanges } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { type AuditChange, auditAs } from "#lib/audit/record.ts";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import { downgradeAt } from "#lib/billing/plans/downgrade-at.ts";
import { followPlanVersions } from "#lib/billing/plans/follow-versions.ts";
import {
  type HardCaps,
  isUpgrade,
  movedCaps,
  type OverLimit,
  overLimits,
} from "#lib/billing/plans/limits.ts";
import { offeredVersion } from "#lib/billing/plans/offered-version.ts";
import { planHistory } from "#lib/billing/plans/plan-history.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";

export interface PlanRequest {
  tenantId: string;
  planId: PlanId;
  /** As in the audit log: `user:<id>`, `operator`. */
  requestedBy: string;
  now: Date;
  /** Operators change at once in both directions, whatever the tenant holds; members downgrade at a month's end. */
  byOperator?: boolean;
  trialEndsAt?: Date | null;
}

export interface PlanOutcome {
  plan: PlanId;
  previous: PlanId;
  effectiveAt: Date;
  /** False: it waits for its time. */
  applied: boolean;
}

/**
 * Gives a tenant another plan, in a system transaction: an upgrade at once, a downgrade at the end of a month
 * (`downgradeAt`). A change that waited is replaced; asking for the present plan takes it back.
 * Throws `Conflict`: `plan_unchanged`, `plan_not_offered` (no prices in the tenant's currency), `over_new_limits` with
 * `over`, the list of what does not fit.
 */
export async function changePlan(tx: Transaction, request: PlanRequest): Promise<PlanOutcome> {
  const { tenantId, planId, now } = request;
  // What is due and was not yet taken up has been in force since its time.
  await applyDuePlanChange(tx, tenantId, now);
  const tenant = await lockTenant(tx, tenantId);
  const withdrawn = await withdrawWaiting(tx, tenantId, now);
  if (tenant.plan === planId) {
    if (!withdrawn && !request.byOperator)
      throw new Conflict(
        "plan_unchanged",
        problemText("billing.planAlreadyChoose", { planId: PLAN_NAMES[planId] }),
      );
    if (withdrawn) await auditChange(tx, request, "plan.change_withdrawn", { plan: withdrawn });
    return { plan: planId, previous: planId, effectiveAt: now, applied: true };
  }
  if (request.byOperator || isUpgrade(tenant.plan, planId)) return changeNow(tx, tenant, request);

  const effectiveAt = downgradeAt(await planHistory(tx, tenantId, now), now);
  await refuseOverLimits(tx, tenant, planId, effectiveAt);
  await tx.insert(planChanges).values({ tenantId, effectiveAt, planId, requestedBy: request.requestedBy });
  await auditChange(tx, request, "plan.change_scheduled", {
    plan: planId,
    previous: tenant.plan,
    effective_at: effectiveAt.toISOString(),
  });
  return { plan: planId, previous: tenant.plan, effectiveAt, applied: false };
}

/** Takes a waiting change back. Throws `NotFound` (`plan_change_not_found`) when none waits. */
export async function withdrawPlanChange(
  tx: Transaction,
  request: { tenantId: string; requestedBy: string; now: Date },
): Promise<void> {
  await lockTenant(tx, request.tenantId);
  const withdrawn = await withdrawWaiting(tx, request.tenantId, request.now);
  if (!withdrawn) throw new NotFound("plan_change_not_found", problemText("billing.changePlanWaiting"));
  await auditChange(tx, request, "plan.change_withdrawn", { plan: withdrawn });
}

/** When a plan that is chosen now starts: to the second, but never before what came last. */
export function startOfPlan(now: Date, last: Date | undefined): Date {
  const second = new Date(Math.floor(now.getTime() / 1000) * 1000);
  return last && last > second ? last : second;
}

/**
 * Makes a due change the tenant's plan, once. One that no longer fits is dropped: the tenant keeps its plan, and its
 * admins are told what was over. Answers what became of it; null: nothing was due.
 */
export async function applyDuePlanChange(
  tx: Transaction,
  tenantId: string,
  now: Date,
): Promise<"applied" | "refused" | null> {
  await followPlanVersions(tx, now, tenantId);
  const tenant = await lockTenant(tx, tenantId);
  const waiting = and(eq(planChanges.tenantId, tenantId), isNull(planChanges.appliedAt));
  const [due] = await tx
    .select()
    .from(planChanges)
    .where(and(waiting, lte(planChanges.effectiveAt, now)))
    .orderBy(desc(planChanges.effectiveAt))
    .limit(1);
  if (!due) return null;
  const at = and(eq(planChanges.tenantId, tenantId), eq(planChanges.effectiveAt, due.effectiveAt));
  const [from, to] = await versions(tx, tenant, due.planId, now);
  const caps = movedCaps(tenant, from, to);
  const over = await overLimits(tx, tenantId, to, caps);
  const request = { tenantId, requestedBy: due.requestedBy };
  if (over.length > 0) {
    await tx.delete(planChanges).where(at);
    const reasons = over.map(({ message }) => message);
    await auditChange(tx, request, "plan.change_refused", { plan: due.planId, reasons });
    await emit(tx, {
      name: "plan/change.refused",
      data: { tenant_id: tenantId, plan: due.planId, reasons },
    });
    return "refused";
  }
  await tx
    .update(planChanges)
    .set({ appliedAt: now })
    .where(and(waiting, lte(planChanges.effectiveAt, now)));
  await takeUp(tx, tenant, { ...request, planId: due.planId, now: due.effectiveAt }, caps);
  return "applied";
}

interface Tenant {
  id: string;
  plan: PlanId;
  storageQuota: number;
  archiveQuota: number;
  apiQuota: number;
  currency: string;
}

async function lockTenant(tx: Transaction, tenantId: string): Promise<Tenant> {
  const [tenant] = await tx
    .select({
      id: tenants.id,
      plan: tenants.subscriptionTier,
      storageQuota: tenants.storageQuota,
      archiveQuota: tenants.archiveQuota,
      apiQuota: tenants.apiQuota,
      currency: billingAccounts.currency,
    })
    .from(tenants)
    .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
    .where(eq(tenants.id, tenantId))
    .for("update", { of: tenants });
  if (!tenant) throw new NotFound("tenant_not_found", problemText("billing.thereIsNo"));
  return tenant;
}

async function changeNow(tx: Transaction, tenant: Tenant, request: PlanRequest): Promise<PlanOutcome> {
  const { tenantId, planId, now, requestedBy, trialEndsAt = null } = request;
  const [from, to] = await versions(tx, tenant, planId, now);
  const [last] = await tx
    .select({ at: sql<string>`max(${planChanges.effectiveAt})` })
    .from(planChanges)
    .where(eq(planChanges.tenantId, tenantId));
  const effectiveAt = startOfPlan(now, last?.at ? new Date(last.at) : undefined);
  const values = { planId, trialEndsAt, requestedBy, appliedAt: now };
  await tx
    .insert(planChanges)
    .values({ tenantId, effectiveAt, ...values })
    .onConflictDoUpdate({ target: [planChanges.tenantId, planChanges.effectiveAt], set: values });
  await takeUp(tx, tenant, { ...request, now: effectiveAt }, movedCaps(tenant, from, to));
  return { plan: planId, previous: tenant.plan, effectiveAt, applied: true };
}

/** The tenant's own columns follow, with the audit row and the event. */
async function takeUp(
  tx: Transaction,
  tenant: Tenant,
  request: Pick<PlanRequest, "tenantId" | "planId" | "requestedBy" | "now">,
  caps: HardCaps,
): Promise<void> {
  const { tenantId, planId } = request;
  await tx
    .update(tenants)
    .set({ subscriptionTier: planId, ...caps })
    .where(eq(tenants.id, tenantId));
  await auditChange(
    tx,
    request,
    "plan.changed",
    { effective_at: request.now.toISOString() },
    {
      before: { plan: tenant.plan, ...auditedCaps(tenant) },
      after: { plan: planId, ...auditedCaps(caps) },
    },
  );
  await emit(tx, {
    name: "plan/changed",
    data: {
      tenant_id: tenantId,
      plan: planId,
      previous_plan: tenant.plan,
      effective_at: request.now.toISOString(),
    },
  });
}

const auditedCaps = ({ storageQuota, archiveQuota, apiQuota }: HardCaps) => ({
  storage_quota: storageQuota,
  archive_quota: archiveQuota,
  api_quota: apiQuota,
});

async function refuseOverLimits(tx: Transaction, tenant: Tenant, planId: PlanId, on: Date): Promise<void> {
  const [from, to] = await versions(tx, tenant, planId, on);
  const over = await overLimits(tx, tenant.id, to, movedCaps(tenant, from, to));
  if (over.length > 0) throw refusedFor(over.map((one) => ({ ...one, message: retold(one.message) })));
}

const versions = async (tx: Transaction, { plan, currency }: Tenant, planId: PlanId, on: Date) =>
  [
    await offeredVersion(tx, plan, { currency, on }),
    await offeredVersion(tx, planId, { currency, on }),
  ] as const;

/** The plan of the change that waited, or null. */
async function withdrawWaiting(tx: Transaction, tenantId: string, now: Date): Promise<PlanId | null> {
  const [gone] = await tx
    .delete(planChanges)
    .where(
      and(
        eq(planChanges.tenantId, tenantId),
        isNull(planChanges.appliedAt),
        gt(planChanges.effectiveAt, now),
      ),
    )
    .returning({ plan: planChanges.planId });
  return gone?.plan ?? null;
}

async function auditChange(
  tx: Transaction,
  { tenantId, requestedBy }: { tenantId: string; requestedBy: string },
  action: string,
  detail: Record<string, unknown>,
  change?: AuditChange,
): Promise<void> {
  const target = { type: "tenant", id: tenantId };
  await auditAs(tx, { tenantId, actor: requestedBy }, action, target, detail, change);
}

const refusedFor = (over: OverLimit[]) =>
  new Conflict("over_new_limits", over.map(({ message }) => message).join(" "), { over });
