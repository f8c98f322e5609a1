import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, PLAN_IDS } from "#db/schema/billing.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { operatorDecides } from "#lib/billing/payments/suspension.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { prepareCurrencyChange } from "#lib/billing/plans/currency-change.ts";
import { setTrialEnd } from "#lib/billing/plans/trial.ts";
import { lockDomain } from "#lib/domains/lock-domain.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed, recordForTenant } from "#lib/operators/record.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { customDomain } from "#lib/tenancy/domain.ts";

export const OperatorChangeTenant = z
  .object({
    plan: z.enum(PLAN_IDS),
    storage_quota: z.number().int().min(0),
    archive_quota: z.number().int().min(0),
    api_quota: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1),
    /** A share: 0.19 is 19 %. */
    tax_rate: z
      .union([z.number(), z.string().trim()])
      .transform(String)
      .pipe(
        z
          .string()
          .regex(
            /^0(\.\d{1,6})?$/,
            "Write the rate as a share below 1 with at most 6 decimals: 0.19 is 19 %.",
          ),
      ),
    reverse_charge: z.boolean(),
    currency: z.string().trim().toUpperCase(),
    /** Until then the present plan has no base price; null ends the trial. */
    trial_ends_at: z.iso.datetime({ offset: true }).nullable(),
    suspended: z.boolean(),
    /** Custom domain that the operator vouches for; null: none. */
    domain: z.string().max(300).nullable(),
  })
  .partial();

export const OperatorTenant = z.object({
  tenant_id: z.string(),
  slug: z.string(),
  domain: z.string().nullable(),
  plan: z.enum(PLAN_IDS),
  storage_quota: z.number(),
  archive_quota: z.number(),
  api_quota: z.number(),
  tax_rate: z.string(),
  reverse_charge: z.boolean(),
  currency: z.string(),
  is_active: z.boolean(),
  /** Until then the plan has no base price; null: it has never had a trial. */
  trial_ends_at: z.string().nullable(),
});

/**
 * Plan (at once, in both directions), hard caps, tax, currency, trial, suspension, custom domain. Caps that come with a plan are the
 * plan's; caps named beside it win. A suspended organisation keeps its data; nobody but its admins' billing gets in.
 * Throws `NotFound`, `Invalid` (`tax_id_required` for a reverse charge without one; a domain that cannot be one),
 * `Conflict` (`currency_not_offered`, `currency_in_use`, `credit_carried`, `plan_not_offered`, `domain_taken`).
 */
export async function operatorChangeTenant(
  slug: string,
  input: z.output<typeof OperatorChangeTenant>,
  now = new Date(),
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof OperatorTenant>> {
  if (Object.values(input).every((value) => value === undefined))
    throw new Invalid(
      "nothing_to_change",
      `Name what to change: ${Object.keys(OperatorChangeTenant.shape).join(", ")}.`,
    );
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(eq(tenants.slug, slug), notClosed()))
      .for("update");
    if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
    const tenantId = tenant.id;
    const before = await present(tx, tenantId, now);
    // Before the plan, whose prices are looked up in it.
    await changeAccount(tx, tenantId, input, { now, by });
    if (input.plan) {
      await changePlan(tx, { tenantId, planId: input.plan, requestedBy: by.actor, now, byOperator: true });
      const change = { before: { plan: before.plan }, after: { plan: input.plan } };
      if (before.plan !== input.plan) await recordDeed(tx, by, "plan.changed", change, tenantId);
    }
    if (input.trial_ends_at !== undefined) {
      await setTrialEnd(
        tx,
        tenantId,
        input.trial_ends_at === null ? null : new Date(input.trial_ends_at),
        now,
      );
    }
    await changeCaps(tx, tenantId, input);
    if (input.suspended !== undefined) await operatorDecides(tx, tenantId);
    if (input.domain !== undefined) await setDomain(tx, tenantId, input.domain);
    const after = await present(tx, tenantId, now);
    const { plan: _plan, ...detail } = input;
    if (Object.keys(detail).length > 0) {
      await recordForTenant(
        tx,
        by,
        tenantId,
        "tenant.changed",
        { type: "tenant", id: tenantId },
        {},
        { before: valuesOf(before, detail), after: valuesOf(after, detail) },
      );
    }
    return after;
  });
}

type Change = z.output<typeof OperatorChangeTenant>;

/** Of what the change names, for the audit row. */
function valuesOf(tenant: z.input<typeof OperatorTenant>, change: Omit<Change, "plan">) {
  const { is_active, ...rest } = tenant;
  const values = Object.entries({ ...rest, suspended: !is_active });
  return Object.fromEntries(values.filter(([name]) => name in change));
}

async function changeAccount(
  tx: Transaction,
  tenantId: string,
  input: Change,
  { now, by }: { now: Date; by: OperatorCtx },
): Promise<void> {
  const { currency } = input;
  if (currency !== undefined) await prepareCurrencyChange(tx, { tenantId, currency, now, by });
  if (input.reverse_charge) await requireTaxId(tx, tenantId);
  const account = {
    ...(input.tax_rate === undefined ? {} : { taxRate: input.tax_rate }),
    ...(input.reverse_charge === undefined ? {} : { reverseCharge: input.reverse_charge }),
    ...(currency === undefined ? {} : { currency }),
  };
  if (Object.keys(account).length > 0)
    await tx.update(billingAccounts).set(account).where(eq(billingAccounts.tenantId, tenantId));
}

/** An invoice without tax names the id of who accounts for it. */
async function requireTaxId(tx: Transaction, tenantId: string): Promise<void> {
  const [account] = await tx
    .select({ taxId: billingAccounts.taxId })
    .from(billingAccounts)
    .where(eq(billingAccounts.tenantId, tenantId))
    .for("update");
  if (account?.taxId) return;
  const sentence =
    "Reverse charge needs the organisation's tax id, and it has none. Ask its admins to enter it under Settings, Plan and billing.";
  throw new Invalid("tax_id_required", sentence, [{ path: "reverse_charge", message: sentence }]);
}

async function changeCaps(tx: Transaction, tenantId: string, input: Change): Promise<void> {
  const caps = {
    ...(input.storage_quota === undefined ? {} : { storageQuota: input.storage_quota }),
    ...(input.archive_quota === undefined ? {} : { archiveQuota: input.archive_quota }),
    ...(input.api_quota === undefined ? {} : { apiQuota: input.api_quota }),
    ...(input.suspended === undefined ? {} : { isActive: !input.suspended }),
  };
  if (Object.keys(caps).length > 0) await tx.update(tenants).set(caps).where(eq(tenants.id, tenantId));
}

/** Of two that set one domain at once the second waits, and is told. */
async function setDomain(tx: Transaction, tenantId: string, named: string | null): Promise<void> {
  const domain = named === null ? null : customDomain(named);
  if (domain !== null) {
    await lockDomain(tx, domain);
    const [other] = await tx
      .select({ slug: tenants.slug })
      .from(tenants)
      .where(and(eq(tenants.domain, domain), ne(tenants.id, tenantId)));
    if (other)
      throw new Conflict(
        "domain_taken",
        `${domain} belongs to the organisation ${other.slug}. Take it from there first: --slug ${other.slug} --domain none.`,
      );
  }
  await tx.update(tenants).set({ domain }).where(eq(tenants.id, tenantId));
  // What the organisation has proven itself counts no more where the operator says another one, or none.
  await tx
    .update(tenantDomains)
    .set({ verifiedAt: null })
    .where(
      and(
        eq(tenantDomains.tenantId, tenantId),
        eq(tenantDomains.use, "address"),
        domain === null ? undefined : ne(tenantDomains.domain, domain),
      ),
    );
}

async function present(
  tx: Transaction,
  tenantId: string,
  now: Date,
): Promise<z.input<typeof OperatorTenant>> {
  const [row] = await tx
    .select({
      tenant_id: tenants.id,
      slug: tenants.slug,
      domain: tenants.domain,
      plan: tenants.subscriptionTier,
      storage_quota: tenants.storageQuota,
      archive_quota: tenants.archiveQuota,
      api_quota: tenants.apiQuota,
      tax_rate: billingAccounts.taxRate,
      reverse_charge: billingAccounts.reverseCharge,
      currency: billingAccounts.currency,
      is_active: tenants.isActive,
      trial_ends_at: sql<
        string | null
      >`(select to_char(trial_ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from plan_changes
        where tenant_id = ${tenants.id} and effective_at <= ${now.toISOString()}::timestamptz order by effective_at desc limit 1)`,
    })
    .from(tenants)
    .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
    .where(eq(tenants.id, tenantId));
  if (!row) throw new Error(`Tenant ${tenantId} has no billing account`);
  return row;
}
