import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { sessions, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { liveSession, openSession, type SignedIn, type SignInOrigin } from "#lib/auth/open-session.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { addressBlock, clearAttempts, countAttempt, limitingFailures } from "#lib/auth/rate-limit.ts";
import { limitingCodes, SecondFactorRequired, takeCode } from "#lib/auth/second-factor.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { keepForCode, lookAtToken, spendToken, type TokenPurpose } from "#lib/auth/tokens.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

const PER_ACCOUNT = { attempts: 10, windowSeconds: 15 * 60 };
export const PER_ADDRESS = { attempts: 50, windowSeconds: 15 * 60 };

/**
 * Password sign-in at an organisation's host. Null for a wrong password, an unknown account and a person who is no member here alike,
 * in equal time. Throws `TooManyRequests` beyond 10 attempts an account and organisation (counted apart for each address
 * where the account has signed in before), or 50 an address, in 15 minutes; `SecondFactorRequired` when the password is
 * right and the account's second factor was not given, `SecondFactorWrong` for a wrong code.
 */
export function signInWithPassword(input: PasswordInput, origin: SignInOrigin): Promise<SignedIn | null> {
  return limitingFailures(addressKey(origin), PER_ADDRESS, () => byPassword(input, origin));
}

interface PasswordInput {
  email: string;
  password: string;
  code?: string | undefined;
}

async function byPassword(input: PasswordInput, origin: SignInOrigin): Promise<SignedIn | null> {
  const email = Email.safeParse(input.email.trim());
  const tenant = await withSystem((tx) => tenantOfHost(tx, origin.host));
  if (!email.success || !tenant) return null;
  // By the organisation, not by the Host header: one host has many spellings. Addresses from where the account signed in
  // before count for themselves, so that a stranger's failures lock nobody out there, however long they go on.
  const known = await withSystem((tx) => signedInFrom(tx, email.data, tenant.id, origin.ip));
  const key = `sign-in:${tenant.id}:${email.data}${known ? `:${addressBlock(origin.ip)}` : ""}`;
  await countAttempt(key, PER_ACCOUNT);
  // Outside a transaction: hashing takes long, and a connection held meanwhile is one that nobody else has.
  const [user] = await withSystem((tx) =>
    tx.select().from(users).where(sql`lower(${users.email}) = ${email.data}`),
  );
  if (!(await verifyPassword(user?.passwordHash, input.password)) || !user) return null;
  const signedIn = await withCode(user.id, input.code, (tx, secondFactor) =>
    openSession(tx, user, tenant.id, origin, { method: "password", secondFactor }),
  );
  if (signedIn) await clearAttempts(key);
  return signedIn;
}

/**
 * Sign-in with a magic link or a hand-over from another host of the platform. Null when the token is spent, expired or of
 * another host. It is spent only with the session: where a second factor has to be given (`SecondFactorRequired`), or was
 * given wrong, the same token works again with the code.
 */
export function signInWithToken(
  secret: string,
  origin: SignInOrigin,
  code?: string,
): Promise<SignedIn | null> {
  return limitingFailures(addressKey(origin), PER_ADDRESS, () => byToken(secret, origin, code));
}

async function byToken(secret: string, origin: SignInOrigin, code?: string): Promise<SignedIn | null> {
  const known = await withSystem((tx) => lookAtToken(tx, secret, SIGN_IN_TOKENS));
  if (!known) return null;
  try {
    return await withCode(known.userId, code, async (tx, secondFactor) => {
      const token = await spendToken(tx, secret, SIGN_IN_TOKENS);
      const tenant = await tenantOfHost(tx, origin.host);
      if (!token || !tenant || token.tenantId !== tenant.id) return null;
      const [user] = await tx.select().from(users).where(eq(users.id, token.userId));
      if (!user) return null;
      if (token.sessionId === null)
        return openSession(tx, user, tenant.id, origin, { method: "link", secondFactor });
      // What is handed over ends with the session that it came from.
      const from = await liveSession(tx, token.sessionId);
      return from && openSession(tx, user, tenant.id, origin, { method: from.method, secondFactor, from });
    });
  } catch (error) {
    if (error instanceof SecondFactorRequired) await withSystem((tx) => keepForCode(tx, secret));
    throw error;
  }
}

/** Counts every way to sign in from an address together. */
export const addressKey = ({ ip }: SignInOrigin) => `sign-in-address:${addressBlock(ip)}`;

export const SIGN_IN_TOKENS: TokenPurpose[] = ["magic_link", "handoff"];

/** One transaction, at whose beginning the code is taken where one was given: it counts only if the whole goes through. */
function withCode<T>(
  userId: string,
  code: string | undefined,
  work: (tx: Transaction, secondFactor: boolean) => Promise<T>,
): Promise<T> {
  if (!code) return withSystem((tx) => work(tx, false));
  return limitingCodes(userId, () =>
    withSystem(async (tx) => {
      await takeCode(tx, userId, code);
      return work(tx, true);
    }),
  );
}

/** Ends one session, or all of a person's. Acts on the next request, on every device. */
export async function revokeSessions(which: { sessionId: string } | { userId: string }): Promise<void> {
  const match = "sessionId" in which ? eq(sessions.id, which.sessionId) : eq(sessions.userId, which.userId);
  await withSystem((tx) => endSessions(tx, match));
}

/** Every session that matches and counts still, each told in the log of its organisation. */
export async function endSessions(tx: Transaction, match: SQL | undefined): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(match, sql`${sessions.revokedAt} is null`))
    .returning({ id: sessions.id, tenantId: sessions.tenantId, userId: sessions.userId });
  for (const { id, tenantId, userId } of ended)
    await auditAs(tx, { tenantId, actor: userId === null ? "operator" : `user:${userId}` }, "session.ended", {
      type: "session",
      id,
    });
}

/** The tenant a host stands for: its id; null for the root domain; undefined for no tenant at all. */
export async function tenantOfHost(
  tx: Transaction,
  host: string | null,
): Promise<{ id: string; name: string; slug: string } | null | undefined> {
  const target = hostTarget(host);
  if (!target) return undefined;
  if (target.kind === "root") return null;
  const match = target.kind === "slug" ? eq(tenants.slug, target.slug) : eq(tenants.domain, target.domain);
  const [tenant] = await tx
    .select({ id: tenants.id, name: tenants.name, slug: tenants.slug })
    .from(tenants)
    .where(match);
  return tenant;
}

/** Whether the account has signed in here from this address while its sessions are remembered: a week beyond their end. */
async function signedInFrom(
  tx: Transaction,
  email: string,
  tenantId: string,
  ip: string | null,
): Promise<boolean> {
  if (!ip) return false;
  const addresses = await tx
    .selectDistinct({ ip: sessions.ip })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(sql`lower(${users.email}) = ${email}`, eq(sessions.tenantId, tenantId)));
  return addresses.some((address) => addressBlock(address.ip) === addressBlock(ip));
}
