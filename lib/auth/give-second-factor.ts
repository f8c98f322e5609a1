import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { sessions } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import type { SecondFactorCode } from "#lib/auth/confirm-second-factor.ts";
import { limitingCodes, takeCode } from "#lib/auth/second-factor.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

/** Shows the second factor for a session that was opened without it. Throws `SecondFactorWrong`. */
export async function giveSecondFactor(ctx: Ctx, input: z.output<typeof SecondFactorCode>): Promise<void> {
  const { userId, sessionId } = person(ctx);
  await limitingCodes(userId, () =>
    withSystem(async (tx) => {
      const by = await takeCode(tx, userId, input.code);
      await tx
        .update(sessions)
        .set({ secondFactorAt: sql`now()`, confirmedAt: sql`now()` })
        .where(eq(sessions.id, sessionId));
      await audit(ctx, tx, "session.confirmed", { type: "session", id: sessionId }, { by });
    }),
  );
}
