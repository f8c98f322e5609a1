import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { GET as listFiles } from "#app/api/files/route.ts";
import { POST as createProject } from "#app/api/projects/route.ts";
import { PUT as putSlug } from "#app/api/tenant/slug/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { formerSlugs } from "#db/schema/domains.ts";
import { withSystem } from "#db/tenant.ts";
import { signInWithToken } from "#lib/auth/sign-in.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { createTenant } from "./create-tenant.ts";
import { deleteTenant } from "./delete-tenant.ts";
import { readAddresses } from "./read-addresses.ts";
import { systemCtx } from "./system-context.ts";

afterAll(closePools);

const newSlug = () => `s-${randomUUID().slice(0, 18)}`;
const hostOf = (slug: string) => `${slug}.${config().rootDomain}`;

async function change(tenant: Fixture, from: string, slug: string, confirm = from) {
  const { headers } = await makeSession(tenant.members.admin.id, tenant.id);
  return call(putSlug, "PUT", { host: hostOf(from), headers, body: { slug, confirm } });
}
const sign = (slug: string) =>
  withSystem(async (tx) => {
    const { members } = await world;
    return createTenant(tx, {
      name: "Other",
      slug,
      plan: "free",
      adminId: members.admin.id,
      actor: "test",
    });
  });
const world = makeFixture();
const expire = (slug: string) =>
  withSystem((tx) =>
    tx
      .update(formerSlugs)
      .set({ leadsUntil: sql`now() - interval '1 second'` })
      .where(eq(formerSlugs.slug, slug)),
  );

describe("another slug", () => {
  it("serves at once, hands the person over, and the old one leads on to it", async () => {
    const tenant = await makeFixture();
    const slug = newSlug();
    const answer = await change(tenant, tenant.slug, slug);
    expect(answer.status).toBe(200);
    const { url } = await answer.json();
    expect(url).toMatch(new RegExp(`^http://${slug}\\.localhost(:\\d+)?/sign-in/token\\?auto#`));
    const origin = { host: hostOf(slug), ip: "10.1.2.3", userAgent: "test" };
    expect(await signInWithToken(url.split("#")[1] ?? "", origin)).toMatchObject({
      userId: tenant.members.admin.id,
    });
    const at = (host: string, query = "") =>
      call(listFiles, "GET", { host, headers: tenant.keys.viewer, query });
    expect((await at(hostOf(slug))).status).toBe(200);
    const led = await at(tenant.host, "?limit=5&q=a%20b");
    expect([led.status, led.headers.get("location")]).toEqual([
      308,
      `http://${hostOf(slug)}/api?limit=5&q=a%20b`,
    ]);
    expect(await problemOf(led)).toMatchObject({ code: "tenant_moved", url: `http://${hostOf(slug)}` });
    // Nothing is done on the way, and nobody is told more for their credentials.
    const posted = await call(createProject, "POST", {
      host: tenant.host,
      headers: tenant.keys.admin,
      body: { name: "Lost?" },
    });
    expect(posted.status).toBe(308);
    const ctx = await systemCtx(tenant.id);
    expect(await readAddresses(ctx)).toMatchObject({
      slug,
      changes_left: 2,
      former: [{ slug: tenant.slug }],
    });
    const rows = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "tenant.slug_changed")),
    );
    expect(rows.find(({ tenantId }) => tenantId === tenant.id)).toMatchObject({
      before: { slug: tenant.slug },
      after: { slug },
    });
  });

  it("keeps the old one from everybody else until it leads no more", async () => {
    const [tenant, other] = await Promise.all([makeFixture(), makeFixture()]);
    const slug = newSlug();
    expect((await change(tenant, tenant.slug, slug)).status).toBe(200);
    expect(await problemOf(await change(other, other.slug, tenant.slug))).toMatchObject({
      status: 409,
      code: "slug_taken",
    });
    await expect(sign(tenant.slug)).rejects.toMatchObject({ code: "slug_taken" });
    // The organisation itself may go back, and then the other one leads here.
    expect((await change(tenant, slug, tenant.slug)).status).toBe(200);
    expect((await call(listFiles, "GET", { host: hostOf(slug) })).status).toBe(308);
    await expire(slug);
    expect((await call(listFiles, "GET", { host: hostOf(slug) })).status).toBe(404);
    expect((await sign(slug)).slug).toBe(slug);
  });

  it("is refused without the typed confirmation, when it cannot be one, and after three in a month", async () => {
    const tenant = await makeFixture();
    for (const [slug, confirm, status, code] of [
      [newSlug(), "something", 400, "confirmation_wrong"],
      [tenant.slug, tenant.slug, 400, "slug_same"],
      ["admin", tenant.slug, 400, "slug_reserved"],
      ["a--b", tenant.slug, 400, "slug_invalid"],
      [(await makeFixture()).slug, tenant.slug, 409, "slug_taken"],
    ] as const)
      expect(await problemOf(await change(tenant, tenant.slug, slug, confirm))).toMatchObject({
        status,
        code,
      });
    let from = tenant.slug;
    for (let times = 0; times < 3; times++) {
      const next = newSlug();
      expect((await change(tenant, from, next)).status).toBe(200);
      from = next;
    }
    const refused = await change(tenant, from, newSlug());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(29 * 86_400);
    // Every former one leads to the present one.
    expect((await call(listFiles, "GET", { host: tenant.host })).headers.get("location")).toBe(
      `http://${hostOf(from)}/api`,
    );
  });

  it("wanted by several at once is one's; of changes at once one is made", async () => {
    const tenants = await Promise.all([makeFixture(), makeFixture(), makeFixture()]);
    const slug = newSlug();
    const wanted = await Promise.all([
      ...tenants.map((tenant) => change(tenant, tenant.slug, slug).then(({ status }) => status)),
      sign(slug).then(
        () => 200,
        () => 409,
      ),
    ]);
    expect(wanted.filter((status) => status === 200)).toHaveLength(1);
    const one = await makeFixture();
    const own = await Promise.all([newSlug(), newSlug()].map((next) => change(one, one.slug, next)));
    expect(own.map(({ status }) => status).sort((a, b) => a - b)[0]).toBe(200);
    expect(own.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("frees all of them when the organisation is deleted", async () => {
    const tenant = await makeFixture();
    const slug = newSlug();
    await change(tenant, tenant.slug, slug);
    await deleteTenant({ slug, confirmed: true });
    expect((await call(listFiles, "GET", { host: tenant.host })).status).toBe(404);
    await sign(tenant.slug);
  });
});
