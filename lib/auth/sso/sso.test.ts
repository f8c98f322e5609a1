import { randomUUID } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PATCH as changeMe, GET as readMe } from "#app/api/me/route.ts";
import { GET as listSessions } from "#app/api/me/sessions/route.ts";
import { GET as listMembers } from "#app/api/members/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, sessions, ssoConnections, ssoIdentities, users } from "#db/schema/auth.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { handOver } from "#lib/auth/organisations.ts";
import { seal } from "#lib/auth/seal.ts";
import { sealedForSso } from "#lib/auth/sso/sign-in.ts";
import {
  type IdentityProvider,
  PERSON_HEADER,
  type Person,
  startIdentityProvider,
} from "#lib/auth/sso/testing/identity-provider.ts";
import { browser, csrf, type Reply, signIn } from "#lib/auth/testing/browser.ts";
import { call } from "#lib/http/testing/call.ts";
import { makeAccount } from "#lib/http/testing/credentials.ts";
import { removeMember } from "#lib/members/change-member.ts";
import { invite } from "#lib/members/invite.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

const PASSWORD = "correct horse battery";
const stops: (() => Promise<void>)[] = [];

beforeAll(() => {
  process.env.WEBHOOK_ALLOW_LOOPBACK = "1";
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(closePools);

type Connection = Partial<typeof ssoConnections.$inferInsert>;

/** An organisation with an identity provider of its own. */
async function organisation(connection: Connection = {}, { plan = "pro" as const, mailDomain = "" } = {}) {
  const tenant = await makeTenant({ plan });
  const host = `${tenant.slug}.localhost:3000`;
  const idp = await startIdentityProvider([`http://${host}/api/auth/callback/sso`]);
  stops.push(idp.stop);
  await withSystem(async (tx) => {
    await tx.insert(ssoConnections).values({
      tenantId: tenant.id,
      issuer: idp.issuer,
      clientId: idp.clientId,
      clientSecret: seal(idp.clientSecret, sealedForSso(tenant.id)),
      isEnabled: true,
      ...connection,
    });
    if (mailDomain)
      await tx
        .insert(tenantDomains)
        .values({ tenantId: tenant.id, domain: mailDomain, use: "mail", token: "t", verifiedAt: sql`now()` });
  });
  return { tenant, host, idp };
}

const newDomain = () => `${randomUUID().slice(0, 12)}.example`;
const knows = (idp: IdentityProvider, person: Partial<Person> & { email: string }) => {
  const sub = person.sub ?? randomUUID();
  idp.people.set(sub, { email_verified: true, name: "Sam Single", ...person, sub });
  return sub;
};

/** Starts at the sign-in page's button; the address of the provider that the browser is sent to. */
async function start(visit: ReturnType<typeof browser>): Promise<string> {
  const { json, location } = await visit("POST", "signin/sso", {
    csrfToken: await csrf(visit),
    callbackUrl: "/dashboard",
    json: "true",
  });
  return typeof json === "object" && json && "url" in json ? String(json.url) : location;
}

/** Signs in at the provider, as whom it knows by `sub`; the address that it sends the browser back to. */
async function atProvider(url: string, sub: string): Promise<URL> {
  const cookies = new Map<string, string>();
  for (let hops = 0; hops < 10; hops++) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        [PERSON_HEADER]: sub,
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`The provider stopped at ${url}: ${await response.text()}`);
    const next = new URL(location, url);
    if (next.pathname === "/api/auth/callback/sso") return next;
    url = next.href;
  }
  throw new Error("The provider leads in circles");
}

const back = (visit: ReturnType<typeof browser>, url: URL) => visit("GET", `callback/sso${url.search}`);

async function enter(host: string, sub: string, visit = browser(host)): Promise<Reply> {
  return back(visit, await atProvider(await start(visit), sub));
}

/** Where next-auth's own page for errors leads on to. */
const errorOf = (reply: Reply) => new URL(reply.location, "http://x").searchParams.get("error");
const cookieOf = (reply: Reply) => `cai-session=${reply.cookies["cai-session"]}`;
const isIn = (reply: Reply) => reply.setCookie.some((line) => line.startsWith("cai-session="));
const whoIs = (host: string, reply: Reply) => identify(new Headers({ host, cookie: cookieOf(reply) }));
const membersOf = async (tenantId: string) =>
  (
    await withSystem((tx) =>
      tx.select({ n: count() }).from(memberships).where(eq(memberships.tenantId, tenantId)),
    )
  )[0]?.n;

describe("single sign-on", () => {
  it("signs a member in with PKCE, state and nonce, links them once, and takes their word on a second factor", async () => {
    const { tenant, host, idp } = await organisation();
    const member = await makeMember(tenant.id, "editor");
    const sub = knows(idp, { email: member.email.toUpperCase() });
    const visit = browser(host);
    const url = new URL(await start(visit));
    expect(url.origin).toBe(idp.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      redirect_uri: `http://${host}/api/auth/callback/sso`,
      state: expect.any(String),
      nonce: expect.any(String),
    });
    const reply = await back(visit, await atProvider(url.href, sub));
    expect(reply).toMatchObject({ status: 302, location: `http://${host}/dashboard` });
    expect(await whoIs(host, reply)).toMatchObject({
      principal: { userId: member.id, role: "editor", vouchedForByOthers: true },
      session: { secondFactor: "ok", isFresh: true },
    });
    // What the provider calls them counts from now on, and not their address.
    knows(idp, { sub, email: `${randomUUID()}@elsewhere.example`, email_verified: false });
    idp.tamper = (claims) => ({ ...claims, amr: ["pwd", "mfa"] });
    expect((await whoIs(host, await enter(host, sub))).principal).toMatchObject({ userId: member.id });
    const [linked, rows] = await withSystem(async (tx) => [
      await tx.select().from(ssoIdentities).where(eq(ssoIdentities.userId, member.id)),
      await tx
        .select({ factor: sessions.secondFactorAt, method: sessions.method })
        .from(sessions)
        .where(eq(sessions.userId, member.id))
        .orderBy(sessions.createdAt),
    ]);
    expect(linked).toHaveLength(1);
    expect(rows).toEqual([
      { method: "sso", factor: null },
      { method: "sso", factor: expect.any(Date) },
    ]);
  });

  it("takes no answer that is not of this very sign-in, nor an ID token that is not for us", async () => {
    const { tenant, host, idp } = await organisation();
    const sub = knows(idp, { email: (await makeMember(tenant.id, "editor")).email });
    const otherState = async () => {
      const visit = browser(host);
      const url = await atProvider(await start(visit), sub);
      url.searchParams.set("state", "made-up");
      return back(visit, url);
    };
    // The answer of one browser, given to another one that has begun as well.
    const stolen = async () => {
      const url = await atProvider(await start(browser(host)), sub);
      const victim = browser(host);
      url.searchParams.set("state", new URL(await start(victim)).searchParams.get("state") ?? "");
      return back(victim, url);
    };
    const withoutCookies = async () => back(browser(host), await atProvider(await start(browser(host)), sub));
    const otherIssuer = async () => {
      const visit = browser(host);
      const url = await atProvider(await start(visit), sub);
      url.searchParams.set("iss", "https://login.other.example");
      return back(visit, url);
    };
    for (const attempt of [otherState, stolen, withoutCookies, otherIssuer]) {
      const reply = await attempt();
      expect([attempt.name, isIn(reply), errorOf(reply)]).toEqual([attempt.name, false, "OAuthCallback"]);
    }
    const past = Math.floor(Date.now() / 1000) - 3600;
    for (const wrong of [
      { nonce: "another" },
      { aud: "another-client" },
      { aud: [idp.clientId, "another-client"], azp: "another-client" },
      { exp: past },
      { iss: "https://login.other.example" },
    ]) {
      idp.tamper = (claims) => ({ ...claims, ...wrong });
      const reply = await enter(host, sub);
      expect([wrong, isIn(reply), errorOf(reply)]).toEqual([wrong, false, "OAuthCallback"]);
    }
    idp.tamper = null;
    expect(isIn(await enter(host, sub))).toBe(true);
  });

  it("of one organisation opens nothing at another", async () => {
    const [a, b] = [await organisation(), await organisation()];
    const none = await makeTenant();
    const member = await makeMember(b.tenant.id, "admin");
    const sub = knows(a.idp, { email: member.email });
    const visitA = browser(a.host);
    const url = await atProvider(await start(visitA), sub);
    // The same browser's cookies and the same answer, at the other organisation's address.
    for (const host of [b.host, `${none.slug}.localhost:3000`]) {
      const visitB = browser(host);
      const { cookies } = await visitB("GET", "csrf");
      Object.assign(cookies, (await visitA("GET", "csrf")).cookies);
      expect(isIn(await back(visitB, url))).toBe(false);
    }
    expect(errorOf(await visitA("GET", `callback/sso${url.search}`))).toBe("sso_not_member");
    expect(await membersOf(b.tenant.id)).toBe(1);
    expect(errorOf(await browser(`${none.slug}.localhost:3000`)("POST", "signin/sso"))).toBe("sso_off");
  });

  it("needs an address that the provider has verified, and the issuer that was entered", async () => {
    const { tenant, host, idp } = await organisation();
    const { email } = await makeMember(tenant.id, "editor");
    for (const unverified of [false, undefined])
      expect(errorOf(await enter(host, knows(idp, { email, email_verified: unverified as false })))).toBe(
        "sso_email_unverified",
      );
    await withSystem((tx) =>
      tx
        .update(ssoConnections)
        .set({ issuer: `${idp.issuer}/` })
        .where(eq(ssoConnections.tenantId, tenant.id)),
    );
    expect(errorOf(await browser(host)("POST", "signin/sso"))).toBe("sso_unavailable");
  });
});

describe("who is no member", () => {
  it("joins by an open invitation, with its role, and else not", async () => {
    const { tenant, host, idp } = await organisation();
    const email = `${randomUUID()}@partner.example`;
    const sub = knows(idp, { email });
    expect(errorOf(await enter(host, sub))).toBe("sso_not_member");
    await invite(await systemCtx(tenant.id), { email, role: "editor" });
    const reply = await enter(host, sub);
    expect((await whoIs(host, reply)).principal).toMatchObject({ email, role: "editor" });
    const actions = await withSystem((tx) =>
      tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.tenantId, tenant.id)),
    );
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["invitation.accepted", "sso_identity.linked", "session.started"]),
    );
  });

  it("joins by themselves with an address of a proven mail domain, once each, within the seats", async () => {
    const mailDomain = newDomain();
    const { tenant, host, idp } = await organisation(
      { autoJoin: true, autoJoinRole: "editor" },
      { plan: "free" as "pro", mailDomain },
    );
    const elsewhere = knows(idp, { email: `x@sub.${mailDomain}` });
    expect(errorOf(await enter(host, elsewhere))).toBe("sso_not_member");
    const subs = Array.from({ length: 20 }, (_, n) => knows(idp, { email: `p${n}@${mailDomain}` }));
    const replies = await Promise.all(subs.map((sub) => enter(host, sub)));
    const joined = replies.filter(isIn).length;
    expect(joined).toBeGreaterThan(0);
    expect(joined).toBeLessThan(20);
    expect(await membersOf(tenant.id)).toBe(joined);
    for (const reply of replies) if (!isIn(reply)) expect(errorOf(reply)).toBe("sso_seats_full");
    // A further sign-in needs no seat; two first ones of one person at once make one member.
    const member = subs[replies.findIndex(isIn)] ?? "";
    expect(isIn(await enter(host, member))).toBe(true);
    expect(await membersOf(tenant.id)).toBe(joined);
  });

  it("once removed comes back by an invitation only, linked or not", async () => {
    const mailDomain = newDomain();
    const { tenant, host, idp } = await organisation({ autoJoin: true }, { mailDomain });
    const ctx = await systemCtx(tenant.id);
    const email = `removed@${mailDomain}`;
    const sub = knows(idp, { email });
    const [first, second] = await Promise.all([enter(host, sub), enter(host, sub)]);
    const { principal } = await whoIs(host, first);
    if (principal?.kind !== "user") throw new Error("Nobody was signed in");
    expect((await whoIs(host, second)).principal).toMatchObject({ userId: principal.userId });
    await removeMember(ctx, principal.userId);
    await expect(whoIs(host, first)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(errorOf(await enter(host, sub))).toBe("sso_not_member");
    await withSystem((tx) => tx.delete(ssoIdentities).where(eq(ssoIdentities.tenantId, tenant.id)));
    expect(errorOf(await enter(host, sub))).toBe("sso_not_member");
    await invite(ctx, { email, role: "viewer" });
    expect((await whoIs(host, await enter(host, sub))).principal).toMatchObject({ role: "viewer" });
  });

  it("who signed up with somebody else's address keeps nothing of it when its owner comes", async () => {
    const mailDomain = newDomain();
    const { host, idp } = await organisation({ autoJoin: true }, { mailDomain });
    const other = await makeTenant();
    const squatter = await makeAccount(other.id, "admin", PASSWORD);
    const email = `owner@${mailDomain}`;
    await withSystem((tx) =>
      tx.update(users).set({ email, emailVerifiedAt: null }).where(eq(users.id, squatter.id)),
    );
    const squatted = await signIn(browser(`${other.slug}.localhost:3000`), { email, password: PASSWORD });
    expect(isIn(squatted)).toBe(true);
    expect((await whoIs(host, await enter(host, knows(idp, { email })))).principal).toMatchObject({
      userId: squatter.id,
    });
    await expect(whoIs(`${other.slug}.localhost:3000`, squatted)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(isIn(await signIn(browser(host), { email, password: PASSWORD }))).toBe(false);
  });
});

describe("where single sign-on is required", () => {
  it("no password lets a member in, and none of the sessions before; admins still get in", async () => {
    const { tenant, host, idp } = await organisation();
    const editor = await makeAccount(tenant.id, "editor", PASSWORD);
    const admin = await makeAccount(tenant.id, "admin", PASSWORD);
    const before = await signIn(browser(host), { email: editor.email, password: PASSWORD });
    expect(isIn(before)).toBe(true);
    await withSystem((tx) =>
      tx.update(ssoConnections).set({ isRequired: true }).where(eq(ssoConnections.tenantId, tenant.id)),
    );
    await expect(whoIs(host, before)).rejects.toMatchObject({ code: "unauthenticated" });
    const refused = await signIn(browser(host), { email: editor.email, password: PASSWORD });
    expect([isIn(refused), errorOf(refused)]).toEqual([false, "sso_required"]);
    expect(errorOf(await signIn(browser(host), { email: editor.email, password: "wrong password" }))).toBe(
      "CredentialsSignin",
    );
    expect(isIn(await signIn(browser(host), { email: admin.email, password: PASSWORD }))).toBe(true);
    expect(isIn(await enter(host, knows(idp, { email: editor.email })))).toBe(true);
  });
});

describe("an organisation whose provider says whatever it likes", () => {
  it("gets nobody's account: no membership of theirs, and no way to what is theirs beyond it", async () => {
    const { tenant, host, idp } = await organisation({ autoJoin: true }, { mailDomain: newDomain() });
    const home = await makeTenant();
    const domain = newDomain();
    const victim = { ...(await makeMember(home.id, "admin")), email: `victim@${domain}` };
    await withSystem((tx) => tx.update(users).set({ email: victim.email }).where(eq(users.id, victim.id)));
    const sub = knows(idp, { email: victim.email });
    expect(errorOf(await enter(host, sub))).toBe("sso_not_member");
    // Inviting the victim does not help: their own mail has to say yes.
    await invite(await systemCtx(tenant.id), { email: victim.email, role: "viewer" });
    expect(errorOf(await enter(host, sub))).toBe("sso_invitation_by_mail");
    expect(await membersOf(tenant.id)).toBe(0);
    // Of somebody who has joined there is a session here, that reaches this organisation alone.
    await withSystem((tx) =>
      tx.insert(memberships).values({ tenantId: tenant.id, userId: victim.id, role: "viewer" }),
    );
    const reply = await enter(host, sub);
    const as = { host, headers: { cookie: cookieOf(reply) } };
    expect((await call(listMembers, "GET", as)).status).toBe(200);
    for (const [handler, method, body] of [
      [readMe, "GET", undefined],
      [changeMe, "PATCH", { name: "Taken over" }],
      [listSessions, "GET", undefined],
    ] as const) {
      const response = await call(handler, method, body ? { ...as, body } : as);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "sso_session_limited" });
    }
    const { principal } = await whoIs(host, reply);
    if (principal?.kind !== "user") throw new Error("Nobody was signed in");
    expect((await handOver(principal, home.slug)).url).toMatch(/\/sign-in$/);
    await expect(whoIs(`${home.slug}.localhost:3000`, reply)).rejects.toMatchObject({ status: 404 });
    // Proven, the domain makes the organisation's word good for the person's account, but for no other organisation.
    await withSystem((tx) =>
      tx.insert(tenantDomains).values({
        tenantId: tenant.id,
        domain,
        use: "mail",
        token: "t",
        verifiedAt: sql`now()`,
      }),
    );
    expect((await call(readMe, "GET", as)).status).toBe(200);
    expect((await handOver(principal, home.slug)).url).toMatch(/\/sign-in$/);
  });
});
