import "#lib/archival/logs/test/quick-restores.ts";
import "#lib/jobs/test/own-database.ts";
import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ensureAuditPartitions, shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import {
  archive,
  dayBefore,
  list,
  logOn,
  objectsOf,
  oldLog,
  partsOf,
  typesOf,
  write,
} from "#lib/archival/logs/test/old-log.ts";
import { logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logDayPrefix } from "#lib/storage/keys.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await owner.end();
  await closePools();
});

describe("whatever fails on the way", () => {
  it.each(["putStream", "getStream", "copy", "head"] as const)(
    "%s of the store: nothing leaves, and the next run archives each row once",
    async (method) => {
      const { tenant, days } = await oldLog();
      const store = objectStores().archive;
      const failing = vi.spyOn(store, method);
      failing.mockRejectedValueOnce(new StoreUnavailable("503 SlowDown"));
      expect(await archive(tenant.id)).toMatchObject({ matched: 3, archived: 2, failed: 1 });
      failing.mockRestore();
      await shedAuditLog();
      const { items } = await list(tenant.id, { action: "file" });
      // Their week waits for the day that failed.
      expect(items).toHaveLength(9);
      expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
      expect(await archive(tenant.id)).toMatchObject({ matched: 1, archived: 1, failed: 0 });
      await shedAuditLog();
      expect((await partsOf(tenant.id)).map(({ rows }) => rows)).toEqual([3, 3, 3]);
      for (const day of days) expect(await objectsOf(tenant.id, day)).toHaveLength(1);
    },
  );

  it("an object read back wrongly does not count", async () => {
    const { tenant, days } = await oldLog();
    const store = objectStores().archive;
    const read = store.getStream.bind(store);
    vi.spyOn(store, "getStream").mockImplementationOnce(async (key) => {
      await write(key, "half of it");
      return read(key);
    });
    const { days: done } = await archive(tenant.id);
    expect(done[0]).toMatchObject({ day: days[0], failure: { code: "checksum_mismatch" } });
    expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([]);
    expect(await archive(tenant.id)).toMatchObject({ archived: 1 });
  });

  it("a process killed before its part counted: the object is left over, and goes once it is old", async () => {
    const { tenant, days } = await oldLog();
    const day = days[0] ?? "";
    const left = `${logDayPrefix(tenant.id, "audit", day)}00000000-0000-4000-8000-000000000000.ndjson.gz`;
    await write(left, "left over");
    await archive(tenant.id);
    expect(await objectsOf(tenant.id, day)).toHaveLength(2);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 2 * 3_600_000);
    await logOn(tenant.id, day, ["file"]);
    await archive(tenant.id);
    vi.restoreAllMocks();
    const counted = (await partsOf(tenant.id))
      .filter((part) => part.day === day)
      .map((part) => part.objectKey);
    expect((await objectsOf(tenant.id, day)).sort()).toEqual(counted.sort());
    expect(counted).toHaveLength(2);
  });

  it("two runs at once: each row is archived once", async () => {
    const { tenant, days } = await oldLog();
    await Promise.all([archive(tenant.id), archive(tenant.id), archive(tenant.id)]);
    expect((await partsOf(tenant.id)).map(({ rows }) => rows)).toEqual([3, 3, 3]);
    for (const day of days) expect(await objectsOf(tenant.id, day)).toHaveLength(1);
  });

  it("writers, readers and long transactions beside the change of partitions lose and see nothing twice", async () => {
    const { tenant } = await oldLog();
    await archive(tenant.id);
    await logOn(tenant.id, dayBefore(45), ["file"]);
    let over = false;
    const writing = (async () => {
      for (let n = 1; !over; n++) await logOne(tenant.id, n);
    })();
    const seen: number[] = [];
    const reading = (async () => {
      while (!over) {
        const { items } = await list(tenant.id, { to: dayBefore(40) });
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        seen.push(items.length);
      }
    })();
    const held = withSystem(async (tx) => {
      await tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenant.id));
      await pause(2_000);
    });
    await ensureAuditPartitions();
    await shedAuditLog();
    over = true;
    await Promise.all([writing, reading, held]);
    // All of them, or those that stay: six kept, and the one that came late.
    expect(new Set(seen).size).toBeLessThanOrEqual(2);
    expect(seen.every((n) => n === 16 || n === 7)).toBe(true);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
  });

  it("nobody but the platform lets anything go", async () => {
    const { tenant } = await oldLog();
    const ctx = await systemCtx(tenant.id);
    for (const statement of [
      sql`select audit_shed('audit_logs_kept')`,
      sql`delete from archived_logs`,
      sql`update archived_logs set removed_at = now()`,
      sql`insert into audit_logs_restored select *, gen_random_uuid() from audit_logs`,
    ])
      await expect(ctx.transaction((tx) => tx.execute(statement))).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/permission denied/) },
      });
  });

  it("a part that was not verified lets nothing go", async () => {
    // A week of its own, in which nothing else would stay.
    const tenant = await makeTenant();
    const day = dayBefore(65);
    await withSystem((tx) => tx.execute(sql`select ensure_audit_partition(${day}::date)`));
    await logOn(tenant.id, day, ["file", "file", "file"]);
    await archive(tenant.id);
    const verifiedAt = (at: Date | null) =>
      withSystem((tx) =>
        tx.update(archivedLogs).set({ verifiedAt: at }).where(eq(archivedLogs.tenantId, tenant.id)),
      );
    await verifiedAt(null);
    await shedAuditLog();
    expect(await typesOf(tenant.id)).toContain("file.changed");
    await verifiedAt(new Date());
    await shedAuditLog();
    expect(await typesOf(tenant.id)).not.toContain("file.changed");
  });
});
