import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { ssoConnections } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { unseal } from "#lib/auth/seal.ts";
import { changeConnection } from "#lib/auth/sso/change-connection.ts";
import { readConnection } from "#lib/auth/sso/connection.ts";
import { discover } from "#lib/auth/sso/discover.ts";
import { ssoOffer } from "#lib/auth/sso/offer.ts";
import { removeConnection } from "#lib/auth/sso/remove-connection.ts";
import { SaveConnection, saveConnection } from "#lib/auth/sso/save-connection.ts";
import { sealedForSso } from "#lib/auth/sso/sign-in.ts";
import { testConnection } from "#lib/auth/sso/test-connection.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";

/** What the provider says of itself; a status in its place is answered as such. */
let said: Record<string, unknown> | number = {};
const server = createServer((request, response) => {
  const found = request.url?.endsWith("/.well-known/openid-configuration") ? said : 404;
  response.writeHead(typeof found === "number" ? found : 200, { location: "http://127.0.0.1:1/" });
  response.end(typeof found === "number" ? "nothing" : JSON.stringify(found));
});
let issuer = "";

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_LOOPBACK = "1";
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await closePools();
});

const good = () => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
});

async function admin() {
  const tenant = await makeTenant();
  const { id } = await makeMember(tenant.id, "admin");
  return { tenant, ctx: (await memberCtx(tenant, id)).ctx };
}

describe("the organisation's identity provider", () => {
  it("is tried before it is turned on; its secret lies sealed, is never shown, and goes to no other issuer", async () => {
    const { tenant, ctx } = await admin();
    const entered = { issuer, client_id: "ours", client_secret: "very secret" };
    await expect(saveConnection(ctx, { issuer, client_id: "ours" })).rejects.toMatchObject({
      code: "client_secret_needed",
    });
    const saved = await saveConnection(ctx, entered);
    expect(saved).toMatchObject({
      connection: { issuer, client_id: "ours", is_enabled: false },
      redirect_uris: [expect.stringMatching(`//${tenant.slug}\\.localhost.*/api/auth/callback/sso$`)],
    });
    await expect(changeConnection(ctx, { is_required: true })).rejects.toMatchObject({ code: "sso_off" });
    said = 503;
    expect(await testConnection(ctx)).toEqual({ ok: false, problem: expect.stringContaining("503") });
    await expect(changeConnection(ctx, { is_enabled: true })).rejects.toMatchObject({
      code: "sso_discovery_failed",
    });
    expect(await ssoOffer(tenant.id)).toBeNull();
    said = good();
    expect(await testConnection(ctx)).toEqual({ ok: true, problem: null });
    await changeConnection(ctx, { is_enabled: true, is_required: true, auto_join_role: "editor" });
    expect(await ssoOffer(tenant.id)).toEqual({ isRequired: true });
    expect((await changeConnection(ctx, { is_enabled: false })).connection).toMatchObject({
      is_enabled: false,
      is_required: false,
      auto_join_role: "editor",
    });
    await changeConnection(ctx, { is_enabled: true });
    const [row] = await withSystem((tx) =>
      tx.select().from(ssoConnections).where(eq(ssoConnections.tenantId, tenant.id)),
    );
    expect(unseal(row?.clientSecret ?? "", sealedForSso(tenant.id))).toBe("very secret");
    await expect(
      saveConnection(ctx, { issuer: "https://login.other.example", client_id: "ours" }),
    ).rejects.toMatchObject({ code: "client_secret_needed" });
    // The same one stays on; another one is off until it was tried.
    expect((await saveConnection(ctx, entered)).connection).toMatchObject({ is_enabled: true });
    const other = await saveConnection(ctx, { ...entered, client_id: "another" });
    expect(other.connection).toMatchObject({ client_id: "another", is_enabled: false });
    const log = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenant.id)),
    );
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["sso.configured", "sso.changed"]),
    );
    expect(JSON.stringify([saved, other, log])).not.toContain("very secret");
    await removeConnection(ctx);
    expect((await readConnection(ctx)).connection).toBeNull();
    await expect(testConnection(ctx)).rejects.toMatchObject({ code: "sso_not_set_up" });
  });

  it("is read over the public internet only, and what is wrong with it is said", async () => {
    const wrong: [typeof said, RegExp][] = [
      [{ ...good(), issuer: `${issuer}/` }, /calls itself/],
      [{ issuer }, /authorization_endpoint is missing/],
      [302, /answered 302/],
      [{ ...good(), token_endpoint: "https://10.0.0.1/token" }, /token_endpoint cannot be used/],
      [{ ...good(), jwks_uri: "http://login.example.com/keys" }, /jwks_uri cannot be used.*https/],
      [{ ...good(), jwks_uri: "file:///etc/passwd" }, /jwks_uri cannot be used/],
      [{ ...good(), userinfo_endpoint: "https://169.254.169.254/" }, /userinfo_endpoint cannot be used/],
      [{ ...good(), code_challenge_methods_supported: ["plain"] }, /PKCE/],
      [{ ...good(), response_types_supported: ["id_token"] }, /authorization code/],
      [{ ...good(), token_endpoint_auth_methods_supported: ["private_key_jwt"] }, /client secret/],
      [{ ...good(), padding: "x".repeat(70_000) }, /no JSON/],
    ];
    for (const [answer, sentence] of wrong) {
      said = answer;
      await expect(discover(issuer)).rejects.toThrow(sentence);
    }
    await expect(discover("https://192.0.2.1")).rejects.toThrow("not on the public internet");
    await expect(discover("http://127.0.0.1:9")).rejects.toThrow("could not be reached");
    for (const refused of [
      "http://login.example.com",
      "https://10.0.0.1",
      "https://user:secret@login.example.com",
      "https://login.example.com?tenant=1",
      "no address",
    ])
      expect(SaveConnection.safeParse({ issuer: refused, client_id: "c", client_secret: "s" }).success).toBe(
        false,
      );
  });
});

it("every route about the person is closed to who is vouched for by an organisation alone, but for what is the organisation's", async () => {
  const open: string[] = [];
  for (const [pattern, load] of Object.entries(ROUTE_MODULES))
    if (pattern === "/api/me" || pattern.startsWith("/api/me/"))
      for (const { method, handler } of declaredMethods(await load()))
        if (!handler?.declaration.personal) open.push(`${method} ${pattern}`);
  // First steps in this organisation, and mails about it; and a code, which only the person has.
  expect(open.sort()).toEqual([
    "GET /api/me/first-steps",
    "GET /api/me/notifications",
    "PATCH /api/me/first-steps",
    "PATCH /api/me/notifications",
    "POST /api/me/second-factor/give",
  ]);
});
