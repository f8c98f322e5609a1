import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { deviceOf } from "#lib/auth/device.ts";
import { mailMinute } from "#lib/email/figures.ts";
import type { Mail } from "#lib/email/mail.ts";
import { mailLocale } from "#lib/email/receivers.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { originOf } from "#lib/tenancy/host.ts";

type Asked = Extract<EventData<"mail/requested">, { kind: "security" }>;
export type SecurityChange = Asked["change"];

/** Tells the owner of an account by mail what concerns its safety: in the transaction that does it. */
export async function tellOwner(
  tx: Transaction,
  change: SecurityChange,
  about: { tenantId: string | null; email: string; ip: string | null; userAgent: string | null },
): Promise<void> {
  await emit(tx, {
    name: "mail/requested",
    data: {
      kind: "security",
      tenant_id: about.tenantId,
      email: about.email,
      change,
      at: new Date().toISOString(),
      ip: about.ip,
      user_agent: about.userAgent?.slice(0, 500) ?? null,
    },
  });
}

/** The mail about such a change. It leads to the pages of the organisation where it was made, if that is still there. */
export async function securityMail(asked: Asked): Promise<Mail> {
  const { tenant_id: tenantId } = asked;
  return withSystem(async (tx) => {
    const [tenant] =
      tenantId === null
        ? []
        : await tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, tenantId));
    const locale = await mailLocale(tx, tenantId, asked.email);
    return securityWords(asked, originOf(tenant?.slug ?? null), tenant ? tenantId : null, locale);
  });
}

export function securityWords(asked: Asked, origin: string, tenantId: string | null, locale: Locale): Mail {
  const t = wordsOf("mails", locale);
  return {
    to: asked.email,
    tenantId,
    reason: asked.change === "new_sign_in" ? "sign_in" : "account",
    locale,
    subject: t(`security.${asked.change}.subject`),
    paragraphs: [t(`security.${asked.change}.body`), t("security.ifYou")],
    facts: [
      [t("security.when"), mailMinute(locale, asked.at)],
      ...(asked.user_agent
        ? [[t("security.browser"), deviceOf(asked.user_agent, locale).browser] satisfies [string, string]]
        : []),
      ...(asked.ip ? [[t("security.network"), asked.ip] satisfies [string, string]] : []),
    ],
    action: { label: t("reset.subject"), url: `${origin}/forgot-password` },
    notes: [t("security.note")],
  };
}
