import { createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { pool, type Transaction } from "#db/client.ts";
import { operatorSessions } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { cookieValue } from "#lib/auth/session-cookie.ts";
import { authSecret, config } from "#lib/config/index.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

const LIFETIME_SECONDS = 8 * 3600;

/** As the members' cookie: host-only by its prefix over HTTPS, by carrying no Domain over plain http. */
export function operatorCookieName(): string {
  return config().protocol === "https" ? "__Host-cai-operator" : "cai-operator";
}

/** Opens a session of eight hours for an operator who has shown password and code; its `Set-Cookie`. */
export async function startOperatorSession(
  tx: Transaction,
  operatorId: string,
  origin: { ip: string | null; userAgent: string | null },
): Promise<string> {
  const [session] = await tx
    .insert(operatorSessions)
    .values({
      operatorId,
      ip: origin.ip ?? "",
      userAgent: origin.userAgent?.slice(0, 400) ?? "",
      expiresAt: sql`now() + ${LIFETIME_SECONDS} * interval '1 second'`,
    })
    .returning({ id: operatorSessions.id });
  if (!session) throw new Error("The session was not written");
  return setCookie(`${session.id}.${signature(session.id)}`, LIFETIME_SECONDS);
}

/** Ends the session that the request brings, if any; the `Set-Cookie` that takes it out of the browser. */
export async function endOperatorSession(headers: Headers): Promise<string> {
  const id = sessionIdOf(headers);
  if (id) await withSystem((tx) => endSessions(tx, { sessionId: id }));
  return setCookie("", 0);
}

/** Ends one session, or all of an operator's: on the next request they are nobody. How many ended. */
export async function endSessions(
  tx: Transaction,
  which: { sessionId: string } | { operatorId: string },
): Promise<number> {
  const match =
    "sessionId" in which
      ? eq(operatorSessions.id, which.sessionId)
      : eq(operatorSessions.operatorId, which.operatorId);
  const ended = await tx
    .update(operatorSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(match, isNull(operatorSessions.revokedAt), sql`${operatorSessions.expiresAt} > now()`))
    .returning({ id: operatorSessions.id });
  return ended.length;
}

export interface SignedInOperator {
  id: string;
  name: string;
  email: string;
}

/**
 * The operator whose session the request brings; null for everybody else. It is looked up on each request, so that its
 * end, or its operator's being disabled, acts at once, and it counts at the platform's own host only.
 */
export async function operatorSignedIn(headers: Headers): Promise<SignedInOperator | null> {
  const id = sessionIdOf(headers);
  if (!id) return null;
  const { sql: query } = pool("cai_system");
  const [row] = await query<(SignedInOperator & { stale: boolean })[]>`
    select o.id, o.name, o.email, s.last_seen_at < now() - interval '1 minute' as stale
    from operator_sessions s join operators o on o.id = s.operator_id
    where s.id = ${id}::uuid and s.revoked_at is null and s.expires_at > now() and o.disabled_at is null`;
  if (!row) return null;
  if (row.stale) await query`update operator_sessions set last_seen_at = now() where id = ${id}::uuid`;
  return { id: row.id, name: row.name, email: row.email };
}

const COOKIE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Of a cookie that this installation signed: an id alone, read from the database or guessed, opens nothing. */
function sessionIdOf(headers: Headers): string | null {
  if (hostTarget(headers.get("host"))?.kind !== "root") return null;
  const found = COOKIE.exec(cookieValue(headers.get("cookie"), operatorCookieName()) ?? "");
  if (!found?.[1] || !found[2]) return null;
  const genuine = timingSafeEqual(Buffer.from(found[2]), Buffer.from(signature(found[1])));
  return genuine ? found[1] : null;
}

function signature(sessionId: string): string {
  return createHmac("sha256", authSecret()).update(`operator session ${sessionId}`).digest("base64url");
}

function setCookie(value: string, maxAge: number): string {
  const secure = config().protocol === "https" ? "; Secure" : "";
  return `${operatorCookieName()}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
