import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as importEvents } from "#app/api/admin/usage-events/route.ts";
import { GET as readCurrent } from "#app/api/usage/current/route.ts";
import { closePools, pool } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { route } from "#lib/http/route.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { flushCalls } from "#lib/usage/meter-calls.ts";

afterAll(closePools);

const hello = route(
  { summary: "Hello", access: "viewer", response: z.object({ ok: z.boolean() }) },
  async () => ({
    ok: true,
  }),
);
const adminsOnly = route({ summary: "Admins", access: "admin" }, async () => {});

const withKey = async (tenant: Fixture) => ({
  host: tenant.host,
  headers: (await makeKey(tenant.id, "viewer")).headers,
});
const counted = async (tenantId: string) => {
  await flushCalls();
  const [row] = await pool("cai_system").sql<
    { api_calls: number; browser_calls: number }[]
  >`select coalesce(sum(api_calls), 0)::int as api_calls, coalesce(sum(browser_calls), 0)::int as browser_calls from usage_metrics where tenant_id = ${tenantId}`;
  return { ...row };
};

describe("a call with an API key", () => {
  it("is counted and told what is left, also when it is refused for its role or its input", async () => {
    const tenant = await makeFixture();
    const as = await withKey(tenant);
    const first = await call(hello, "GET", as);
    expect(first.status).toBe(200);
    const limit = Number(first.headers.get("x-ratelimit-limit"));
    expect(Number(first.headers.get("x-ratelimit-remaining"))).toBe(limit - 1);
    const reset = new Date(Number(first.headers.get("x-ratelimit-reset")) * 1000);
    expect(reset.toISOString()).toMatch(/-01T00:00:00.000Z$/);
    const refused = await call(adminsOnly, "GET", as);
    expect(refused.status).toBe(403);
    expect(Number(refused.headers.get("x-ratelimit-remaining"))).toBe(limit - 2);
    expect(await counted(tenant.id)).toEqual({ api_calls: 2, browser_calls: 0 });
  });

  it("is refused at the month's cap with the time to come back, and is not counted then", async () => {
    const tenant = await makeFixture();
    await withSystem((tx) => tx.execute(sql`update tenants set api_quota = 3 where id = ${tenant.id}`));
    const as = await withKey(tenant);
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(hello, "GET", as)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(3);
    const refused = answers.find((a) => a.status === 429);
    expect(refused && (await problemOf(refused))).toMatchObject({ code: "api_quota_exceeded", limit: 3 });
    const seconds = Number(refused?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(31 * 86_400);
    expect(refused?.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(await counted(tenant.id)).toEqual({ api_calls: 3, browser_calls: 0 });
  });

  it("is refused after an operator has brought in the month's calls, which stand in the usage at once", async () => {
    const tenant = await makeFixture();
    await withSystem((tx) => tx.execute(sql`update tenants set api_quota = 10000 where id = ${tenant.id}`));
    const imported = await call(importEvents, "POST", {
      headers: { authorization: "Bearer operator-token-of-the-tests", origin: "" },
      body: {
        tenant: tenant.slug,
        events: [{ key: "calls", kind: "api_call", quantity: 9_998, occurred_at: new Date().toISOString() }],
      },
    });
    expect(await imported.json()).toEqual({ accepted: 1, duplicates: 0, conflicts: 0 });
    const as = await withKey(tenant);
    const current = await (await call(readCurrent, "GET", as)).json();
    expect(current.usage.api_calls).toMatchObject({ used: 9_999, quota: 10_000 });
    expect((await call(hello, "GET", as)).status).toBe(200);
    expect((await call(hello, "GET", as)).status).toBe(429);
  });
});

describe("a call of somebody signed in", () => {
  it("is counted apart, takes nothing of the month's calls and says nothing of them", async () => {
    const tenant = await makeFixture();
    await withSystem((tx) => tx.execute(sql`update tenants set api_quota = 0 where id = ${tenant.id}`));
    const { headers } = await makeSession(tenant.members.admin.id, tenant.id);
    const answer = await call(hello, "GET", { host: tenant.host, headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-ratelimit-limit")).toBeNull();
    expect(await counted(tenant.id)).toEqual({ api_calls: 0, browser_calls: 1 });
  });
});

describe("a call that proves nothing", () => {
  it("is not counted to the organisation it names", async () => {
    const [tenant, other] = [await makeFixture(), await makeFixture()];
    const foreign = await withKey(other);
    expect((await call(hello, "GET", { ...foreign, host: tenant.host })).status).toBe(404);
    expect((await call(hello, "GET", { host: tenant.host })).status).toBe(401);
    expect(await counted(tenant.id)).toEqual({ api_calls: 0, browser_calls: 0 });
    expect(await counted(other.id)).toEqual({ api_calls: 0, browser_calls: 0 });
  });
});
