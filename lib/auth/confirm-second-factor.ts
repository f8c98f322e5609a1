import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { secondFactors, sessions } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { writeRecoveryCodes } from "#lib/auth/renew-recovery-codes.ts";
import { seal } from "#lib/auth/seal.ts";
import { limitingCodes, SecondFactorWrong, sealedFor } from "#lib/auth/second-factor.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { secretOfEnrolment } from "#lib/auth/start-second-factor.ts";
import { isTotpCode, stepOf, typedCode } from "#lib/auth/totp.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const SecondFactorCode = z.object({
  code: z.string().trim().min(1, issueText("auth.giveTheCode")).max(40),
});
export const ConfirmSecondFactor = SecondFactorCode.extend({ enrolment: z.string().max(2000) });
export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) });

/**
 * Turns the second factor on, or moves it to another app, by a first code of the app that has the new secret. Answers ten
 * recovery codes, which are shown this once; those before count no more. This session has shown the factor by it; every
 * other one of the person, at every organisation, has to, if it has not.
 */
export async function confirmSecondFactor(
  ctx: Ctx,
  input: z.output<typeof ConfirmSecondFactor>,
): Promise<z.input<typeof RecoveryCodes>> {
  const { userId, sessionId, email } = person(ctx);
  const secret = secretOfEnrolment(userId, input.enrolment);
  const code = typedCode(input.code);
  return limitingCodes(userId, () =>
    withSystem(async (tx) => {
      const step = isTotpCode(code) && stepOf(secret, code, 0);
      if (!step) throw new SecondFactorWrong();
      const factor = {
        secret: seal(secret, sealedFor(userId)),
        lastStep: step,
        confirmedAt: sql`now()`,
      };
      await tx
        .insert(secondFactors)
        .values({ userId, ...factor })
        .onConflictDoUpdate({ target: secondFactors.userId, set: factor });
      await tx
        .update(sessions)
        .set({ secondFactorAt: sql`now()`, confirmedAt: sql`now()` })
        .where(eq(sessions.id, sessionId));
      const codes = await writeRecoveryCodes(tx, userId);
      await audit(ctx, tx, "second_factor.enabled", { type: "user", id: userId });
      await tellOwner(tx, "second_factor_enabled", { ...ctx, email, tenantId: ctx.tenant.id });
      return { recovery_codes: codes };
    }),
  );
}
