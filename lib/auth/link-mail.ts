import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { issueMailedToken } from "#lib/auth/tokens.ts";
import type { Mail, MailLink } from "#lib/email/mail.ts";
import { PRODUCT_NAME } from "#lib/email/render.ts";
import { originOf } from "#lib/tenancy/host.ts";

/**
 * The mail that was asked for by `requestLink`; null when the address belongs to no member. On the root domain (no
 * tenant) a magic-link mail holds one link for each of the person's organisations.
 */
export async function linkMail(
  mailId: string,
  asked: { kind: "magic_link" | "password_reset"; tenant_id: string | null; email: string },
): Promise<Mail | null> {
  const { kind: purpose, tenant_id: tenantId, email } = asked;
  return withSystem(async (tx) => {
    const homes = await organisations(tx, email, tenantId);
    const [first] = homes;
    if (!first) return null;
    if (purpose === "password_reset") {
      const token = await issueMailedToken(tx, mailId, { purpose, userId: first.userId, tenantId });
      const origin = originOf(tenantId === null ? null : first.slug);
      return resetMail({ to: email, tenantId }, `${origin}/reset-password#${token}`);
    }
    const links: MailLink[] = [];
    for (const { userId, tenantId: home, slug, name } of homes) {
      const token = await issueMailedToken(tx, mailId, { purpose, userId, tenantId: home });
      links.push({ label: name, url: `${originOf(slug)}/sign-in/token#${token}` });
    }
    return signInMail({ to: email, tenantId }, tenantId === null ? PRODUCT_NAME : first.name, links);
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

type Addressed = Pick<Mail, "to" | "tenantId">;

/** `links` are labelled with the organisations that they lead to. */
export function signInMail(to: Addressed, name: string, links: MailLink[]): Mail {
  const [only, ...others] = links;
  const one = only && others.length === 0;
  return {
    ...to,
    reason: "account",
    subject: `Sign in to ${name}`,
    paragraphs: [
      one
        ? "Open this link within 10 minutes to sign in. It works once."
        : "Open the link of the organisation that you want, within 10 minutes. Each works once.",
    ],
    ...(one ? { action: { label: "Sign in", url: only.url } } : { links }),
    notes: ["If you did not ask for it, ignore this mail; nobody gets in without it."],
  };
}

export function resetMail(to: Addressed, link: string): Mail {
  return {
    ...to,
    reason: "account",
    subject: "Choose a new password",
    paragraphs: [
      "Open this link within one hour to choose a new password. It works once, and signs you out everywhere.",
    ],
    action: { label: "Choose a new password", url: link },
    notes: ["If you did not ask for it, ignore this mail; your password stays as it is."],
  };
}
