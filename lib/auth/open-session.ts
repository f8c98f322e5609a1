import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, type SIGN_IN_METHODS, sessions, ssoConnections } from "#db/schema/auth.ts";
import { auditAs } from "#lib/audit/record.ts";
import { isSameDevice } from "#lib/auth/device.ts";
import { addressBlock } from "#lib/auth/rate-limit.ts";
import { hasSecondFactor, SecondFactorRequired } from "#lib/auth/second-factor.ts";
import { tellOwner } from "#lib/auth/security-mail.ts";
import { isLive, SESSION_DAYS } from "#lib/auth/session-lifetime.ts";
import { SsoRefusal } from "#lib/auth/sso/refusal.ts";
import { wants } from "#lib/notifications/kinds.ts";

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

export interface Proof {
  method: (typeof SIGN_IN_METHODS)[number];
  /**
   * The second factor was given: here, by a code that was taken in this transaction, or at the organisation's identity
   * provider, where that says so.
   */
  secondFactor: boolean;
  /** The session of the same person that is handed over; what that one has shown counts here too. */
  from?: { secondFactorAt: Date | null; confirmedAt: Date } | undefined;
}

/**
 * The one place where a person's session begins, whatever they signed in by. Null for somebody who is no member.
 * Throws `SecondFactorRequired` when the account has a second factor that was not given: there is no session then at all.
 * By single sign-on there is one, since the identity provider can be asked only once; it is let in nowhere before the code
 * was given (`requireSecondFactor` in lib/http/admission.ts), as a session of an organisation that requires a second factor
 * is before one was set up. Throws `SsoRefusal` (`sso_required`) for members, but not admins, of an organisation that
 * requires single sign-on, whatever else they have signed in by.
 */
export async function openSession(
  tx: Transaction,
  user: { id: string; email: string },
  tenantId: string,
  origin: SignInOrigin,
  by: Proof,
): Promise<SignedIn | null> {
  const [member] = await tx
    .select({ role: memberships.role, notifications: memberships.notifications })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, user.id)));
  if (!member) return null;
  if (by.method !== "sso" && member.role !== "admin" && (await requiresSso(tx, tenantId)))
    throw new SsoRefusal("sso_required");
  const given = by.secondFactor || by.from?.secondFactorAt != null;
  if (!given && by.method !== "sso" && (await hasSecondFactor(tx, user.id))) throw new SecondFactorRequired();
  if (!by.from && wants(member.notifications, "sign_ins") && (await isNewPlace(tx, user.id, origin)))
    await tellOwner(tx, "new_sign_in", { ...origin, email: user.email, tenantId });
  const [session] = await tx
    .insert(sessions)
    .values({
      userId: user.id,
      tenantId,
      method: by.method,
      secondFactorAt: by.secondFactor ? sql`now()` : by.from?.secondFactorAt,
      ...(by.from ? { confirmedAt: by.from.confirmedAt } : {}),
      userAgent: (origin.userAgent ?? "").slice(0, 300),
      ip: origin.ip ?? "",
      expiresAt: sql`now() + ${SESSION_DAYS} * interval '1 day'`,
    })
    .returning({ id: sessions.id });
  if (!session) return null;
  await auditAs(
    tx,
    { tenantId, actor: `user:${user.id}`, ip: origin.ip, userAgent: origin.userAgent },
    "session.started",
    { type: "session", id: session.id },
    { method: by.method, second_factor: given },
  );
  return { userId: user.id, sessionId: session.id, email: user.email };
}

/**
 * Whether none of the account's sessions that are remembered (a week beyond their end) was this browser in this network.
 * Somebody's first sign-in is no news to them.
 */
async function isNewPlace(
  tx: Transaction,
  userId: string,
  { ip, userAgent }: SignInOrigin,
): Promise<boolean> {
  const known = await tx
    .selectDistinct({ ip: sessions.ip, userAgent: sessions.userAgent })
    .from(sessions)
    .where(eq(sessions.userId, userId));
  return (
    known.length > 0 &&
    !known.some(
      (session) =>
        addressBlock(session.ip) === addressBlock(ip) && isSameDevice(session.userAgent, userAgent ?? ""),
    )
  );
}

async function requiresSso(tx: Transaction, tenantId: string): Promise<boolean> {
  const [connection] = await tx
    .select({ issuer: ssoConnections.issuer })
    .from(ssoConnections)
    .where(
      and(
        eq(ssoConnections.tenantId, tenantId),
        eq(ssoConnections.isEnabled, true),
        eq(ssoConnections.isRequired, true),
      ),
    );
  return connection !== undefined;
}

/** A session that counts still. */
export async function liveSession(tx: Transaction, sessionId: string) {
  const [session] = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), isLive()));
  return session ?? null;
}
