import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { PATCH as mark, GET as readOne } from "#app/api/admin/errors/[fingerprint]/route.ts";
import { GET as list } from "#app/api/admin/errors/route.ts";
import { closePools, pool, type Transaction } from "#db/client.ts";
import { operatorLogs } from "#db/schema/operators.ts";
import { errorGroups, traces } from "#db/schema/traces.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { call } from "#lib/http/testing/call.ts";
import { headers, read } from "#lib/operators/test/as-operator.ts";

afterAll(closePools);

/** Of a process that no other test knows, so that a list holds these alone. */
async function makeGroup(service: string, lastSeen = new Date()): Promise<string> {
  const fingerprint = randomUUID().replaceAll("-", "").slice(0, 16);
  await withSystem((tx) =>
    tx.insert(errorGroups).values({
      fingerprint,
      type: "ENOSPC",
      message: "no space left on device",
      service,
      route: "/api/files/upload",
      frame: "lib/storage/disk.ts:12 put",
      count: 3,
      firstSeen: new Date("2026-11-01T10:00:00.000Z"),
      lastSeen,
    }),
  );
  return fingerprint;
}
const seen = (fingerprint: string, lastSeen: Date) =>
  withSystem((tx) =>
    tx.update(errorGroups).set({ lastSeen }).where(eq(errorGroups.fingerprint, fingerprint)),
  );
/** Until another transaction waits for what this one holds. */
async function someoneWaitsFor(tx: Transaction): Promise<void> {
  const [self] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await vi.waitFor(
    async () => {
      const waiting = await pool("cai_system").sql`
        select from pg_locks where not granted and ${self?.pid ?? 0}::int = any (pg_blocking_pids(pid))`;
      expect(waiting.length).toBeGreaterThan(0);
    },
    { timeout: 10_000 },
  );
}
const markAs = (fingerprint: string, state: string) =>
  call(mark, "PATCH", { headers, params: { fingerprint }, body: { state } });
const idsOf = async (service: string, state: string): Promise<string[]> => {
  const { items } = await read(list, { query: `?service=${service}&state=${state}` });
  return items.map((item: { fingerprint: string }) => item.fingerprint);
};

describe("errors by fingerprint", () => {
  it("moves between the lists as it is marked, and comes back by itself when it is seen again", async () => {
    const service = randomUUID().slice(0, 8);
    const fingerprint = await makeGroup(service);
    expect(await idsOf(service, "open")).toEqual([fingerprint]);

    expect(await (await markAs(fingerprint, "resolved")).json()).toMatchObject({ state: "resolved" });
    expect(await idsOf(service, "open")).toEqual([]);
    expect(await idsOf(service, "resolved")).toEqual([fingerprint]);

    await seen(fingerprint, new Date(Date.now() + 1000));
    expect(await idsOf(service, "resolved")).toEqual([]);
    const { items } = await read(list, { query: `?service=${service}&state=open` });
    expect(items).toMatchObject([{ fingerprint, state: "open", marked: { state: "resolved" } }]);

    await markAs(fingerprint, "ignored");
    await seen(fingerprint, new Date(Date.now() + 60_000));
    expect(await idsOf(service, "ignored")).toEqual([fingerprint]);
    expect(await (await markAs(fingerprint, "open")).json()).toMatchObject({ state: "open", marked: null });
  });

  it("writes each mark into the operators' log once", async () => {
    const fingerprint = await makeGroup(randomUUID().slice(0, 8));
    await markAs(fingerprint, "resolved");
    await markAs(fingerprint, "resolved");
    const deeds = await withSystem((tx) =>
      tx
        .select({ detail: operatorLogs.detail })
        .from(operatorLogs)
        .where(eq(operatorLogs.action, "error.resolved")),
    );
    expect(deeds.filter(({ detail }) => detail.fingerprint === fingerprint)).toHaveLength(1);
  });

  it("shows one with its traces and whose they were", async () => {
    const fingerprint = await makeGroup(randomUUID().slice(0, 8));
    const tenant = await makeTenant();
    const ids = [randomUUID(), randomUUID()].map((id) => id.replaceAll("-", ""));
    await withSystem((tx) =>
      tx.insert(traces).values(
        ids.map((traceId, index) => ({
          traceId,
          rootName: "POST /api/files/upload",
          tenantId: index === 0 ? tenant.id : null,
          startedAt: `2026-11-0${index + 1}T10:00:00.000000Z`,
          endedAt: `2026-11-0${index + 1}T10:00:01.500000Z`,
          status: "error" as const,
          errorFingerprint: fingerprint,
          reason: "error" as const,
        })),
      ),
    );
    expect(await read(readOne, { params: { fingerprint } })).toMatchObject({
      type: "ENOSPC",
      frame: "lib/storage/disk.ts:12 put",
      tenant_count: 1,
      tenants: [{ slug: tenant.slug }],
      traces: [
        { trace_id: ids[1], tenant: null },
        { trace_id: ids[0], tenant: { slug: tenant.slug }, duration_ms: 1500 },
      ],
    });
  });

  it("lists them page by page, those seen last first", async () => {
    const service = randomUUID().slice(0, 8);
    const at = Date.now();
    const made = await Promise.all([1, 2, 3].map((n) => makeGroup(service, new Date(at - n * 1000))));
    const first = await read(list, { query: `?service=${service}&state=open&limit=2` });
    expect(first.items.map((item: { fingerprint: string }) => item.fingerprint)).toEqual(made.slice(0, 2));
    const second = await read(list, { query: first.next.slice(first.next.indexOf("?")) });
    expect(second).toMatchObject({ items: [{ fingerprint: made[2] }], next: null });
  });

  it("marks none that is cleared away at that very moment", async () => {
    const fingerprint = await makeGroup(randomUUID().slice(0, 8));
    let marked: Promise<Response> | undefined;
    await withSystem(async (tx) => {
      await tx.delete(errorGroups).where(eq(errorGroups.fingerprint, fingerprint));
      marked = markAs(fingerprint, "resolved");
      await someoneWaitsFor(tx);
    });
    const response = await marked;
    expect(response?.status).toBe(404);
    expect(await response?.json()).toMatchObject({ code: "error_group_not_found" });
  });

  it("says so when there is no such error", async () => {
    const response = await call(readOne, "GET", { headers, params: { fingerprint: "0123456789abcdef" } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "error_group_not_found" });
  });
});
