import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { memberships, recoveryCodes, secondFactors, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { isLive } from "#lib/auth/session-lifetime.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

export const FactorReset = z.object({
  /** Sessions of the member that ended. */
  ended: z.number(),
});

/**
 * For a member who has lost the app and the recovery codes: an admin takes both away. It lets nobody in: password and
 * mailbox stay the member's, who is told by mail and signed out everywhere. Only of an account that belongs to this
 * organisation alone; what protects other organisations too is for operators to reset (lib/operators/reset-account-factor.ts).
 * Throws `NotFound`, and `Conflict` with `second_factor_own`, `account_elsewhere` or `second_factor_absent`.
 */
export async function resetMemberFactor(ctx: Ctx, memberId: string): Promise<z.input<typeof FactorReset>> {
  requireRole(ctx, "admin");
  const { userId } = person(ctx);
  if (memberId === userId) throw new Conflict("second_factor_own", problemText("members.yourOwnSecond"));
  return withSystem(async (tx) => {
    const member = await lockAccount(tx, ctx.tenant.id, memberId);
    const [elsewhere] = await tx
      .select({ id: memberships.tenantId })
      .from(memberships)
      .where(and(eq(memberships.userId, memberId), ne(memberships.tenantId, ctx.tenant.id)))
      .limit(1);
    if (elsewhere) throw new Conflict("account_elsewhere", problemText("members.accountOrganisationAlone"));
    await removeFactor(tx, memberId);
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.userId, memberId), eq(sessions.tenantId, ctx.tenant.id), isLive()))
      .returning({ id: sessions.id });
    await audit(
      ctx,
      tx,
      "second_factor.reset",
      { type: "user", id: memberId },
      { sessions_ended: ended.length },
    );
    await tellOwner(tx, "second_factor_reset", {
      email: member.email,
      tenantId: ctx.tenant.id,
      // Where the admin sits is nothing that the member needs to know.
      ip: null,
      userAgent: null,
    });
    return { ended: ended.length };
  });
}

/** The member's account, locked: nobody makes it another organisation's member meanwhile. Throws `NotFound`. */
async function lockAccount(tx: Transaction, tenantId: string, userId: string): Promise<{ email: string }> {
  const [member] = await tx
    .select({ email: users.email })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.tenantId, tenantId)))
    .where(eq(users.id, userId))
    .for("update", { of: users });
  if (!member) throw new NotFound("member_not_found", problemText("common.memberListShows"));
  return member;
}

/** Takes an account's app and recovery codes away. Throws `Conflict` where it has none. */
export async function removeFactor(tx: Transaction, userId: string): Promise<void> {
  const [gone] = await tx
    .delete(secondFactors)
    .where(and(eq(secondFactors.userId, userId), sql`${secondFactors.confirmedAt} is not null`))
    .returning({ id: secondFactors.userId });
  if (!gone) throw new Conflict("second_factor_absent", problemText("members.accountSecondFactor"));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
}
