import { eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { type Role, sessions, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember } from "#db/test/tenant.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { sessionCookieName } from "#lib/auth/session-cookie.ts";
import { authSecret } from "#lib/config/index.ts";
import { insertApiKey } from "#lib/tenancy/create-tenant.ts";

/** A session row and the cookie that next-auth would have set for it. */
export async function makeSession(
  userId: string,
  tenantId: string,
): Promise<{ sessionId: string; headers: { cookie: string } }> {
  const [session] = await withSystem((tx) =>
    tx
      .insert(sessions)
      .values({ userId, tenantId, expiresAt: sql`now() + interval '1 day'` })
      .returning({ id: sessions.id }),
  );
  if (!session) throw new Error("No session was made");
  return { sessionId: session.id, headers: await cookieOf(session.id) };
}

/** The cookie header that carries a session id, signed and encrypted as next-auth does. */
export async function cookieOf(sid: string): Promise<{ cookie: string }> {
  return {
    cookie: `other=1; ${sessionCookieName()}=${await encode({ token: { sid }, secret: authSecret() })}`,
  };
}

/** An API key and its header. */
export async function makeKey(
  tenantId: string,
  role: Role,
  options: { name?: string; createdBy?: string | null; expiresAt?: Date | null } = {},
): Promise<{ id: string; key: string; headers: { authorization: string } }> {
  const { id, key } = await withSystem((tx) =>
    insertApiKey(tx, {
      tenantId,
      name: options.name ?? `test ${role}`,
      role,
      createdBy: options.createdBy ?? null,
      expiresAt: options.expiresAt ?? null,
    }),
  );
  return { id, key, headers: { authorization: `Bearer ${key}` } };
}

/** A member who signs in with a password. */
export async function makeAccount(
  tenantId: string,
  role: Role,
  password: string,
): Promise<{ id: string; email: string; password: string }> {
  const member = await makeMember(tenantId, role);
  const passwordHash = await hashPassword(password);
  await withSystem((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, member.id)));
  return { ...member, password };
}
