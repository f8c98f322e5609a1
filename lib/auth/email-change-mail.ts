import { and, eq, gt, sql } from "drizzle-orm";
import { emailChanges, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { mailedSecret } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/mail.ts";
import { mailLocale } from "#lib/email/receivers.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** A change of address can be confirmed this long. */
export const EMAIL_CHANGE_HOURS = 24;

/** The secret of the link that goes to the old or the new address. */
export const emailChangeSecret = (changeId: string, side: "old" | "new") =>
  mailedSecret("email_change", changeId, side);

/** The mail to one of the two addresses; null when the change was cancelled, replaced or made by now. */
export async function emailChangeMail(asked: {
  tenant_id: string;
  change_id: string;
  side: "old" | "new";
}): Promise<Mail | null> {
  const { tenant } = await systemCtx(asked.tenant_id);
  const [change] = await withSystem((tx) =>
    tx
      .select({ newEmail: emailChanges.newEmail, email: users.email })
      .from(emailChanges)
      .innerJoin(users, eq(users.id, emailChanges.userId))
      .where(and(eq(emailChanges.id, asked.change_id), gt(emailChanges.expiresAt, sql`now()`))),
  );
  if (!change) return null;
  const link = `${originOf(tenant.slug)}/confirm-email#${emailChangeSecret(asked.change_id, asked.side)}`;
  const locale = await withSystem((tx) => mailLocale(tx, tenant.id, change.email));
  return emailChangeWords({ tenantId: tenant.id, ...change, locale }, asked.side, link);
}

/** `email` is the present address. */
export function emailChangeWords(
  {
    tenantId,
    email,
    newEmail,
    locale,
  }: { tenantId: string | null; email: string; newEmail: string; locale: Locale },
  side: "old" | "new",
  link: string,
): Mail {
  const t = wordsOf("mails", locale);
  const hours = EMAIL_CHANGE_HOURS;
  const frame = { tenantId, reason: "account" as const, locale };
  if (side === "new")
    return {
      ...frame,
      to: newEmail,
      subject: t("emailChange.newSubject"),
      paragraphs: [t("emailChange.newBody", { email, hours })],
      action: { label: t("emailChange.newAction"), url: link },
      notes: [t("emailChange.newNote")],
    };
  return {
    ...frame,
    to: email,
    subject: t("emailChange.oldSubject"),
    paragraphs: [t("emailChange.oldBody", { newEmail, hours })],
    action: { label: t("emailChange.oldAction"), url: link },
    notes: [t("emailChange.oldNote")],
  };
}
