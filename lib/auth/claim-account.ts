import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import {
  authTokens,
  emailChanges,
  recoveryCodes,
  secondFactors,
  sessions,
  ssoIdentities,
  users,
} from "#db/schema/auth.ts";

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
    await forgetSquatter(tx, claimed.id);
    return claimed;
  }
  const [created] = await tx.insert(users).values(proven).onConflictDoNothing().returning({ id: users.id });
  return created ?? null;
}

/** What somebody who never owned the address may have left in its account ends: sessions, links, a second factor of theirs. */
export async function forgetSquatter(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, userId));
  await tx.delete(authTokens).where(eq(authTokens.userId, userId));
  await tx.delete(secondFactors).where(eq(secondFactors.userId, userId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.delete(ssoIdentities).where(eq(ssoIdentities.userId, userId));
  await tx.delete(emailChanges).where(eq(emailChanges.userId, userId));
}

const byEmail = (email: string) => sql`lower(${users.email}) = ${email}`;
