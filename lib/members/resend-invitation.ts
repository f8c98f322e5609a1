import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { tenantInvitations } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { Conflict, NotFound, TooManyRequests } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { askedLocale, INVITATION_DAYS, invitationSecret } from "#lib/members/invitation-mail.ts";
import { type InvitationView, presentInvitation } from "#lib/members/list-invitations.ts";
import { isPending, requireOwnRole } from "#lib/members/pending.ts";
import { lockSeats, noSeats } from "#lib/members/seats.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Nobody gets more mails than this from one invitation, nor sooner one after another. */
const MOST_SENDS = 10;
const PAUSE_SECONDS = 5 * 60;

/**
 * Sends an open or expired invitation again: for seven more days, by a mail with a secret of its own; the links of the
 * mails before stop working. An expired one needs a free seat. Throws `TooManyRequests` within five minutes of the mail
 * before, `Conflict` after ten mails.
 */
export async function resendInvitation(ctx: Ctx, id: string): Promise<z.input<typeof InvitationView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const seats = await lockSeats(ctx, tx);
    const match = and(
      eq(tenantInvitations.tenantId, ctx.tenant.id),
      eq(tenantInvitations.id, id),
      isPending(),
    );
    const [row] = await tx
      .select({
        invitation: tenantInvitations,
        isExpired: sql<boolean>`${tenantInvitations.expiresAt} <= now()`,
        wait: sql<number>`${PAUSE_SECONDS} - extract(epoch from now() - ${tenantInvitations.lastSentAt})::float`,
      })
      .from(tenantInvitations)
      .where(match)
      .for("update");
    if (!row) throw new NotFound("invitation_not_found", problemText("members.openInvitationMay"));
    const { invitation, isExpired, wait } = row;
    requireOwnRole(ctx, invitation.role);
    if (wait > 0)
      throw new TooManyRequests(
        wait,
        problemText("members.mailLeftMoment", { minutes: Math.ceil(wait / 60) }),
      );
    if (invitation.sends >= MOST_SENDS)
      throw new Conflict(
        "sent_too_often",
        problemText("members.mailsWentAlready", { sends: MOST_SENDS, email: invitation.email }),
      );
    if (isExpired && seats.free === 0) throw noSeats(seats);
    const send = invitation.sends + 1;
    const [sent] = await tx
      .update(tenantInvitations)
      .set({
        sends: send,
        lastSentAt: sql`now()`,
        expiresAt: sql`now() + ${INVITATION_DAYS} * interval '1 day'`,
        tokenHash: hashSecret(invitationSecret(id, send)),
      })
      .where(match)
      .returning();
    if (!sent) throw new Error("The invitation was locked and is gone");
    await audit(
      ctx,
      tx,
      "invitation.resent",
      { type: "invitation", id },
      { email: sent.email, role: sent.role, send },
    );
    await emit(tx, {
      name: "mail/requested",
      data: { kind: "invitation", tenant_id: ctx.tenant.id, invitation_id: id, send, ...askedLocale(ctx) },
    });
    return presentInvitation(sent, null);
  });
}
