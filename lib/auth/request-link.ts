import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { type Mail, sendMail } from "#lib/email/send.ts";
import { logger } from "#lib/observability/logger.ts";
import { originOf } from "#lib/tenancy/host.ts";

const PER_ACCOUNT = { attempts: 5, windowSeconds: 15 * 60 };
const PER_ADDRESS = { attempts: 30, windowSeconds: 15 * 60 };

/**
 * Mails a magic link or a password-reset link for the organisation of this host, when the address belongs to a member.
 * On the root domain a magic-link mail holds one link for each of the person's organisations.
 * Answers alike, and as fast, whether the address is known or not.
 */
export async function requestLink(
  purpose: "magic_link" | "password_reset",
  email: string,
  origin: { host: string | null; ip: string | null },
): Promise<void> {
  await countAttempt(`link:${purpose}:${email}`, PER_ACCOUNT);
  await countAttempt(`link-address:${addressBlock(origin.ip)}`, PER_ADDRESS);
  const mail = await withSystem(async (tx) => {
    const tenant = await tenantOfHost(tx, origin.host);
    if (tenant === undefined) throw tenantNotFound();
    const homes = await organisations(tx, email, tenant?.id ?? null);
    const [first] = homes;
    if (!first) return null;
    if (purpose === "password_reset") {
      const token = await issueToken(tx, { purpose, userId: first.userId, tenantId: tenant?.id ?? null });
      return resetMail(email, `${originOf(tenant?.slug ?? null)}/reset-password#${token}`);
    }
    const links: string[] = [];
    for (const home of homes) {
      const token = await issueToken(tx, { purpose, userId: home.userId, tenantId: home.tenantId });
      links.push(`${originOf(home.slug)}/sign-in/token#${token}`);
    }
    return signInMail(email, tenant?.name ?? "Construction AI", links);
  });
  // Not awaited: the time a mail server takes would tell that the account exists.
  if (mail)
    void sendMail(mail).catch((error) => logger().error({ err: error, purpose }, "mail could not be sent"));
}

async function organisations(tx: Transaction, email: string, tenantId: string | null) {
  return tx
    .select({ userId: users.id, tenantId: memberships.tenantId, slug: tenants.slug })
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
