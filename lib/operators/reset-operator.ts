import { eq } from "drizzle-orm";
import type { z } from "zod";
import { operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword } from "#lib/auth/password.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { type OperatorCredentials, oneTimePassword } from "#lib/operators/create-operator.ts";
import { lockOperator } from "#lib/operators/lock-operator.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { endSessions } from "#lib/operators/session.ts";
import { endSupportOf } from "#lib/support/end-of-operator.ts";

/**
 * For an operator who has lost the app or the password: neither counts any more, every session ends, and a new password
 * for one sign-in comes back, which sets both up anew. Throws `NotFound`.
 */
export async function resetOperator(
  by: OperatorCtx,
  id: string,
): Promise<z.input<typeof OperatorCredentials>> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return withSystem(async (tx) => {
    const { email, name } = await lockOperator(tx, id);
    await tx
      .update(operators)
      .set({ passwordHash, secondFactor: null, lastStep: 0 })
      .where(eq(operators.id, id));
    await endSessions(tx, { operatorId: id });
    await endSupportOf(tx, by, id);
    await recordDeed(tx, by, "operator.second_factor_reset", { operator: id, email });
    return { id, email, name, password };
  });
}
