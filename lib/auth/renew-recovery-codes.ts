import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { recoveryCodes } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { hasSecondFactor } from "#lib/auth/second-factor.ts";
import { newRecoveryCodes, recoveryHash } from "#lib/auth/totp.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

/** Ten new recovery codes in place of those before, which count no more. They are in this answer and nowhere else. */
export async function renewRecoveryCodes(ctx: Ctx): Promise<{ recovery_codes: string[] }> {
  const { userId } = person(ctx);
  return withSystem(async (tx) => {
    if (!(await hasSecondFactor(tx, userId)))
      throw new Conflict("second_factor_absent", problemText("auth.setUpSecond"));
    const codes = await writeRecoveryCodes(tx, userId);
    await audit(ctx, tx, "recovery_codes.renewed", { type: "user", id: userId });
    return { recovery_codes: codes };
  });
}

/** Replaces the account's codes, in the caller's transaction. */
export async function writeRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: recoveryHash(code) })));
  return codes;
}
