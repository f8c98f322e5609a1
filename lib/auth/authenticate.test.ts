import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { apiKeys, memberships, type Role, sessions } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { revokeSessions } from "#lib/auth/sign-in.ts";
import { authSecret } from "#lib/config/index.ts";
import { cookieOf, makeKey, makeSession } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const ask = (slug: string, headers: Record<string, string>) =>
  identify(new Headers({ host: `${slug}.localhost:3000`, ...headers }));
const unauthenticated = expect.objectContaining({ status: 401, code: "unauthenticated" });
const notFound = expect.objectContaining({ status: 404, code: "tenant_not_found" });

async function signedIn(role: Role = "editor") {
  const tenant = await makeTenant();
  const member = await makeMember(tenant.id, role);
  return { tenant, member, session: await makeSession(member.id, tenant.id) };
}
const setRole = (tenantId: string, userId: string, role: Role) =>
  withSystem((tx) =>
    tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId))),
  );
const removeMember = (tenantId: string, userId: string) =>
  withSystem((tx) =>
    tx.delete(memberships).where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId))),
  );

describe("a session", () => {
  it("counts until it is revoked, and not on the next request after", async () => {
    const { tenant, member, session } = await signedIn();
    expect(await ask(tenant.slug, session.headers)).toMatchObject({
      principal: { userId: member.id, sessionId: session.sessionId, role: "editor" },
      credentials: "session",
    });
    await revokeSessions({ sessionId: session.sessionId });
    await expect(ask(tenant.slug, session.headers)).rejects.toEqual(unauthenticated);
  });

  it("ends with all others of the person by sign-out everywhere, and nobody else's does", async () => {
    const { tenant, member, session } = await signedIn();
    const second = await makeSession(member.id, tenant.id);
    const colleague = await makeSession((await makeMember(tenant.id, "viewer")).id, tenant.id);
    await revokeSessions({ userId: member.id });
    for (const { headers } of [session, second])
      await expect(ask(tenant.slug, headers)).rejects.toEqual(unauthenticated);
    expect(await ask(tenant.slug, colleague.headers)).toMatchObject({ principal: { role: "viewer" } });
  });

  it("does not outlive a week without use, and lives on while it is used", async () => {
    const { tenant, session } = await signedIn();
    const unusedFor = (hours: number) =>
      withSystem((tx) =>
        tx
          .update(sessions)
          .set({ lastSeenAt: sql`now() - ${hours} * interval '1 hour'` })
          .where(eq(sessions.id, session.sessionId)),
      );
    await unusedFor(7 * 24 - 1);
    expect(await ask(tenant.slug, session.headers)).toMatchObject({ principal: { kind: "user" } });
    await unusedFor(7 * 24 + 1);
    await expect(ask(tenant.slug, session.headers)).rejects.toEqual(unauthenticated);
  });

  it("does not outlive its time", async () => {
    const { tenant, session } = await signedIn();
    await withSystem((tx) =>
      tx
        .update(sessions)
        .set({ expiresAt: sql`now() - interval '1 second'` })
        .where(eq(sessions.id, session.sessionId)),
    );
    await expect(ask(tenant.slug, session.headers)).rejects.toEqual(unauthenticated);
  });

  it("has the role that the member has at the moment", async () => {
    const { tenant, member, session } = await signedIn("admin");
    for (const role of ["viewer", "editor", "admin"] as const) {
      await setRole(tenant.id, member.id, role);
      expect(await ask(tenant.slug, session.headers)).toMatchObject({ principal: { role } });
    }
  });

  it("is worth nothing once the member is removed, and only there", async () => {
    const { tenant, member, session } = await signedIn();
    const other = await makeTenant();
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "viewer" }),
    );
    const elsewhere = await makeSession(member.id, other.id);
    await removeMember(tenant.id, member.id);
    await expect(ask(tenant.slug, session.headers)).rejects.toEqual(notFound);
    expect(await ask(other.slug, elsewhere.headers)).toMatchObject({ principal: { role: "viewer" } });
  });

  it("counts at the host of its own organisation only, even for a member of both", async () => {
    const { tenant, member, session } = await signedIn();
    const other = await makeTenant();
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: other.id, userId: member.id, role: "admin" }),
    );
    await expect(ask(other.slug, session.headers)).rejects.toEqual(notFound);
    expect(await ask(tenant.slug, session.headers)).toMatchObject({ principal: { role: "editor" } });
  });

  it("notes when it was last seen, once a minute", async () => {
    const { tenant, session } = await signedIn();
    const seen = async () =>
      (
        await withSystem((tx) =>
          tx.select({ at: sessions.lastSeenAt }).from(sessions).where(eq(sessions.id, session.sessionId)),
        )
      )[0]?.at.getTime() ?? 0;
    const first = await seen();
    await ask(tenant.slug, session.headers);
    expect(await seen()).toBe(first);
    await withSystem((tx) =>
      tx
        .update(sessions)
        .set({ lastSeenAt: sql`now() - interval '2 minutes'` })
        .where(eq(sessions.id, session.sessionId)),
    );
    await ask(tenant.slug, session.headers);
    expect(await seen()).toBeGreaterThanOrEqual(first);
  });
});

describe("a cookie that is no session", () => {
  it("leaves the caller signed out when it cannot be read", async () => {
    const { tenant, session } = await signedIn();
    const [name, token = ""] = (session.headers.cookie.split("; ")[1] ?? "").split("=");
    const foreign = await encode({
      token: { sid: session.sessionId },
      secret: "another-secret-another-secret-another",
    });
    const expired = await encode({ token: { sid: session.sessionId }, secret: authSecret(), maxAge: -3600 });
    const tampered = `${token.slice(0, -6)}AAAAAA`;
    for (const value of [
      "",
      "x",
      "%E0%A4%A",
      "a.b.c",
      session.sessionId,
      foreign,
      expired,
      tampered,
      "e".repeat(20_000),
    ]) {
      expect(await ask(tenant.slug, { cookie: `${name}=${value}` }), value.slice(0, 40)).toMatchObject({
        principal: null,
        credentials: "none",
      });
    }
    expect(
      await ask(tenant.slug, { cookie: `next-auth.session-token=${token}; __Host-cai-session=${token}` }),
    ).toMatchObject({ principal: null });
    expect(await ask(tenant.slug, { cookie: `${name}=${token}` })).toMatchObject({
      principal: { kind: "user" },
    });
  });

  it("is refused when it names no session", async () => {
    const { tenant } = await signedIn();
    for (const sid of [randomUUID(), "no uuid", "' or true --"])
      await expect(ask(tenant.slug, await cookieOf(sid)), sid).rejects.toEqual(unauthenticated);
  });
});

describe("an API key", () => {
  it("has at most its own role and its creator's at the moment", async () => {
    const tenant = await makeTenant();
    const creator = await makeMember(tenant.id, "admin");
    const admin = await makeKey(tenant.id, "admin", { createdBy: creator.id });
    const viewer = await makeKey(tenant.id, "viewer", { createdBy: creator.id });
    const roles = async () =>
      Promise.all(
        [admin, viewer].map(async ({ headers }) => (await ask(tenant.slug, headers)).principal?.role),
      );
    expect(await roles()).toEqual(["admin", "viewer"]);
    await setRole(tenant.id, creator.id, "editor");
    expect(await roles()).toEqual(["editor", "viewer"]);
    await setRole(tenant.id, creator.id, "viewer");
    expect(await roles()).toEqual(["viewer", "viewer"]);
    await setRole(tenant.id, creator.id, "admin");
    expect(await roles()).toEqual(["admin", "viewer"]);
  });

  it("goes with its creator; one that an operator made stays", async () => {
    const tenant = await makeTenant();
    const creator = await makeMember(tenant.id, "admin");
    const key = await makeKey(tenant.id, "editor", { createdBy: creator.id });
    const operators = await makeKey(tenant.id, "editor");
    await removeMember(tenant.id, creator.id);
    await expect(ask(tenant.slug, key.headers)).rejects.toEqual(unauthenticated);
    expect(await ask(tenant.slug, operators.headers)).toMatchObject({
      principal: { kind: "api_key", keyId: operators.id, role: "editor" },
    });
  });

  it("ends when it is revoked or expires", async () => {
    const tenant = await makeTenant();
    const key = await makeKey(tenant.id, "editor", { expiresAt: new Date(Date.now() + 60_000) });
    expect(await ask(tenant.slug, key.headers)).toMatchObject({
      principal: { role: "editor" },
      credentials: "api_key",
    });
    await withSystem((tx) =>
      tx.update(apiKeys).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(apiKeys.id, key.id)),
    );
    await expect(ask(tenant.slug, key.headers)).rejects.toEqual(unauthenticated);
    await withSystem((tx) =>
      tx.update(apiKeys).set({ expiresAt: null, revokedAt: sql`now()` }).where(eq(apiKeys.id, key.id)),
    );
    await expect(ask(tenant.slug, key.headers)).rejects.toEqual(unauthenticated);
  });

  it("is stored as a hash only, and notes its use", async () => {
    const tenant = await makeTenant();
    const { id, key, headers } = await makeKey(tenant.id, "viewer");
    expect(key).toMatch(/^cai_[A-Za-z0-9_-]{43}$/);
    const row = async () =>
      (await withSystem((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id))))[0];
    expect(JSON.stringify(await row())).not.toContain(key.slice(12));
    expect(await row()).toMatchObject({ prefix: key.slice(0, 12), lastUsedAt: null });
    await ask(tenant.slug, headers);
    expect((await row())?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("is refused in any other form, and never falls back to a session", async () => {
    const { tenant, session } = await signedIn("admin");
    const { key } = await makeKey(tenant.id, "admin");
    for (const authorization of [
      `Bearer ${key}x`,
      `Bearer ${key.slice(0, -1)}`,
      `Basic ${key}`,
      key,
      `Bearer ${key} ${key}`,
      `Bearer ${key.toUpperCase()}`,
      "Bearer",
    ]) {
      await expect(ask(tenant.slug, { authorization, ...session.headers }), authorization).rejects.toEqual(
        unauthenticated,
      );
    }
    expect(await ask(tenant.slug, { authorization: `bearer ${key}` })).toMatchObject({
      principal: { role: "admin" },
    });
  });
});

describe("a custom domain", () => {
  it("selects its organisation, by whatever spelling, and only with credentials of it", async () => {
    const { tenant, session } = await signedIn();
    const domain = `${tenant.slug}.acme.example`;
    await withSystem((tx) => tx.update(tenants).set({ domain }).where(eq(tenants.id, tenant.id)));
    const at = (host: string, headers: Record<string, string> = {}) =>
      identify(new Headers({ host, ...headers }));
    expect(await at(domain)).toMatchObject({ tenant: { id: tenant.id }, principal: null });
    expect(await at(`${domain.toUpperCase()}.:443`, session.headers)).toMatchObject({
      principal: { kind: "user" },
    });
    const foreign = await signedIn();
    await expect(at(domain, foreign.session.headers)).rejects.toEqual(notFound);
    await expect(at(domain, { ...session.headers, "x-tenant-id": foreign.tenant.slug })).rejects.toEqual(
      notFound,
    );
    await expect(at(`other.${domain}`)).rejects.toEqual(notFound);
    await expect(at("acme.example")).rejects.toEqual(notFound);
  });
});
