import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, sessions, users } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import { addressBlock, clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { spendToken } from "#lib/auth/tokens.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

export interface SignInOrigin {
  host: string | null;
  ip: string | null;
  userAgent: string | null;
}
export interface SignedIn {
  userId: string;
  sessionId: string;
  email: string;
}

const SESSION_DAYS = 30;
const PER_ACCOUNT = { attempts: 10, windowSeconds: 15 * 60 };
const PER_ADDRESS = { attempts: 50, windowSeconds: 15 * 60 };

/**
 * Password sign-in at an organisation's host. Null for a wrong password, an unknown account and a person who is no member here alike,
 * in equal time. Throws `TooManyRequests` beyond 10 attempts an account and organisation (counted apart for each address
 * where the account has signed in before), or 50 an address, in 15 minutes.
 */
export async function signInWithPassword(
  input: { email: string; password: string },
  origin: SignInOrigin,
): Promise<SignedIn | null> {
  await countAttempt(`sign-in-address:${addressBlock(origin.ip)}`, PER_ADDRESS);
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
  const signedIn = await withSystem((tx) => openSession(tx, user, origin));
  if (signedIn) await clearAttempts(key);
  return signedIn;
}

/** Sign-in with a magic link or a hand-over from another host of the platform. Null when the token is spent, expired or of another host. */
export async function signInWithToken(secret: string, origin: SignInOrigin): Promise<SignedIn | null> {
  await countAttempt(`sign-in-address:${addressBlock(origin.ip)}`, PER_ADDRESS);
  return withSystem(async (tx) => {
    const token = await spendToken(tx, secret, ["magic_link", "handoff"]);
    if (!token) return null;
    const [user] = await tx.select().from(users).where(eq(users.id, token.userId));
    if (!user) return null;
    return openSession(tx, user, origin, token.tenantId);
  });
}

/** Ends one session, or all of a person's. Acts on the next request, on every device. */
export async function revokeSessions(which: { sessionId: string } | { userId: string }): Promise<void> {
  const match = "sessionId" in which ? eq(sessions.id, which.sessionId) : eq(sessions.userId, which.userId);
  await withSystem((tx) =>
    tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(match, sql`${sessions.revokedAt} is null`)),
  );
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

async function openSession(
  tx: Transaction,
  user: { id: string; email: string },
  origin: SignInOrigin,
  onlyTenant?: string | null,
): Promise<SignedIn | null> {
  const tenant = await tenantOfHost(tx, origin.host);
  if (!tenant || (onlyTenant !== undefined && onlyTenant !== tenant.id)) return null;
  const [member] = await tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenant.id), eq(memberships.userId, user.id)));
  if (!member) return null;
  const [session] = await tx
    .insert(sessions)
    .values({
      userId: user.id,
      tenantId: tenant.id,
      userAgent: (origin.userAgent ?? "").slice(0, 300),
      ip: origin.ip ?? "",
      expiresAt: sql`now() + ${SESSION_DAYS} * interval '1 day'`,
    })
    .returning({ id: sessions.id });
  return session ? { userId: user.id, sessionId: session.id, email: user.email } : null;
}
