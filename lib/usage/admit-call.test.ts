import { spawn } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { QuotaExceeded, TooManyRequests } from "#lib/errors.ts";
import { admitApiCall, admitBrowserCall, returnLeases } from "#lib/usage/admit-call.ts";

// More than the default, so that the rate stays out of the way of what is said about the month.
process.env.API_RATE_PER_SECOND = "200";
process.env.API_RATE_BURST = "1000";
afterAll(closePools);

async function tenantWith(quota: number) {
  const tenant = await makeTenant();
  await withSystem((tx) => tx.execute(sql`update tenants set api_quota = ${quota} where id = ${tenant.id}`));
  return tenant;
}
const taken = async (tenantId: string) => {
  const [row] = await pool("cai_system").sql<
    { taken: number }[]
  >`select taken::int from call_counters where tenant_id = ${tenantId}`;
  return row?.taken;
};
const outcomes = (settled: PromiseSettledResult<unknown>[]) => ({
  admitted: settled.filter((s) => s.status === "fulfilled").length,
  overQuota: settled.filter((s) => s.status === "rejected" && s.reason instanceof QuotaExceeded).length,
  tooFast: settled.filter((s) => s.status === "rejected" && s.reason instanceof TooManyRequests).length,
});

describe("admitApiCall", () => {
  it("admits exactly the month's calls out of more at once", async () => {
    const tenant = await tenantWith(150);
    const settled = await Promise.allSettled(Array.from({ length: 200 }, () => admitApiCall(tenant.id)));
    expect(outcomes(settled)).toEqual({ admitted: 150, overQuota: 50, tooFast: 0 });
    await expect(admitApiCall(tenant.id)).rejects.toMatchObject({ status: 429, code: "api_quota_exceeded" });
  });

  it("says what is left, call by call", async () => {
    const tenant = await tenantWith(5000);
    expect(await admitApiCall(tenant.id)).toMatchObject({ limit: 5000, remaining: 4999 });
    expect(await admitApiCall(tenant.id)).toMatchObject({ limit: 5000, remaining: 4998 });
    const { resetAt } = await admitApiCall(tenant.id);
    expect(resetAt.toISOString()).toMatch(/-01T00:00:00.000Z$/);
    expect(resetAt.getTime()).toBeGreaterThan(Date.now());
  });

  it("gives back what it leased and did not use", async () => {
    const tenant = await tenantWith(5000);
    await admitApiCall(tenant.id);
    expect(await taken(tenant.id)).toBeGreaterThan(1);
    await returnLeases();
    expect(await taken(tenant.id)).toBe(1);
    await admitApiCall(tenant.id);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(await taken(tenant.id)).toBe(2);
  });

  it("waits for calls that another process leased and may give back, and refuses once it has used them", async () => {
    const tenant = await tenantWith(100);
    const { sql: query } = pool("cai_system");
    const lease = crypto.randomUUID();
    await query`select * from lease_calls(${tenant.id}, ${lease}, 1, true, 10, 400, 100, 1000)`;
    await withSystem((tx) => tx.execute(sql`update tenants set api_quota = 10 where id = ${tenant.id}`));
    const waiting = Promise.allSettled(Array.from({ length: 12 }, () => admitApiCall(tenant.id)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Of the ten the other process used three.
    await query`select settle_calls(${lease}, 7)`;
    expect(outcomes(await waiting)).toEqual({ admitted: 7, overQuota: 5, tooFast: 0 });
  });

  it("admits exactly what is left over two processes, which lease blocks at first", async () => {
    const tenant = await tenantWith(700);
    const counts = await Promise.all([0, 1].map(() => callsOfAProcess(tenant.id, 500)));
    expect(counts.map((c) => c.other)).toEqual([0, 0]);
    expect(counts.reduce((sum, c) => sum + c.admitted, 0)).toBe(700);
    expect(counts.reduce((sum, c) => sum + c.overQuota, 0)).toBe(300);
    for (const count of counts) expect(count.admitted).toBeGreaterThan(0);
  }, 60_000);

  it("starts anew with the month", async () => {
    const tenant = await tenantWith(10);
    await Promise.all(Array.from({ length: 10 }, () => admitApiCall(tenant.id)));
    await expect(admitApiCall(tenant.id)).rejects.toThrow(QuotaExceeded);
    await pool("cai_system")
      .sql`update call_counters set period = period - interval '1 month' where tenant_id = ${tenant.id}`;
    expect(await admitApiCall(tenant.id)).toMatchObject({ remaining: 9 });
  });
});

describe("the rate of an organisation", () => {
  it("refuses what comes faster, of keys and browsers together, and says when to come back", async () => {
    const tenant = await tenantWith(1_000_000);
    const { rateBurst } = config().api;
    const calls = await Promise.allSettled(
      Array.from({ length: rateBurst * 2 }, (_, i) =>
        i % 2 ? admitApiCall(tenant.id) : admitBrowserCall(tenant.id),
      ),
    );
    const { admitted, tooFast } = outcomes(calls);
    expect(admitted).toBeGreaterThan(rateBurst * 0.5);
    expect(tooFast).toBeGreaterThan(rateBurst * 0.5);
    const refusal = calls.find((c) => c.status === "rejected");
    expect(refusal?.reason.retryAfterSeconds).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await admitBrowserCall(tenant.id);
  });
});

/** A process of its own that asks for `n` calls, 20 at a time. */
function callsOfAProcess(
  tenantId: string,
  n: number,
): Promise<{ admitted: number; overQuota: number; other: number }> {
  const child = spawn(process.execPath, ["lib/usage/test/call-process.ts", tenantId, String(n)], {
    env: process.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`The process ended with ${code}`)),
    );
  });
}
