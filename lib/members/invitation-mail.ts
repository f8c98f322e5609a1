import { and, eq } from "drizzle-orm";
import { type Role, tenantInvitations } from "#db/schema/auth.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { mailedSecret } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/mail.ts";
import { isOpen } from "#lib/members/pending.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** An invitation can be accepted this long. */
export const INVITATION_DAYS = 7;

/** The secret of the link in an invitation's n-th mail; the hash of the last one's is what the invitation keeps. */
export const invitationSecret = (id: string, send: number) => mailedSecret("invitation", id, String(send));

/** The mail of an invitation; null when it was revoked, accepted, sent again since or has run out by now. */
export async function invitationMail(asked: {
  tenant_id: string;
  invitation_id: string;
  send?: number | undefined;
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
  return invitationWords(
    { to: open.email, tenantId: ctx.tenant.id },
    { name: ctx.tenant.name, role: open.role },
    `${originOf(ctx.tenant.slug)}/accept-invitation#${secret}`,
  );
}

export function invitationWords(
  to: Pick<Mail, "to" | "tenantId">,
  { name, role }: { name: string; role: Role },
  link: string,
): Mail {
  return {
    ...to,
    reason: "invitation",
    subject: `Join ${name} on Construction AI`,
    heading: `Join ${name}`,
    paragraphs: [
      `You are invited to ${name} as ${role}. Open this link within ${INVITATION_DAYS} days to accept.`,
    ],
    action: { label: "Accept the invitation", url: link },
    notes: ["If you do not know who invites you, ignore this mail."],
  };
}
