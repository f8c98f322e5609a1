import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { memberships, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { isLive } from "#lib/auth/session-lifetime.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { NotFound } from "#lib/errors.ts";
import { type FactorReset, removeFactor } from "#lib/members/reset-second-factor.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed, recordForTenant } from "#lib/operators/record.ts";

export const ResetAccountFactor = z.object({
  email: z.string().trim().pipe(Email),
  /** How it was made sure that it is the account's owner who asks; stands in the platform's own log. */
  reason: z.string().trim().min(5, "Say how you made sure whose account it is.").max(300),
});

/**
 * For a member of several organisations who has lost the app and the recovery codes: takes both away and ends every session,
 * everywhere. The owner is told by mail, each of their organisations by its audit log. Throws `NotFound`, and `Conflict`
 * (`second_factor_absent`).
 */
export async function resetAccountFactor(
  by: OperatorCtx,
  { email, reason }: z.output<typeof ResetAccountFactor>,
): Promise<z.input<typeof FactorReset>> {
  return withSystem(async (tx) => {
    const [account] = await tx
      .select({ id: users.id, email: users.email })
      .from(users)
      .where(sql`lower(${users.email}) = ${email}`)
      .for("update");
    if (!account) throw new NotFound("account_not_found", `There is no account ${email}.`);
    const { id } = account;
    await removeFactor(tx, id);
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.userId, id), isLive()))
      .returning({ tenantId: sessions.tenantId });
    const homes = await tx
      .select({ tenantId: memberships.tenantId })
      .from(memberships)
      .where(eq(memberships.userId, id));
    for (const tenantId of new Set([...homes, ...ended].map((home) => home.tenantId)))
      await recordForTenant(
        tx,
        by,
        tenantId,
        "second_factor.reset",
        { type: "user", id },
        { sessions_ended: ended.filter((session) => session.tenantId === tenantId).length },
      );
    await recordDeed(tx, by, "account.second_factor_reset", { user: id, email: account.email, reason });
    await tellOwner(tx, "second_factor_reset", {
      email: account.email,
      tenantId: homes[0]?.tenantId ?? null,
      ip: null,
      userAgent: null,
    });
    return { ended: ended.length };
  });
}
