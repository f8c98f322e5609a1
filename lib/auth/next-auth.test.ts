import { randomInt, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import NextAuth from "next-auth";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { sessions } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { authOptions } from "#lib/auth/next-auth.ts";
import { makeAccount } from "#lib/http/testing/credentials.ts";

afterAll(closePools);

const PASSWORD = "correct horse battery";

interface Reply {
  status: number;
  location: string;
  json: unknown;
  /** As the browser would keep them, and the header lines they came by. */
  cookies: Record<string, string>;
  setCookie: string[];
}

/** A browser at one host: calls next-auth's handler as Next's server would, and keeps the cookies. */
function browser(host: string) {
  const kept: Record<string, string> = {};
  const ip = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  return async (
    method: "GET" | "POST",
    path: string,
    body: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const reply: Reply = { status: 200, location: "", json: undefined, cookies: kept, setCookie: [] };
    const response = {
      status: (status: number) => {
        reply.status = status;
        return response;
      },
      setHeader: (name: string, value: string | string[]) => {
        if (name.toLowerCase() === "set-cookie") reply.setCookie = [value].flat();
        if (name.toLowerCase() === "location") reply.location = String(value);
        return response;
      },
      getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? reply.setCookie : undefined),
      json: (value: unknown) => Object.assign(reply, { json: value }),
      send: (value: unknown) => Object.assign(reply, { json: value }),
      end: () => response,
    };
    const request = {
      method,
      query: { nextauth: path.split("/") },
      cookies: kept,
      body,
      headers: {
        host,
        "x-forwarded-host": host,
        "x-forwarded-proto": "http",
        "x-real-client-ip": ip,
        "user-agent": "test",
        ...headers,
      },
    };
    await NextAuth(authOptions())(request, response);
    for (const line of reply.setCookie) {
      const [pair = ""] = line.split(";");
      kept[pair.slice(0, pair.indexOf("="))] = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    }
    return reply;
  };
}

async function signIn(
  visit: ReturnType<typeof browser>,
  credentials: Record<string, string>,
  callbackUrl = "/dashboard",
) {
  const { json } = await visit("GET", "csrf");
  const csrfToken = typeof json === "object" && json && "csrfToken" in json ? String(json.csrfToken) : "";
  return visit("POST", `callback/${"token" in credentials ? "token" : "password"}`, {
    ...credentials,
    csrfToken,
    callbackUrl,
  });
}

async function organisation() {
  const tenant = await makeTenant();
  return {
    tenant,
    host: `${tenant.slug}.localhost:3000`,
    member: await makeAccount(tenant.id, "editor", PASSWORD),
  };
}

describe("sign-in through next-auth", () => {
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
    const { json } = await visit("GET", "csrf");
    await visit("POST", "signout", {
      csrfToken: typeof json === "object" && json && "csrfToken" in json ? String(json.csrfToken) : "",
    });
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
