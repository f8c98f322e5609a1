import { eq } from "drizzle-orm";
import { billingAccounts, type PlanId } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { planName } from "#lib/billing/plan-names.ts";
import { type PlanVersion, planVersion } from "#lib/billing/plan-version.ts";
import type { Mail } from "#lib/email/mail.ts";
import { mailLocale } from "#lib/email/receivers.ts";
import { sendMail } from "#lib/email/send.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
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
  const { plan, locale } = await withSystem(async (tx) => ({
    plan: await planVersion(tx, tenant.plan, { currency: tenant.currency, on }),
    locale: await mailLocale(tx, tenant.id, to),
  }));
  await sendMail(id, { to, ...thresholdMail(tenant, plan, reached, locale) });
}

/** Tells one admin that a change of plan did not happen, and why. */
export async function mailRefusedChange(
  id: string,
  to: string,
  refused: { tenant_id: string; plan: string; reasons: string[] },
): Promise<void> {
  const tenant = await tenantOf(refused.tenant_id);
  if (!tenant) return;
  const locale = await withSystem((tx) => mailLocale(tx, tenant.id, to));
  await sendMail(id, { to, ...refusedChangeWords(tenant, refused, locale) });
}

export function refusedChangeWords(
  tenant: Pick<NamedTenant, "id" | "name" | "slug">,
  refused: { plan: string; reasons: string[] },
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const { name } = tenant;
  return {
    tenantId: tenant.id,
    reason: "notice",
    locale,
    subject: t("planRefused.subject", { name }),
    paragraphs: [
      t("planRefused.body", { name, plan: planName(refused.plan) }),
      ...refused.reasons.map((reason) => retold(reason, locale)),
      t("planRefused.again"),
    ],
    action: { label: t("planRefused.action"), url: `${originOf(tenant.slug)}/settings/billing` },
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
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const { id, name, slug, plan } = tenant;
  return {
    tenantId: id,
    reason: "notice",
    locale,
    subject: t("usage.subject", { name, threshold, metric }),
    paragraphs: [
      t("usage.body", { name, threshold, metric }),
      endsAtLimit(tenant, included, metric)
        ? t("usage.ends", { plan: planName(plan), metric, larger: plan === "enterprise" ? "no" : "yes" })
        : t("usage.beyond"),
    ],
    facts: [
      [t("usage.plan"), planName(plan)],
      [t("usage.metric", { metric }), t("usage.used", { threshold })],
    ],
    action: { label: t("usage.action"), url: `${originOf(slug)}/usage` },
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
