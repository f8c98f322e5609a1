import { createHmac, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { authTokens } from "#db/schema/auth.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { authSecret } from "#lib/config/index.ts";

export type TokenPurpose = (typeof authTokens.$inferSelect)["purpose"];

const LIFETIME_SECONDS: Record<TokenPurpose, number> = {
  magic_link: 10 * 60,
  password_reset: 60 * 60,
  handoff: 60,
};

export interface TokenInput {
  purpose: TokenPurpose;
  userId: string;
  tenantId: string | null;
  /** The session that is handed over to another organisation. */
  sessionId?: string;
}

/** Makes a single-use secret; only its hash is kept. */
export async function issueToken(tx: Transaction, input: TokenInput): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await tx.insert(authTokens).values(tokenRow(secret, input));
  return secret;
}

/**
 * The single-use secret of one mail: the same whenever that mail is written again, so that a job which is repeated sends
 * the very same mail. It then lives anew, unless it is spent.
 */
export async function issueMailedToken(tx: Transaction, mailId: string, input: TokenInput): Promise<string> {
  const secret = mailedSecret(mailId, input.purpose, input.userId, input.tenantId ?? "");
  const row = tokenRow(secret, input);
  await tx
    .insert(authTokens)
    .values(row)
    .onConflictDoUpdate({
      target: authTokens.hash,
      set: { expiresAt: row.expiresAt },
      setWhere: isNull(authTokens.usedAt),
    });
  return secret;
}

/** A secret that whoever knows the installation's own can derive again, so that it need not be stored before it is sent. */
export function mailedSecret(...about: string[]): string {
  return createHmac("sha256", authSecret())
    .update(JSON.stringify(["mail", ...about]))
    .digest("base64url");
}

function tokenRow(secret: string, input: TokenInput) {
  return {
    hash: hashSecret(secret),
    ...input,
    expiresAt: sql`now() + ${LIFETIME_SECONDS[input.purpose]} * interval '1 second'`,
  };
}

/** Spends a token. Null when it is unknown, spent, expired or for something else; of parallel calls one wins. */
export async function spendToken(
  tx: Transaction,
  secret: string,
  purposes: TokenPurpose[],
): Promise<LiveToken | null> {
  const [row] = await tx
    .update(authTokens)
    .set({ usedAt: sql`now()` })
    .where(unspent(secret, purposes))
    .returning(LIVE_TOKEN);
  return row ?? null;
}

/** What a token is of, without spending it. */
export async function lookAtToken(
  tx: Transaction,
  secret: string,
  purposes: TokenPurpose[],
): Promise<LiveToken | null> {
  const [row] = await tx.select(LIVE_TOKEN).from(authTokens).where(unspent(secret, purposes));
  return row ?? null;
}

/** A token whose person is asked for a code stays good until ten minutes after it was made: a code takes longer to type than a minute. */
export async function keepForCode(tx: Transaction, secret: string): Promise<void> {
  await tx
    .update(authTokens)
    .set({ expiresAt: sql`greatest(expires_at, created_at + interval '10 minutes')` })
    .where(unspent(secret, ["magic_link", "handoff"]));
}

type LiveToken = Pick<typeof authTokens.$inferSelect, keyof typeof LIVE_TOKEN>;
const LIVE_TOKEN = {
  userId: authTokens.userId,
  tenantId: authTokens.tenantId,
  sessionId: authTokens.sessionId,
  purpose: authTokens.purpose,
};

const unspent = (secret: string, purposes: TokenPurpose[]) =>
  and(
    eq(authTokens.hash, hashSecret(secret)),
    isNull(authTokens.usedAt),
    gt(authTokens.expiresAt, sql`now()`),
    sql`${authTokens.purpose} = any(${sql.param(purposes)})`,
  );
