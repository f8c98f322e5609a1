import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** This folder's modules as they are under other settings. */
async function under(env: Record<string, string>) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  const [{ sessionCookieName }, { authOptions }] = await Promise.all([
    import("./session-cookie.ts"),
    import("./next-auth.ts"),
  ]);
  return { name: sessionCookieName(), cookies: authOptions().cookies, options: authOptions() };
}

describe("the session cookie", () => {
  it("has the __Host- prefix over https, as the other cookies of sign-in", async () => {
    const { name, cookies, options } = await under({ APP_PROTOCOL: "https", ROOT_DOMAIN: "app.example.com" });
    expect(name).toBe("__Host-cai-session");
    expect(options.useSecureCookies).toBe(true);
    for (const cookie of [cookies?.sessionToken, cookies?.csrfToken, cookies?.callbackUrl]) {
      expect(cookie?.name).toMatch(/^__Host-cai-/);
      // What the prefix demands of a cookie, or browsers drop it.
      expect(cookie?.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    }
  });

  it("is host-only without the prefix over plain http, which cannot have it", async () => {
    const { name, cookies } = await under({ APP_PROTOCOL: "http" });
    expect(name).toBe("cai-session");
    expect(cookies?.sessionToken).toEqual({
      name: "cai-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
  });

  it("follows the host of each request, whatever NEXTAUTH_URL says", async () => {
    await under({ NEXTAUTH_URL: "https://fixed.example.com" });
    expect(process.env.NEXTAUTH_URL).toBeUndefined();
    expect(process.env.AUTH_TRUST_HOST).toBe("true");
  });
});
