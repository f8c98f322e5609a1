import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { hasSecondFactor, limitingCodes, takeCode } from "#lib/auth/second-factor.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const ConfirmIdentity = z
  .object({ password: z.string().max(200).default(""), code: z.string().trim().max(40).default("") })
  .refine(({ password, code }) => password !== "" || code !== "", issueText("auth.yourPasswordCode"));

/** By what a person can show that it is they. */
export const ConfirmationWays = z.object({ password: z.boolean(), code: z.boolean() });

/** A code counts where the account has a second factor, which a password alone cannot stand for. */
export async function confirmationWays(ctx: Ctx): Promise<z.input<typeof ConfirmationWays>> {
  const { userId } = person(ctx);
  return withSystem(async (tx) => {
    const [user] = await tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId));
    const code = await hasSecondFactor(tx, userId);
    return { password: !code && user?.hash != null, code };
  });
}

/**
 * Shows that it is still the person who signed in, so that sensitive changes are let through for a quarter of an hour:
 * by a code of the second factor, or, without one, by the password. Throws `Invalid` or `SecondFactorWrong`.
 */
export async function confirmIdentity(ctx: Ctx, input: z.output<typeof ConfirmIdentity>): Promise<void> {
  const { userId, sessionId } = person(ctx);
  const ways = await confirmationWays(ctx);
  const refresh = { confirmedAt: sql`now()` };
  if (ways.code) {
    if (!input.code) throw new Invalid("code_needed", problemText("auth.codeYourAuthenticator"));
    await limitingCodes(userId, () =>
      withSystem(async (tx) => {
        await takeCode(tx, userId, input.code);
        await tx
          .update(sessions)
          .set({ ...refresh, secondFactorAt: sql`now()` })
          .where(eq(sessions.id, sessionId));
      }),
    );
    return;
  }
  if (!ways.password) throw new Invalid("no_password", problemText("auth.yourAccountNeither"));
  await checkPassword(userId, input.password);
  await withSystem((tx) => tx.update(sessions).set(refresh).where(eq(sessions.id, sessionId)));
}

/** Throws `Invalid` for a wrong password, `TooManyRequests` beyond 10 attempts in 15 minutes. */
export async function checkPassword(userId: string, password: string, field = "password"): Promise<void> {
  const key = `own-password:${userId}`;
  await countAttempt(key, { attempts: 10, windowSeconds: 15 * 60 });
  const [user] = await withSystem((tx) =>
    tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)),
  );
  if (!(await verifyPassword(user?.hash, password)))
    throw new Invalid("password_wrong", problemText("auth.yourPassword"), [
      { path: field, message: problemText("auth.yourPassword") },
    ]);
  await clearAttempts(key);
}
