import { eq } from "drizzle-orm";
import { billingAccounts, type PlanId } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { planName } from "#lib/billing/plan-names.ts";
import { type PlanVersion, planVersion } from "#lib/billing/plan-version.ts";
import type { Mail } from "#lib/email/mail.ts";
import { sendMail } from "#lib/email/send.ts";
import type { NotificationKind } from "#lib/notifications/kinds.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { startOfMonth } from "#lib/usage/month.ts";
import type { Reached } from "#lib/usage/thresholds.ts";

/** Addresses of the admins who take such mails; empty when the tenant is gone. */
export function adminAddresses(tenantId: string, kind: NotificationKind): Promise<string[]> {
  return withSystem((tx) => adminsFor(tx, tenantId, kind));
}

/** Tells one admin that a threshold was reached. */
export async function mailThreshold(id: string, to: string, reached: Reached): Promise<void> {
  const tenant = await tenantOf(reached.tenant_id);
  if (!tenant) return;
  const on = startOfMonth(reached.period);
  const plan = await withSystem((tx) => planVersion(tx, tenant.plan, { currency: tenant.currency, on }));
  await sendMail(id, { to, ...thresholdMail(tenant, plan, reached) });
}

/** Tells one admin that a change of plan did not happen, and why. */
export async function mailRefusedChange(
  id: string,
  to: string,
  refused: { tenant_id: string; plan: string; reasons: string[] },
): Promise<void> {
  const tenant = await tenantOf(refused.tenant_id);
  if (!tenant) return;
  await sendMail(id, { to, ...refusedChangeWords(tenant, refused) });
}

export function refusedChangeWords(
  tenant: Pick<NamedTenant, "id" | "name" | "slug">,
  refused: { plan: string; reasons: string[] },
): Omit<Mail, "to"> {
  return {
    tenantId: tenant.id,
    reason: "notice",
    subject: `${tenant.name} stays on its plan`,
    paragraphs: [
      `The change of ${tenant.name} to the plan ${planName(refused.plan)} was due and could not be made. The present plan goes on.`,
      ...refused.reasons,
      "Ask for the change again when this is done.",
    ],
    action: { label: "Look at the plan", url: `${originOf(tenant.slug)}/settings/billing` },
  };
}

interface NamedTenant {
  /** Null: nobody's, as in samples. */
  id: string | null;
  name: string;
  slug: string;
  plan: PlanId;
  storageQuota: number;
  archiveQuota: number;
  apiQuota: number;
  currency: string;
}

export function thresholdMail(
  tenant: NamedTenant,
  included: Pick<PlanVersion, "storageLimit" | "apiCallsLimit" | "archiveLimit">,
  { metric, threshold }: Pick<Reached, "metric" | "threshold">,
): Omit<Mail, "to"> {
  const { id, name, slug, plan } = tenant;
  const { what, beyond } = METRICS[metric];
  return {
    tenantId: id,
    reason: "notice",
    subject: `${name} has used ${threshold} % of its ${what}`,
    paragraphs: [
      `${name} has used ${threshold} % of the ${what} that its plan includes this month.`,
      endsAtLimit(tenant, included, metric)
        ? `At 100 % the plan ${planName(plan)} ${beyond}.${plan === "enterprise" ? "" : " A larger plan takes effect at once."}`
        : "Beyond 100 % the plan's prices per unit hold, up to your hard caps.",
    ],
    facts: [
      ["Plan", planName(plan)],
      [what.charAt(0).toUpperCase() + what.slice(1), `${threshold} % used`],
    ],
    action: { label: "Look at the usage", url: `${originOf(slug)}/usage` },
  };
}

/** Whether what is included is all there is: hard caps decide, which operators may move; of files the plan. */
function endsAtLimit(
  { plan, storageQuota, archiveQuota, apiQuota }: NamedTenant,
  included: Pick<PlanVersion, "storageLimit" | "apiCallsLimit" | "archiveLimit">,
  metric: Reached["metric"],
): boolean {
  if (metric === "storage") return storageQuota <= included.storageLimit;
  if (metric === "archive") return archiveQuota <= included.archiveLimit;
  if (metric === "api_calls") return apiQuota <= included.apiCallsLimit;
  return plan === "free";
}

const METRICS = {
  files: { what: "processed files", beyond: "processes no further files until the next month" },
  storage: { what: "storage", beyond: "takes no further files" },
  archive: { what: "archive", beyond: "archives no further files" },
  api_calls: { what: "API calls", beyond: "refuses calls until the next month" },
} as const;

async function tenantOf(tenantId: string): Promise<NamedTenant | undefined> {
  const [tenant] = await withSystem((tx) =>
    tx
      .select({
        id: tenants.id,
        name: tenants.name,
        slug: tenants.slug,
        plan: tenants.subscriptionTier,
        storageQuota: tenants.storageQuota,
        archiveQuota: tenants.archiveQuota,
        apiQuota: tenants.apiQuota,
        currency: billingAccounts.currency,
      })
      .from(tenants)
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId)),
  );
  return tenant;
}
