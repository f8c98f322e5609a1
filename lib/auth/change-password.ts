import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { authTokens, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { checkPassword } from "#lib/auth/confirm-identity.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { Password, refuseOwnWords } from "#lib/auth/password-rule.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const ChangePassword = z.object({
  /** Of an account that has one. */
  current_password: z.string().max(200).default(""),
  password: Password,
});

/** Whether the person can sign in by a password. */
export async function hasPassword(ctx: Ctx): Promise<boolean> {
  const { userId } = person(ctx);
  const [user] = await withSystem((tx) =>
    tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)),
  );
  return user?.hash != null;
}

/**
 * A new password for the person's account at all organisations. Ends every other session and every open link. An account
 * that has a password wants it; one that has none is let through by the route's fresh confirmation.
 */
export async function changePassword(ctx: Ctx, input: z.output<typeof ChangePassword>): Promise<void> {
  const { userId, sessionId, email, name } = person(ctx);
  refuseOwnWords(input.password, [email, name, ctx.tenant.name, ctx.tenant.slug]);
  if (await hasPassword(ctx)) await checkPassword(userId, input.current_password, "current_password");
  const passwordHash = await hashPassword(input.password);
  await withSystem(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isNull(sessions.revokedAt)));
    await tx
      .update(authTokens)
      .set({ usedAt: sql`now()` })
      .where(and(eq(authTokens.userId, userId), isNull(authTokens.usedAt)));
    await audit(ctx, tx, "password.changed", { type: "user", id: userId });
    await tellOwner(tx, "password_changed", { ...ctx, email, tenantId: ctx.tenant.id });
  });
}
