import { withSystem } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { emit } from "#lib/jobs/outbox.ts";

const PER_ACCOUNT = { attempts: 5, windowSeconds: 15 * 60 };
const PER_ADDRESS = { attempts: 30, windowSeconds: 15 * 60 };

/**
 * Asks for a mail with a magic link or a password-reset link for the organisation of this host. Does the same, in the
 * same time, whether the address is known or not: the job that writes the mail looks it up (`linkMail`).
 */
export async function requestLink(
  purpose: "magic_link" | "password_reset",
  email: string,
  origin: { host: string | null; ip: string | null },
): Promise<void> {
  await countAttempt(`link:${purpose}:${email}`, PER_ACCOUNT);
  await countAttempt(`link-address:${addressBlock(origin.ip)}`, PER_ADDRESS);
  await withSystem(async (tx) => {
    const tenant = await tenantOfHost(tx, origin.host);
    if (tenant === undefined) throw tenantNotFound();
    await emit(tx, {
      name: "mail/requested",
      data: { kind: purpose, tenant_id: tenant?.id ?? null, email, locale: activeLocale() },
    });
  });
}
