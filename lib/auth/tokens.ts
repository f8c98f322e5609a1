import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { authTokens } from "#db/schema/auth.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";

export type TokenPurpose = (typeof authTokens.$inferSelect)["purpose"];

const LIFETIME_SECONDS: Record<TokenPurpose, number> = {
  magic_link: 15 * 60,
  password_reset: 60 * 60,
  handoff: 60,
};

/** Makes a single-use secret; only its hash is kept. */
export async function issueToken(
  tx: Transaction,
  input: { purpose: TokenPurpose; userId: string; tenantId: string | null },
): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await tx.insert(authTokens).values({
    hash: hashSecret(secret),
    ...input,
    expiresAt: sql`now() + ${LIFETIME_SECONDS[input.purpose]} * interval '1 second'`,
  });
  return secret;
}

/** Spends a token. Null when it is unknown, spent, expired or for something else; of parallel calls one wins. */
export async function spendToken(
  tx: Transaction,
  secret: string,
  purposes: TokenPurpose[],
): Promise<{ userId: string; tenantId: string | null; purpose: TokenPurpose } | null> {
  const [row] = await tx
    .update(authTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(authTokens.hash, hashSecret(secret)),
        isNull(authTokens.usedAt),
        gt(authTokens.expiresAt, sql`now()`),
        sql`${authTokens.purpose} = any(${sql.param(purposes)})`,
      ),
    )
    .returning({ userId: authTokens.userId, tenantId: authTokens.tenantId, purpose: authTokens.purpose });
  return row ?? null;
}
