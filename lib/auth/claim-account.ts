import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { authTokens, sessions, users } from "#db/schema/auth.ts";

/** The account of an address whose password its owner has chosen. Anybody may sign up with somebody else's address; that account is none of these. */
export async function provenAccount(tx: Transaction, email: string): Promise<{ id: string } | null> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(byEmail(email), isNotNull(users.emailVerifiedAt)));
  return user ?? null;
}

/**
 * Gives an address that its owner has proven an account with this password: a new one, or the one that somebody signed
 * up with under it, whose password, sessions and links end here. Null when the address has a proven account, which
 * keeps its password.
 */
export async function claimAccount(
  tx: Transaction,
  given: { email: string; name?: string; passwordHash: string },
): Promise<{ id: string } | null> {
  const proven = { ...given, emailVerifiedAt: sql`now()` };
  const [claimed] = await tx
    .update(users)
    .set(proven)
    .where(and(byEmail(given.email), isNull(users.emailVerifiedAt)))
    .returning({ id: users.id });
  if (claimed) {
    await tx.delete(sessions).where(eq(sessions.userId, claimed.id));
    await tx.delete(authTokens).where(eq(authTokens.userId, claimed.id));
    return claimed;
  }
  const [created] = await tx.insert(users).values(proven).onConflictDoNothing().returning({ id: users.id });
  return created ?? null;
}

const byEmail = (email: string) => sql`lower(${users.email}) = ${email}`;
