import { and, count, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { recoveryCodes, secondFactors } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { unseal } from "#lib/auth/seal.ts";
import { isTotpCode, recoveryHash, stepOf, typedCode } from "#lib/auth/totp.ts";
import { Unauthenticated } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Sign-in needs the second factor as well; nothing was spent, and the same can be sent again with the code. */
export class SecondFactorRequired extends Unauthenticated {
  constructor() {
    super(problemText("auth.giveSecondFactor"), "second_factor_required");
  }
}

/** The code is wrong, too old, or was used before. */
export class SecondFactorWrong extends Unauthenticated {
  constructor() {
    super(problemText("auth.codeWrongToo"), "second_factor_wrong");
  }
}

const PER_ACCOUNT = { attempts: 10, windowSeconds: 15 * 60 };
const limitKey = (userId: string) => `second-factor:${userId}`;

/** What a secret of an authenticator app is sealed for. */
export const sealedFor = (userId: string) => `second factor ${userId}`;

/** Whether the account has a second factor that a first code has confirmed. */
export async function hasSecondFactor(tx: Transaction, userId: string): Promise<boolean> {
  const [row] = await tx.select({ id: secondFactors.userId }).from(secondFactors).where(confirmedOf(userId));
  return row !== undefined;
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(tx: Transaction, userId: string): Promise<number> {
  const [row] = await tx
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row?.left ?? 0;
}

/**
 * Does `work` with a code that was given, under the account's limit of 10 attempts in 15 minutes. The limit is counted
 * outside the transaction that `work` opens, so that a refusal rolls back everything but the attempt.
 */
export async function limitingCodes<T>(userId: string, work: () => Promise<T>): Promise<T> {
  await countAttempt(limitKey(userId), PER_ACCOUNT);
  const result = await work();
  await clearAttempts(limitKey(userId));
  return result;
}

/**
 * Takes a code of the app, or a recovery code, once: of parallel tries with one code one succeeds. Throws
 * `SecondFactorWrong`. Call it within `limitingCodes`.
 */
export async function takeCode(
  tx: Transaction,
  userId: string,
  given: string,
): Promise<"code" | "recovery code"> {
  const typed = typedCode(given);
  if (isTotpCode(typed)) {
    const [factor] = await tx.select().from(secondFactors).where(confirmedOf(userId)).for("update");
    const step = factor && stepOf(unseal(factor.secret, sealedFor(userId)), typed, factor.lastStep);
    if (!step) throw new SecondFactorWrong();
    await takeStep(tx, userId, step);
    return "code";
  }
  const [used] = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.hash, recoveryHash(typed)),
        isNull(recoveryCodes.usedAt),
        sql`exists (select from second_factors f where f.user_id = ${userId} and f.confirmed_at is not null)`,
      ),
    )
    .returning({ hash: recoveryCodes.hash });
  if (!used) throw new SecondFactorWrong();
  return "recovery code";
}

/** No code of this step or before counts any more. */
export async function takeStep(tx: Transaction, userId: string, step: number): Promise<void> {
  const [taken] = await tx
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))
    .returning({ id: secondFactors.userId });
  if (!taken) throw new SecondFactorWrong();
}

/** The state of an account's second factor, as its owner sees it. */
export async function readSecondFactor(
  userId: string,
): Promise<{ enabled: boolean; confirmed_at: string | null; recovery_codes_left: number }> {
  return withSystem(async (tx) => {
    const [factor] = await tx
      .select({ confirmedAt: secondFactors.confirmedAt })
      .from(secondFactors)
      .where(confirmedOf(userId));
    return {
      enabled: factor !== undefined,
      confirmed_at: factor?.confirmedAt?.toISOString() ?? null,
      recovery_codes_left: await recoveryCodesLeft(tx, userId),
    };
  });
}

const confirmedOf = (userId: string) =>
  and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt));
