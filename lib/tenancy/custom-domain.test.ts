import { randomInt, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { PATCH as changeTenant } from "#app/api/admin/tenants/[slug]/route.ts";
import { GET as listFiles } from "#app/api/files/route.ts";
import { POST as createProject, GET as listProjects } from "#app/api/projects/route.ts";
import { GET as readTenant } from "#app/api/tenant/route.ts";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { identify } from "#lib/auth/caller.ts";
import { linkMail } from "#lib/auth/link-mail.ts";
import { handOver } from "#lib/auth/organisations.ts";
import { requestLink } from "#lib/auth/request-link.ts";
import { signInWithPassword, signInWithToken } from "#lib/auth/sign-in.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { cookieOf, makeAccount, makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { operatorChangeTenant } from "./operator-change-tenant.ts";
import { operatorListTenants } from "./operator-tenants.ts";

afterAll(closePools);

const OPERATOR = { authorization: "Bearer operator-token-of-the-tests", origin: "" };
const PASSWORD = "correct horse battery";
const newDomain = () => `estimates.${randomUUID().slice(0, 8)}.example`;
const origin = (host: string) => ({
  host,
  ip: `10.${randomInt(256)}.${randomInt(256)}.1`,
  userAgent: "test",
});
const setDomain = (tenant: Fixture, domain: unknown) =>
  call(changeTenant, "PATCH", { headers: OPERATOR, params: { slug: tenant.slug }, body: { domain } });

async function tenantWithDomain() {
  const [tenant, domain] = [await makeFixture(), newDomain()];
  await operatorChangeTenant(tenant.slug, { domain });
  return { tenant, domain };
}

describe("an operator", () => {
  it("sets a domain in any spelling, sees it listed, and takes it away", async () => {
    const [tenant, domain] = [await makeFixture(), newDomain()];
    const set = await setDomain(tenant, ` ${domain.toUpperCase()}. `);
    expect(await set.json()).toMatchObject({ slug: tenant.slug, domain });
    expect((await operatorListTenants()).find(({ slug }) => slug === tenant.slug)?.domain).toBe(domain);
    // Said once more it is its own.
    expect((await setDomain(tenant, domain)).status).toBe(200);
    expect(await (await setDomain(tenant, null)).json()).toMatchObject({ domain: null });
    expect((await call(readTenant, "GET", { host: domain })).status).toBe(404);
  });

  it("is refused a domain of the platform's, one that is none, and somebody else's", async () => {
    const { domain } = await tenantWithDomain();
    const tenant = await makeFixture();
    for (const [value, status, code] of [
      [`${tenant.slug}.localhost`, 400, "domain_reserved"],
      ["localhost", 400, "domain_reserved"],
      ["https://acme.example", 400, "domain_invalid"],
      ["", 400, "domain_invalid"],
      [domain.toUpperCase(), 409, "domain_taken"],
    ] as const) {
      const answer = await setDomain(tenant, value);
      expect({ value, ...(await problemOf(answer)) }).toMatchObject({
        value,
        status,
        code,
      });
    }
  });

  it("of two organisations that are given one domain at once, one gets it", async () => {
    const [one, other, domain] = [await makeFixture(), await makeFixture(), newDomain()];
    const answers = await Promise.all([setDomain(one, domain), setDomain(other, domain)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("a request at the custom domain", () => {
  it("is the organisation's, whatever the spelling of the host; another domain is 404", async () => {
    const { tenant, domain } = await tenantWithDomain();
    for (const host of [domain, domain.toUpperCase(), `${domain}:443`, `${domain}.`]) {
      const answer = await call(readTenant, "GET", { host });
      expect(await answer.json()).toMatchObject({ id: tenant.id, slug: tenant.slug });
    }
    for (const host of [newDomain(), `www.${domain}`, `${domain}.evil.example`]) {
      const answer = await call(readTenant, "GET", { host, headers: tenant.keys.admin });
      expect(answer.status).toBe(404);
      expect(await problemOf(answer)).toMatchObject({ code: "tenant_not_found" });
    }
  });

  it("takes its own keys and sessions, and nobody else's", async () => {
    const [{ tenant, domain }, stranger] = [await tenantWithDomain(), await makeFixture()];
    expect((await call(listFiles, "GET", { host: domain, headers: tenant.keys.viewer })).status).toBe(200);
    expect((await call(listFiles, "GET", { host: domain, headers: stranger.keys.admin })).status).toBe(404);
    const member = await makeAccount(tenant.id, "editor", PASSWORD);
    const signedIn = await signInWithPassword({ email: member.email, password: PASSWORD }, origin(domain));
    const cookie = await cookieOf(signedIn?.sessionId ?? "");
    expect(await identify(new Headers({ host: domain, ...cookie }))).toMatchObject({
      tenant: { id: tenant.id },
      principal: { kind: "user", userId: member.id },
    });
    await expect(identify(new Headers({ host: stranger.host, ...cookie }))).rejects.toMatchObject({
      code: "tenant_not_found",
    });
  });

  it("changes things only from pages of that very domain", async () => {
    const { tenant, domain } = await tenantWithDomain();
    const member = await makeAccount(tenant.id, "editor", PASSWORD);
    const signedIn = await signInWithPassword({ email: member.email, password: PASSWORD }, origin(domain));
    const cookie = await cookieOf(signedIn?.sessionId ?? "");
    const post = (from: string) =>
      call(createProject, "POST", {
        host: domain,
        headers: { ...cookie, origin: from },
        body: { name: randomUUID() },
      });
    expect((await post(`http://${domain}`)).status).toBe(201);
    for (const from of [`http://${tenant.host}`, `http://www.${domain}`, "null"])
      expect(await problemOf(await post(from))).toMatchObject({ code: "origin_refused" });
    expect((await call(listProjects, "GET", { host: domain, headers: cookie })).status).toBe(200);
  });
});

describe("links", () => {
  it("in mails asked for at the domain, and hand-overs, lead to the organisation's own address, which always works", async () => {
    const { tenant, domain } = await tenantWithDomain();
    const member = await makeAccount(tenant.id, "editor", PASSWORD);
    await requestLink("magic_link", member.email, origin(domain));
    const [asked] = await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenant.id)));
    expect(asked).toMatchObject({ name: "mail/requested", data: { tenant_id: tenant.id } });
    const mail = await linkMail(asked?.id ?? "", {
      kind: "magic_link",
      tenant_id: tenant.id,
      email: member.email,
    });
    const signedIn = { userId: member.id, ...(await makeSession(member.id, tenant.id)) };
    const links = [
      mail?.action?.url ?? "",
      (await handOver(signedIn, tenant.slug)).url,
      (await handOver(signedIn, tenant.slug)).url,
    ].map((link) => new URL(link));
    expect(links.map(({ host }) => host)).toEqual([tenant.host, tenant.host, tenant.host]);
    const [mailed, handed, last] = links.map(({ hash }) => hash.slice(1));
    const stranger = await makeFixture();
    expect(await signInWithToken(mailed ?? "", origin(tenant.host))).toMatchObject({ userId: member.id });
    // The token is the organisation's, at whichever of its addresses; at another's it is spent in vain.
    expect(await signInWithToken(handed ?? "", origin(domain))).toMatchObject({ userId: member.id });
    expect(await signInWithToken(last ?? "", origin(stranger.host))).toBeNull();
  });
});
