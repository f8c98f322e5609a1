import { randomBytes } from "node:crypto";
import { z } from "zod";
import { operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { Password } from "#lib/auth/password-rule.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { Conflict } from "#lib/errors.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";

export const CreateOperator = z.object({
  email: z.string().trim().pipe(Email),
  name: z.string().trim().min(1, "Give a name.").max(120),
  /** One is made up when it is left out. */
  password: Password.optional(),
});

export const OperatorCredentials = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** For the first sign-in, which replaces it; shown this once. */
  password: z.string(),
});

export const oneTimePassword = () => randomBytes(18).toString("base64url");

/** A new operator, who sets up an app and a password of their own at the first sign-in. Throws `Conflict` (`operator_exists`). */
export async function createOperator(
  by: OperatorCtx,
  input: z.output<typeof CreateOperator>,
): Promise<z.input<typeof OperatorCredentials>> {
  const { email, name, password = oneTimePassword() } = input;
  const passwordHash = await hashPassword(password);
  return withSystem(async (tx) => {
    const [made] = await tx
      .insert(operators)
      .values({ email, name, passwordHash })
      .onConflictDoNothing()
      .returning({ id: operators.id });
    if (!made) throw new Conflict("operator_exists", `${email} is an operator already.`);
    await recordDeed(tx, by, "operator.created", { operator: made.id, email, name });
    return { id: made.id, email, name, password };
  });
}
