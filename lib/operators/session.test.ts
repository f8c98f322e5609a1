import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as overview } from "#app/api/admin/overview/route.ts";
import { PATCH } from "#app/api/admin/tenants/[slug]/route.ts";
import { DELETE, POST } from "#app/api/operator/session/route.ts";
import { closePools } from "#db/client.ts";
import { operatorSessions } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant, type TestTenant } from "#db/test/tenant.ts";
import { codeAt } from "#lib/auth/totp.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { createOperator } from "#lib/operators/create-operator.ts";
import { operatorCookieName, operatorSignedIn, startOperatorSession } from "#lib/operators/session.ts";
import { cookieOf, type SignedInOperator, signedInOperator, signIn } from "#lib/operators/test/signed-in.ts";

const token = config().operatorToken;
const NEXT_STEP = 30_000;
let tenant: TestTenant;
let operator: SignedInOperator;
beforeAll(async () => {
  tenant = await makeTenant();
  operator = await signedInOperator();
});
afterAll(closePools);

const headersWith = (cookie: string, host = config().rootDomain) => new Headers({ cookie, host });
const newCookie = async () =>
  (await withSystem((tx) => startOperatorSession(tx, operator.id, { ip: null, userAgent: null }))).split(
    ";",
  )[0] ?? "";
const overviewWith = (cookie: string) => call(overview, "GET", { headers: { cookie } });
const suspend = (cookie: string, headers: Record<string, string> = {}) =>
  call(PATCH, "PATCH", {
    params: { slug: tenant.slug },
    body: { api_quota: 7 },
    headers: { cookie, ...headers },
  });

/** Runs `work` with another configuration, as after a restart with it. */
async function configured<T>(change: Partial<ReturnType<typeof config>>, work: () => Promise<T>): Promise<T> {
  const before = { ...config() };
  Object.assign(config(), change);
  try {
    return await work();
  } finally {
    Object.assign(config(), before);
  }
}

describe("an operator's session", () => {
  it("is started with password and code, lets its browser in, and is kept from scripts and other pages", async () => {
    const { email, password, secret } = await signedInOperator();
    const response = await signIn({ email, password, code: codeAt(secret, Date.now() + NEXT_STEP) });
    expect(response.status).toBe(204);
    const set = response.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/^cai-operator=[\w.-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/);
    expect((await overviewWith(cookieOf(response))).status).toBe(200);
    expect((await overviewWith(`a=b; ${cookieOf(response)}; c=d`)).status).toBe(200);
  });

  it("is host-only and secure over HTTPS, by its name", () =>
    configured({ protocol: "https" }, async () => {
      expect(operatorCookieName()).toBe("__Host-cai-operator");
      const set = await withSystem((tx) =>
        startOperatorSession(tx, operator.id, { ip: null, userAgent: null }),
      );
      expect(set).toMatch(/; Path=\/; .*; Secure$/);
      expect(set).not.toContain("Domain");
    }));

  it("ends after eight hours, and on the server when the browser signs out", async () => {
    const cookie = await newCookie();
    const id = cookie.split("=")[1]?.split(".")[0] ?? "";
    const [row] = await withSystem((tx) =>
      tx
        .select({ seconds: sql<number>`extract(epoch from expires_at - created_at)::int` })
        .from(operatorSessions)
        .where(eq(operatorSessions.id, id)),
    );
    expect(row?.seconds).toBe(8 * 3600);
    await withSystem((tx) =>
      tx.update(operatorSessions).set({ expiresAt: sql`now()` }).where(eq(operatorSessions.id, id)),
    );
    expect((await overviewWith(cookie)).status).toBe(404);

    const other = await newCookie();
    const response = await call(DELETE, "DELETE", { headers: { cookie: other } });
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/^cai-operator=; Path=\/; Max-Age=0;/);
    // Whoever has kept a copy has nothing.
    expect((await overviewWith(other)).status).toBe(404);
  });

  it("cannot be made without the secret, nor carried over from another operator's", async () => {
    const cookie = await newCookie();
    const [name = "", value = ""] = cookie.split("=");
    const [id = "", mac = ""] = value.split(".");
    const [, otherMac = ""] = (await newCookie()).split(".");
    expect(await operatorSignedIn(headersWith(cookie))).toMatchObject({ id: operator.id });
    const flipped = `${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`;
    for (const forged of [
      `${randomUUID()}.${mac}`,
      `${id}.${flipped}`,
      `${id}.${otherMac}`,
      id,
      `${id}.`,
      `${value}.${mac}`,
      "",
      token,
    ])
      expect(await operatorSignedIn(headersWith(`${name}=${forged}`)), String(forged)).toBeNull();
    const elsewhere = { authSecret: "another secret of at least 32 letters" };
    expect((await configured(elsewhere, () => overviewWith(cookie))).status).toBe(404);
  });

  it("counts at the platform's own host only, and gives way to a bearer that is sent beside it", async () => {
    const cookie = await newCookie();
    expect(await operatorSignedIn(headersWith(cookie, `${tenant.slug}.${config().rootDomain}`))).toBeNull();
    expect(await operatorSignedIn(headersWith(cookie, "elsewhere.example"))).toBeNull();
    const response = await call(overview, "GET", { headers: { cookie, authorization: "Bearer wrong" } });
    expect(response.status).toBe(404);
  });

  it("changes things only for pages of its own origin", async () => {
    const cookie = await newCookie();
    const own = `${config().protocol}://${config().rootDomain}`;
    for (const origin of [
      "",
      "null",
      `${config().protocol}://${tenant.slug}.${config().rootDomain}`,
      `${own}0`,
    ]) {
      const response = await suspend(cookie, { origin });
      expect([origin, response.status, (await problemOf(response)).code]).toEqual([
        origin,
        403,
        "origin_refused",
      ]);
    }
    expect((await suspend(cookie, { origin: own })).status).toBe(200);
    // A program with the token sends no origin.
    expect((await suspend("", { origin: "", authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

const REFUSED =
  "The mail address, the password or the code is wrong. A code counts once: wait for the app's next one.";

describe("signing in", () => {
  it("sets up app and password at first, and lets nobody in before the first code", async () => {
    const { email, password } = await createOperator(COMMAND, {
      email: `${randomUUID()}@operators.test`,
      name: "Ned New",
    });
    // What a code would be of is not known yet.
    expect((await signIn({ email, password: "wrong password" })).status).toBe(401);
    const first = await signIn({ email: email.toUpperCase(), password });
    expect(first.status).toBe(200);
    expect(first.headers.get("set-cookie")).toBeNull();
    const { enrolment } = (await first.json()) as { enrolment: Record<string, string> };
    expect(enrolment.uri).toContain(encodeURIComponent(email));
    const { secret = "", enrolment: sealed } = enrolment;
    const complete = { email, password, enrolment: sealed, new_password: "a password of my own" };
    const wrong = await signIn({ ...complete, code: "000000" });
    expect([wrong.status, (await problemOf(wrong)).code]).toEqual([401, "operator_sign_in_refused"]);
    expect((await signIn({ ...complete, new_password: undefined, code: codeAt(secret) })).status).toBe(400);
    const same = await signIn({ ...complete, new_password: password, code: codeAt(secret) });
    expect((await problemOf(same)).code).toBe("password_unchanged");
    // An enrolment of somebody else's is none of this account.
    const other = await createOperator(COMMAND, { email: `${randomUUID()}@operators.test`, name: "Other" });
    const mixed = { ...complete, email: other.email, password: other.password, code: codeAt(secret) };
    expect((await problemOf(await signIn(mixed))).code).toBe("enrolment_expired");

    // Twice at once: one session, one app.
    const both = await Promise.all([1, 2].map(() => signIn({ ...complete, code: codeAt(secret) })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 401]);
    expect((await signIn({ email, password })).status).toBe(401);
    const next = codeAt(secret, Date.now() + NEXT_STEP);
    expect((await signIn({ email, password: complete.new_password, code: next })).status).toBe(204);
  });

  it("refuses whatever is wrong in the same words, and takes a code once", async () => {
    const { email, password, secret } = await signedInOperator();
    const code = codeAt(secret, Date.now() + NEXT_STEP);
    for (const wrong of [
      { email, password, code: codeAt(secret, Date.now() - 10 * NEXT_STEP) },
      { email, password, code: "" },
      { email, password, code: "abc" },
      { email, password: `${password}x`, code },
      { email: `nobody-${email}`, password, code },
      { email: "no address at all", password, code },
    ]) {
      const response = await signIn(wrong);
      const { detail, code: kind } = await problemOf(response);
      expect([response.status, kind, detail]).toEqual([401, "operator_sign_in_refused", REFUSED]);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    const both = await Promise.all([1, 2].map(() => signIn({ email, password, code })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 401]);
  });

  it("is refused for a while after ten attempts of one address, or on one account", async () => {
    const ip = { "x-real-client-ip": `192.0.2.${1 + Math.floor(Math.random() * 250)}` };
    for (let i = 0; i < 10; i++)
      expect((await signIn({ email: `${randomUUID()}@x.test`, password: "wrong" }, ip)).status).toBe(401);
    const { email, password, secret } = operator;
    const right = { email, password, code: codeAt(secret, Date.now() + NEXT_STEP) };
    const held = await signIn(right, ip);
    expect(held.status).toBe(429);
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);

    const target = await signedInOperator();
    const guesses = Array.from({ length: 10 }, () => signIn({ email: target.email, password: "wrong" }));
    await Promise.all(guesses);
    expect((await signIn({ email: target.email, password: "wrong" })).status).toBe(429);
    // Others are not kept out.
    expect((await signIn(right)).status).toBe(204);
  });

  it("is not there at an organisation's host, and the operators' token signs no browser in", async () => {
    const host = `${tenant.slug}.${config().rootDomain}`;
    const { email, password } = operator;
    expect((await call(POST, "POST", { host, body: { email, password } })).status).toBe(404);
    expect((await call(DELETE, "DELETE", { host })).status).toBe(404);
    expect((await signIn({ token })).status).toBe(400);
    expect((await overviewWith(`${operatorCookieName()}=${token}`)).status).toBe(404);
  });
});
