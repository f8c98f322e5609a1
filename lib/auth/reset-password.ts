import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { authTokens, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { forgetSquatter } from "#lib/auth/claim-account.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { Password, refuseOwnWords } from "#lib/auth/password-rule.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { endSessions } from "#lib/auth/sign-in.ts";
import { spendToken } from "#lib/auth/tokens.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export const ResetPassword = z.object({ token: z.string().min(20).max(200), password: Password });

/** Sets a new password by a mailed token, and ends every session and every other link of the account. */
export async function resetPassword(input: z.output<typeof ResetPassword>, ip: string | null): Promise<void> {
  await countAttempt(`reset:${addressBlock(ip)}`, { attempts: 20, windowSeconds: 15 * 60 });
  const passwordHash = await hashPassword(input.password);
  await withSystem(async (tx) => {
    const token = await spendToken(tx, input.token, ["password_reset"]);
    if (!token) throw new Invalid("token_spent", problemText("auth.linkUsedAlready"));
    const [user] = await tx
      .select({ email: users.email, name: users.name, verifiedAt: users.emailVerifiedAt })
      .from(users)
      .where(eq(users.id, token.userId))
      .for("update");
    refuseOwnWords(input.password, [user?.email, user?.name]);
    // A second factor outlasts a forgotten password, unless nobody had proven to own the address that it was set up for.
    if (user?.verifiedAt === null) await forgetSquatter(tx, token.userId);
    // The mail reached its owner, so the address is verified as well.
    await tx
      .update(users)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(email_verified_at, now())` })
      .where(eq(users.id, token.userId));
    await endSessions(tx, eq(sessions.userId, token.userId));
    // Whoever asked for other links meanwhile, perhaps with the old password, gets nowhere with them.
    await tx
      .update(authTokens)
      .set({ usedAt: sql`now()` })
      .where(sql`${authTokens.userId} = ${token.userId} and ${authTokens.usedAt} is null`);
    if (user)
      await tellOwner(tx, "password_changed", {
        tenantId: token.tenantId,
        email: user.email,
        ip,
        userAgent: null,
      });
  });
}
