import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, type SIGN_IN_METHODS, sessions, ssoConnections } from "#db/schema/auth.ts";
import { auditAs } from "#lib/audit/record.ts";
import { hasSecondFactor, SecondFactorRequired } from "#lib/auth/second-factor.ts";
import { SsoRefusal } from "#lib/auth/sso/refusal.ts";

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

const SESSION_DAYS = 30;

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
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, user.id)));
  if (!member) return null;
  if (by.method !== "sso" && member.role !== "admin" && (await requiresSso(tx, tenantId)))
    throw new SsoRefusal("sso_required");
  const given = by.secondFactor || by.from?.secondFactorAt != null;
  if (!given && by.method !== "sso" && (await hasSecondFactor(tx, user.id))) throw new SecondFactorRequired();
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
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)));
  return session ?? null;
}
