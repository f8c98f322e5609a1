import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { issueMailedToken } from "#lib/auth/tokens.ts";
import type { Mail, MailLink } from "#lib/email/mail.ts";
import { mailLocale } from "#lib/email/receivers.ts";
import { PRODUCT_NAME } from "#lib/email/render.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { originOf } from "#lib/tenancy/host.ts";

/**
 * The mail that was asked for by `requestLink`; null when the address belongs to no member. On the root domain (no
 * tenant) a magic-link mail holds one link for each of the person's organisations.
 */
export async function linkMail(
  mailId: string,
  asked: EventData<"mail/requested"> & { kind: "magic_link" | "password_reset" },
): Promise<Mail | null> {
  const { kind: purpose, tenant_id: tenantId, email } = asked;
  return withSystem(async (tx) => {
    const homes = await organisations(tx, email, tenantId);
    const [first] = homes;
    if (!first) return null;
    const locale = await mailLocale(tx, tenantId, email, asked.locale);
    const to = { to: email, tenantId, locale };
    if (purpose === "password_reset") {
      const token = await issueMailedToken(tx, mailId, { purpose, userId: first.userId, tenantId });
      const origin = originOf(tenantId === null ? null : first.slug);
      return resetMail(to, `${origin}/reset-password#${token}`);
    }
    const links: MailLink[] = [];
    for (const { userId, tenantId: home, slug, name } of homes) {
      const token = await issueMailedToken(tx, mailId, { purpose, userId, tenantId: home });
      links.push({ label: name, url: `${originOf(slug)}/sign-in/token#${token}` });
    }
    return signInMail(to, tenantId === null ? PRODUCT_NAME : first.name, links);
  });
}

async function organisations(tx: Transaction, email: string, tenantId: string | null) {
  return tx
    .select({ userId: users.id, tenantId: memberships.tenantId, slug: tenants.slug, name: tenants.name })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(sql`lower(${users.email}) = ${email}`, tenantId ? eq(memberships.tenantId, tenantId) : undefined),
    )
    .orderBy(asc(tenants.name));
}

type Addressed = Pick<Mail, "to" | "tenantId" | "locale">;

/** `links` are labelled with the organisations that they lead to. */
export function signInMail(to: Addressed, name: string, links: MailLink[]): Mail {
  const t = wordsOf("mails", to.locale);
  const [only, ...others] = links;
  const one = only && others.length === 0;
  return {
    ...to,
    reason: "account",
    subject: t("signIn.subject", { name }),
    paragraphs: [one ? t("signIn.one") : t("signIn.many")],
    ...(one ? { action: { label: t("signIn.action"), url: only.url } } : { links }),
    notes: [t("signIn.note")],
  };
}

export function resetMail(to: Addressed, link: string): Mail {
  const t = wordsOf("mails", to.locale);
  return {
    ...to,
    reason: "account",
    subject: t("reset.subject"),
    paragraphs: [t("reset.body")],
    action: { label: t("reset.subject"), url: link },
    notes: [t("reset.note")],
  };
}
