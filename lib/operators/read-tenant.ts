import { and, desc, eq, like, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { users } from "#db/schema/auth.ts";
import { PLAN_IDS, planChanges } from "#db/schema/billing.ts";
import { operators } from "#db/schema/operators.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { AccountView, readAccount } from "#lib/billing/plans/account.ts";
import { DiscountView, listDiscounts } from "#lib/billing/plans/coupons.ts";
import { ProjectedInvoice, projectInvoice } from "#lib/billing/plans/project-invoice.ts";
import { PlanState, readPlan } from "#lib/billing/plans/read-plan.ts";
import { NotFound } from "#lib/errors.ts";
import { OperatorTenantView, tenantViews } from "#lib/operators/list-tenants.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { type Ctx, joined } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { CurrentUsage, readCurrentUsage } from "#lib/usage/current-usage.ts";

export const OperatorTenantDetail = OperatorTenantView.extend({
  url: z.string(),
  domain: z.string().nullable(),
  account: AccountView,
  plan_state: PlanState,
  /** Newest first; the last 50. */
  plan_history: z.array(
    z.object({
      plan: z.enum(PLAN_IDS),
      effective_at: z.string(),
      trial_ends_at: z.string().nullable(),
      /** `operator`, `system`, or the member's name. */
      requested_by: z.string(),
      /** False: it waits for its time. */
      applied: z.boolean(),
    }),
  ),
  discounts: z.array(DiscountView),
  month: CurrentUsage,
  projection: ProjectedInvoice,
  /** What operators did, and what changed plan, terms and access; newest first, the last 50. */
  changes: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      /** `operator`, `system`, or the member's name. */
      by: z.string(),
      action: z.string(),
      target: z.object({ type: z.string(), id: z.string() }),
      detail: z.record(z.string(), z.unknown()),
      /** The fields that changed, where it is about fields. */
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
      trace_id: z.string().nullable(),
    }),
  ),
});

const SHOWN = 50;

/** One organisation by its address, as operators see it. Throws `NotFound` (`tenant_not_found`). */
export async function readOperatorTenant(
  slug: string,
  now = new Date(),
): Promise<z.input<typeof OperatorTenantDetail>> {
  const { id, domain } = await find(slug);
  const system = await systemCtx(id);
  return withSystem(async (tx) => {
    const ctx = joined(system, tx);
    const [view] = await tenantViews(tx, sql`select * from tenants where id = ${id}`, now);
    if (!view) throw notFound(slug);
    return {
      ...view,
      url: originOf(view.slug),
      domain,
      ...(await terms(ctx, now)),
      plan_history: await history(tx, id),
      changes: await changes(tx, id),
    };
  });
}

async function find(slug: string): Promise<{ id: string; domain: string | null }> {
  const [found] = await withSystem((tx) =>
    tx
      .select({ id: tenants.id, domain: tenants.domain })
      .from(tenants)
      .where(and(eq(tenants.slug, slug), notClosed())),
  );
  if (!found) throw notFound(slug);
  return found;
}

const notFound = (slug: string) =>
  new NotFound("tenant_not_found", `There is no organisation ${slug}. Open it from the list.`);

/** What its own admins see of plan, usage and money. One after another: they share a transaction. */
async function terms(ctx: Ctx, now: Date) {
  return {
    account: await readAccount(ctx),
    plan_state: await readPlan(ctx, now),
    discounts: (await listDiscounts(ctx)).items,
    month: await readCurrentUsage(ctx, now),
    projection: await projectInvoice(ctx, now),
  };
}

/** The name of a member or an operator, else the actor as it is written. */
const nameOf = (actor: typeof auditLogs.actor | typeof planChanges.requestedBy) =>
  sql<string>`coalesce((select ${users.name} from ${users} where ${actor} = 'user:' || ${users.id}),
    (select 'operator ' || ${operators.name} from ${operators} where ${actor} = 'operator:' || ${operators.id}), ${actor})`;

async function history(tx: Transaction, tenantId: string) {
  const rows = await tx
    .select({
      plan: planChanges.planId,
      effectiveAt: planChanges.effectiveAt,
      trialEndsAt: planChanges.trialEndsAt,
      requested_by: nameOf(planChanges.requestedBy),
      applied: sql<boolean>`${planChanges.appliedAt} is not null`,
    })
    .from(planChanges)
    .where(eq(planChanges.tenantId, tenantId))
    .orderBy(desc(planChanges.effectiveAt))
    .limit(SHOWN);
  return rows.map(({ effectiveAt, trialEndsAt, ...rest }) => ({
    ...rest,
    effective_at: effectiveAt.toISOString(),
    trial_ends_at: trialEndsAt?.toISOString() ?? null,
  }));
}

async function changes(tx: Transaction, tenantId: string) {
  const concerns = ["tenant.%", "plan.%", "coupon.%", "billing_account.%"].map((pattern) =>
    like(auditLogs.action, pattern),
  );
  const rows = await tx
    .select({
      id: auditLogs.id,
      createdAt: auditLogs.createdAt,
      by: nameOf(auditLogs.actor),
      action: auditLogs.action,
      type: auditLogs.targetType,
      target: auditLogs.targetId,
      detail: auditLogs.detail,
      before: auditLogs.before,
      after: auditLogs.after,
      trace_id: auditLogs.traceId,
    })
    .from(auditLogs)
    .where(and(eq(auditLogs.tenantId, tenantId), or(like(auditLogs.actor, "operator%"), ...concerns)))
    .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id))
    .limit(SHOWN);
  return rows.map(({ createdAt, type, target, ...rest }) => ({
    ...rest,
    at: createdAt.toISOString(),
    target: { type, id: target },
  }));
}
