import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { sessions } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { browser, csrf, signIn } from "#lib/auth/testing/browser.ts";
import { makeAccount } from "#lib/http/testing/credentials.ts";
import { logger } from "#lib/observability/logger.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";

async function organisation() {
  const tenant = await makeTenant();
  return {
    tenant,
    host: `${tenant.slug}.localhost:3000`,
    member: await makeAccount(tenant.id, "editor", PASSWORD),
  };
}

describe("sign-in through next-auth", () => {
  it("puts every refusal into the log, with where it came from and nothing that was typed", async () => {
    const { host, member } = await organisation();
    const logged = vi.spyOn(logger(), "info");
    await signIn(browser(host), { email: member.email, password: "a wrong password" });
    const refusals = logged.mock.calls.filter(([, words]) => words === "sign-in was refused");
    const mine = refusals.filter(([facts]) => JSON.stringify(facts).includes(host));
    expect(mine).toEqual([
      [expect.objectContaining({ method: "password", code: "not_accepted", host }), "sign-in was refused"],
    ]);
    expect(JSON.stringify(mine)).not.toContain("a wrong password");
    expect(JSON.stringify(mine)).not.toContain(member.email);
    logged.mockRestore();
  });

  it("sets a cookie of this host alone, that scripts cannot read, and leads to a page of this host", async () => {
    const { host, member } = await organisation();
    const reply = await signIn(browser(host), { email: member.email, password: PASSWORD });
    expect(reply).toMatchObject({ status: 302, location: `http://${host}/dashboard` });
    const cookie = reply.setCookie.find((line) => line.startsWith("cai-session=")) ?? "";
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/; Domain=/i);
    expect(
      await identify(new Headers({ host, cookie: `cai-session=${reply.cookies["cai-session"]}` })),
    ).toMatchObject({ principal: { userId: member.id } });
  });

  it("answers a wrong password, an unknown account and a stranger alike", async () => {
    const { host, member } = await organisation();
    const stranger = (await organisation()).member;
    const replies = await Promise.all(
      [
        { email: member.email, password: "wrong password" },
        { email: `${randomUUID()}@example.test`, password: PASSWORD },
        { email: stranger.email, password: PASSWORD },
        { email: "no address", password: PASSWORD },
        { email: member.email, password: "\u0000" },
      ].map(async (credentials) => {
        const { status, location, setCookie } = await signIn(browser(host), credentials);
        return { status, location, session: setCookie.some((line) => line.startsWith("cai-session=")) };
      }),
    );
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(replies[0]).toMatchObject({
      status: 302,
      session: false,
      location: expect.stringContaining("error=CredentialsSignin"),
    });
  });

  it("needs the CSRF token of this browser", async () => {
    const { host, member, tenant } = await organisation();
    const visit = browser(host);
    const reply = await visit("POST", "callback/password", {
      email: member.email,
      password: PASSWORD,
      csrfToken: "made up",
    });
    expect(reply.setCookie.some((line) => line.startsWith("cai-session="))).toBe(false);
    expect(
      await withSystem((tx) => tx.select().from(sessions).where(eq(sessions.tenantId, tenant.id))),
    ).toEqual([]);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "http://HOST.evil.example/",
    "http://HOST@evil.example/",
    "http://sibling.localhost:3000/",
    "/%09/evil.example",
    "\t//evil.example",
  ])("never leads to another host: %j", async (callbackUrl) => {
    const { host, member } = await organisation();
    const reply = await signIn(
      browser(host),
      { email: member.email, password: PASSWORD },
      callbackUrl.replace("HOST", host),
    );
    expect(reply.status).toBe(302);
    // As a browser reads the Location header.
    expect(new URL(reply.location, `http://${host}`).origin).toBe(`http://${host}`);
  });

  it("says only that there were too many tries, and nothing of what failed inside", async () => {
    const { host, member } = await organisation();
    for (let i = 0; i < 10; i++)
      await signIn(browser(host), { email: member.email, password: "wrong password" });
    const refused = await signIn(browser(host), { email: member.email, password: PASSWORD });
    expect(new URL(refused.location).search).toBe("?error=too_many_requests");
  });

  it("ends the session on sign-out, also for a copy of the cookie", async () => {
    const { host, member } = await organisation();
    const visit = browser(host);
    const { cookies } = await signIn(visit, { email: member.email, password: PASSWORD });
    const stolen = new Headers({ host, cookie: `cai-session=${cookies["cai-session"]}` });
    expect(await identify(stolen)).toMatchObject({ principal: { userId: member.id } });
    await visit("POST", "signout", { csrfToken: await csrf(visit) });
    await expect(identify(stolen)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("tells a page no more of the session than when it ends", async () => {
    const { host, member } = await organisation();
    const visit = browser(host);
    await signIn(visit, { email: member.email, password: PASSWORD });
    const { json } = await visit("GET", "session");
    expect(Object.keys(json ?? {})).toEqual(["expires"]);
  });
});
