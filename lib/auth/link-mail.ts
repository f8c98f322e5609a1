import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { issueMailedToken } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/send.ts";
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
      return resetMail(email, `${originOf(tenantId === null ? null : first.slug)}/reset-password#${token}`);
    }
    const links: string[] = [];
    for (const { userId, tenantId: home, slug } of homes) {
      const token = await issueMailedToken(tx, mailId, { purpose, userId, tenantId: home });
      links.push(`${originOf(slug)}/sign-in/token#${token}`);
    }
    return signInMail(email, tenantId === null ? "Construction AI" : first.name, links);
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

function signInMail(to: string, name: string, links: string[]): Mail {
  return {
    to,
    subject: `Sign in to ${name}`,
    paragraphs: [
      links.length === 1
        ? "Open this link within 15 minutes to sign in. It works once."
        : "Open the link of the organisation that you want, within 15 minutes. Each works once.",
      ...links,
      "If you did not ask for it, ignore this mail; nobody gets in without it.",
    ],
  };
}

function resetMail(to: string, link: string): Mail {
  return {
    to,
    subject: "Choose a new password",
    paragraphs: [
      "Open this link within one hour to choose a new password. It works once, and signs you out everywhere.",
      link,
      "If you did not ask for it, ignore this mail; your password stays as it is.",
    ],
  };
}
