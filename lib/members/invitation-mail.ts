import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { tenantInvitations } from "#db/schema/auth.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { mailedSecret } from "#lib/auth/tokens.ts";
import type { Mail } from "#lib/email/send.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** An invitation can be accepted this long. */
export const INVITATION_DAYS = 7;

/** The secret of an invitation's link; its hash is what the invitation keeps. */
export const invitationSecret = (id: string) => mailedSecret("invitation", id);

/** The mail of an invitation; null when it was revoked, accepted or has run out by now. */
export async function invitationMail(asked: {
  tenant_id: string;
  invitation_id: string;
}): Promise<Mail | null> {
  const ctx = await systemCtx(asked.tenant_id);
  const secret = invitationSecret(asked.invitation_id);
  const [open] = await ctx.transaction((tx) =>
    tx
      .update(tenantInvitations)
      // The installation's secret may have changed since the invitation was written.
      .set({ tokenHash: hashSecret(secret) })
      .where(
        and(
          eq(tenantInvitations.tenantId, ctx.tenant.id),
          eq(tenantInvitations.id, asked.invitation_id),
          isNull(tenantInvitations.acceptedAt),
          isNull(tenantInvitations.revokedAt),
          gt(tenantInvitations.expiresAt, sql`now()`),
        ),
      )
      .returning({ email: tenantInvitations.email, role: tenantInvitations.role }),
  );
  if (!open) return null;
  return {
    to: open.email,
    subject: `Join ${ctx.tenant.name} on Construction AI`,
    paragraphs: [
      `You are invited to ${ctx.tenant.name} as ${open.role}. Open this link within ${INVITATION_DAYS} days to accept.`,
      `${originOf(ctx.tenant.slug)}/accept-invitation#${secret}`,
      "If you do not know who invites you, ignore this mail.",
    ],
  };
}
