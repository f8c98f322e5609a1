import { and, eq } from "drizzle-orm";
import { type Role, tenantInvitations } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { mailedSecret } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/mail.ts";
import { mailLocale } from "#lib/email/receivers.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { isOpen } from "#lib/members/pending.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** An invitation can be accepted this long. */
export const INVITATION_DAYS = 7;

/** The secret of the link in an invitation's n-th mail; the hash of the last one's is what the invitation keeps. */
export const invitationSecret = (id: string, send: number) => mailedSecret("invitation", id, String(send));

/** For the event of an invitation: the language of whoever invites. A program has none, and the organisation's holds. */
export const askedLocale = ({ principal }: Ctx) =>
  principal.kind === "user" ? { locale: activeLocale() } : {};

/** The mail of an invitation; null when it was revoked, accepted, sent again since or has run out by now. */
export async function invitationMail(asked: {
  tenant_id: string;
  invitation_id: string;
  send?: number | undefined;
  locale?: Locale | undefined;
}): Promise<Mail | null> {
  const ctx = await systemCtx(asked.tenant_id);
  const send = asked.send ?? 1;
  const secret = invitationSecret(asked.invitation_id, send);
  const [open] = await ctx.transaction((tx) =>
    tx
      .update(tenantInvitations)
      // The installation's secret may have changed since the invitation was written.
      .set({ tokenHash: hashSecret(secret) })
      .where(
        and(
          eq(tenantInvitations.tenantId, ctx.tenant.id),
          eq(tenantInvitations.id, asked.invitation_id),
          eq(tenantInvitations.sends, send),
          isOpen(),
        ),
      )
      .returning({ email: tenantInvitations.email, role: tenantInvitations.role }),
  );
  if (!open) return null;
  const locale = await withSystem((tx) => mailLocale(tx, ctx.tenant.id, open.email, asked.locale));
  return invitationWords(
    { to: open.email, tenantId: ctx.tenant.id, locale },
    { name: ctx.tenant.name, role: open.role },
    `${originOf(ctx.tenant.slug)}/accept-invitation#${secret}`,
  );
}

export function invitationWords(
  to: Pick<Mail, "to" | "tenantId" | "locale">,
  { name, role }: { name: string; role: Role },
  link: string,
): Mail {
  const t = wordsOf("mails", to.locale);
  return {
    ...to,
    reason: "invitation",
    subject: t("invitation.subject", { name }),
    heading: t("invitation.heading", { name }),
    paragraphs: [t("invitation.body", { name, role, days: INVITATION_DAYS })],
    action: { label: t("invitation.action"), url: link },
    notes: [t("invitation.note")],
  };
}
