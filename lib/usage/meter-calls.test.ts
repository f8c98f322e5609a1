import { afterAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { flushCalls, meterApiCall, meterBrowserCall, writeCalls } from "#lib/usage/meter-calls.ts";

afterAll(closePools);
const call = (tenantId: string, keyId = crypto.randomUUID()) =>
  meterApiCall({ tenantId, keyId, call: `GET /api/files/${crypto.randomUUID()}/analysis` });
const counted = async (tenantId: string) =>
  (
    await pool("cai_system")
      .sql`select api_calls::int, browser_calls::int from usage_metrics where tenant_id = ${tenantId}`
  ).map((row) => ({ ...row }));

describe("counting calls", () => {
  it("writes one event per call with a key, and the browser's together, within a second", async () => {
    const tenant = await makeTenant();
    const keyId = crypto.randomUUID();
    for (let i = 0; i < 30; i++) call(tenant.id, keyId);
    for (let i = 0; i < 5; i++) meterBrowserCall(tenant.id);
    await expect
      .poll(() => counted(tenant.id), { timeout: 5000 })
      .toEqual([{ api_calls: 30, browser_calls: 5 }]);
    const events = await pool("cai_system")
      .sql`select kind, quantity, detail from usage_events where tenant_id = ${tenant.id}`;
    expect(events.filter((e) => e.kind === "api_call")).toHaveLength(30);
    expect(events.find((e) => e.kind === "api_call")?.detail).toEqual({
      api_key_id: keyId,
      call: "GET /api/files/{id}/analysis",
    });
    expect(events.filter((e) => e.kind === "browser_call").map((e) => e.quantity)).toEqual(["5"]);
  });

  it("counts a batch that is written twice once", async () => {
    const tenant = await makeTenant();
    const batch = Array.from({ length: 3 }, (_, i) => ({
      tenantId: tenant.id,
      key: `call:${i}`,
      kind: "api_call" as const,
      quantity: 1,
      detail: "{}",
      occurredAt: new Date().toISOString(),
    }));
    await writeCalls(batch);
    await writeCalls(batch);
    expect(await counted(tenant.id)).toEqual([{ api_calls: 3, browser_calls: 0 }]);
  });

  it("keeps what could not be written, and writes it the next time", async () => {
    const tenant = await makeTenant();
    await closePools();
    const { sql: lost } = pool("cai_system");
    await lost.end();
    call(tenant.id);
    await expect(flushCalls()).rejects.toThrow();
    await closePools();
    await flushCalls();
    expect(await counted(tenant.id)).toEqual([{ api_calls: 1, browser_calls: 0 }]);
  });

  it("drops the calls of a tenant that is gone, and only those", async () => {
    const tenant = await makeTenant();
    call(crypto.randomUUID());
    call(tenant.id);
    await flushCalls();
    expect(await counted(tenant.id)).toEqual([{ api_calls: 1, browser_calls: 0 }]);
  });
});
