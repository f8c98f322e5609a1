import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as overview } from "#app/api/admin/overview/route.ts";
import { PATCH } from "#app/api/admin/tenants/[slug]/route.ts";
import { DELETE, POST } from "#app/api/operator/session/route.ts";
import { closePools } from "#db/client.ts";
import { makeTenant, type TestTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { hasOperatorSession, operatorCookieName, startOperatorSession } from "#lib/operators/session.ts";

const token = config().operatorToken;
const HOUR = 3600_000;
let tenant: TestTenant;
beforeAll(async () => {
  tenant = await makeTenant();
});
afterAll(closePools);

const cookieOf = (setCookie: string | null) => setCookie?.split(";")[0] ?? "";
const headersWith = (cookie: string, host = config().rootDomain) => new Headers({ cookie, host });
const signIn = (given: unknown, headers: Record<string, string> = {}) =>
  call(POST, "POST", { body: { token: given }, headers });
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
  it("is started with the token, lets its browser in, and is kept from scripts and other pages", async () => {
    const response = await signIn(token);
    expect(response.status).toBe(204);
    const set = response.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/^cai-operator=[\w.-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/);
    expect(set).not.toContain(token ?? "?");
    expect((await overviewWith(cookieOf(set))).status).toBe(200);
    expect((await overviewWith(`a=b; ${cookieOf(set)}; c=d`)).status).toBe(200);
  });

  it("is host-only and secure over HTTPS, by its name", () =>
    configured({ protocol: "https" }, async () => {
      expect(operatorCookieName()).toBe("__Host-cai-operator");
      expect(startOperatorSession()).toMatch(/; Path=\/; .*; Secure$/);
      expect(startOperatorSession()).not.toContain("Domain");
    }));

  it("ends after eight hours, and when the browser signs out", async () => {
    const now = new Date();
    const cookie = cookieOf(startOperatorSession(now));
    const at = (ms: number) => hasOperatorSession(headersWith(cookie), new Date(now.getTime() + ms));
    expect(at(8 * HOUR - 1)).toBe(true);
    expect(at(8 * HOUR)).toBe(false);
    const response = await call(DELETE, "DELETE", { headers: { cookie } });
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/^cai-operator=; Path=\/; Max-Age=0;/);
    expect((await overviewWith(cookieOf(response.headers.get("set-cookie")))).status).toBe(404);
  });

  it("cannot be made or lengthened without the secret", () => {
    const cookie = cookieOf(startOperatorSession());
    const [name = "", value = ""] = cookie.split("=");
    const [expires = "", nonce = "", mac = ""] = value.split(".");
    expect(hasOperatorSession(headersWith(cookie))).toBe(true);
    const flipped = `${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`;
    for (const forged of [
      `${Number(expires) + 1}.${nonce}.${mac}`,
      `${expires}.${"A".repeat(16)}.${mac}`,
      `${expires}.${nonce}.${flipped}`,
      `${expires}.${nonce}`,
      `${expires}.${nonce}.`,
      `${expires}.${nonce}.${mac}.${mac}`,
      "",
      token,
    ])
      expect(hasOperatorSession(headersWith(`${name}=${forged}`)), String(forged)).toBe(false);
  });

  it("ends with the token or the secret that it was started with", async () => {
    const cookie = cookieOf(startOperatorSession());
    const works = async () => (await overviewWith(cookie)).status;
    expect(await works()).toBe(200);
    expect(await configured({ operatorToken: "another-token-of-operators" }, works)).toBe(404);
    expect(await configured({ operatorToken: null }, works)).toBe(404);
    expect(await configured({ authSecret: "another secret of at least 32 letters" }, works)).toBe(404);
    expect(await works()).toBe(200);
  });

  it("counts at the platform's own host only", () => {
    const cookie = cookieOf(startOperatorSession());
    expect(hasOperatorSession(headersWith(cookie, `${tenant.slug}.${config().rootDomain}`))).toBe(false);
    expect(hasOperatorSession(headersWith(cookie, "elsewhere.example"))).toBe(false);
  });

  it("gives way to a bearer token that is sent beside it", async () => {
    const cookie = cookieOf(startOperatorSession());
    const response = await call(overview, "GET", { headers: { cookie, authorization: "Bearer wrong" } });
    expect(response.status).toBe(404);
  });

  it("changes things only for pages of its own origin", async () => {
    const cookie = cookieOf(startOperatorSession());
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

describe("signing in", () => {
  it("is refused with a wrong token, and for a while after ten of one address", async () => {
    const ip = { "x-real-client-ip": `192.0.2.${1 + Math.floor(Math.random() * 250)}` };
    for (let i = 0; i < 10; i++) {
      const response = await signIn(`${randomUUID()}`, ip);
      expect([response.status, (await problemOf(response)).code]).toEqual([401, "operator_token_refused"]);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    const response = await signIn(token, ip);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    // Others are not kept out.
    expect((await signIn(token)).status).toBe(204);
  });

  it("is refused for what no header could carry", async () => {
    for (const odd of ["", "two words of it", "schlüssel-für-alle"])
      expect((await signIn(odd)).status, odd).toBe(400);
  });

  it("is not there without a token of operators, nor at an organisation's host", async () => {
    await configured({ operatorToken: null }, async () => {
      expect((await signIn(token)).status).toBe(404);
      expect((await call(DELETE, "DELETE")).status).toBe(404);
    });
    const host = `${tenant.slug}.${config().rootDomain}`;
    expect((await call(POST, "POST", { host, body: { token } })).status).toBe(404);
  });
});
