import "#lib/archival/logs/test/quick-restores.ts";
import "#lib/jobs/test/own-database.ts";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ensureAuditPartitions, shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import {
  archive,
  DAY_MS,
  dayBefore,
  list,
  logOn,
  objectsOf,
  oldLog,
  partsOf,
  typesOf,
  write,
} from "#lib/archival/logs/test/old-log.ts";
import { writePart } from "#lib/archival/logs/write-part.ts";
import { logOne, owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logDayPrefix, logKey } from "#lib/storage/keys.ts";
import { AccessDenied, ChecksumMismatch, ObjectNotFound, StoreUnavailable } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await owner.end();
  await closePools();
});

type Call = "list" | "putStream" | "getStream" | "copy" | "head" | "purge";

/** The store's `nth` call of a method fails, and the others do not. Returns what ends it. */
function failAt(method: Call, nth: number, error: () => Error): () => void {
  const store = objectStores().archive;
  const original = store[method];
  let calls = 0;
  Reflect.set(store, method, (...args: unknown[]) => {
    calls += 1;
    if (calls === nth) throw error();
    return Reflect.apply(original, store, args);
  });
  return () => void Reflect.deleteProperty(store, method);
}

describe("whatever fails on the way", () => {
  /** At which call of the store for the first of the three days, how it fails, and what is told. */
  const FAULTS = [
    ["list", 1, () => new StoreUnavailable("503 SlowDown"), "store_unavailable"],
    ["putStream", 1, () => new AccessDenied("AccessDenied"), "access_denied"],
    ["getStream", 1, () => new ObjectNotFound("NoSuchKey"), "object_not_found"],
    ["copy", 1, () => new ChecksumMismatch("BadDigest"), "checksum_mismatch"],
    ["head", 1, () => new StoreUnavailable("timeout"), "store_unavailable"],
    // The look before the commit.
    ["head", 2, () => new StoreUnavailable("timeout"), "store_unavailable"],
  ] as const;
  it.each(FAULTS)(
    "%s (call %i) of the store: the day fails, nothing leaves, and the next run archives each row once",
    async (method, call, error, code) => {
      const { tenant, days } = await oldLog();
      const mend = failAt(method, call, error);
      const { archived, failed, days: done } = await archive(tenant.id).finally(mend);
      expect({ archived, failed }).toEqual({ archived: 2, failed: 1 });
      expect(done.map(({ day, rows, failure }) => [day, rows, failure?.code ?? null])).toEqual([
        [days[0], 0, code],
        [days[1], 3, null],
        [days[2], 3, null],
      ]);
      expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([]);
      await shedAuditLog();
      const { items } = await list(tenant.id, { action: "file", from: days[0], to: days[0] });
      expect(items).toHaveLength(3);
      expect(await verifyTenantLog(tenant.id)).toMatchObject({
        verified: true,
        archived: { days: 2, rows: 6, read: 2 },
      });
      expect(await archive(tenant.id)).toMatchObject({ matched: 1, archived: 1, failed: 0 });
      expect((await partsOf(tenant.id)).map(({ rows }) => rows)).toEqual([3, 3, 3]);
      for (const day of days) expect(await objectsOf(tenant.id, day)).toHaveLength(1);
      expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, archived: { read: 3 } });
    },
  );

  it("an object that cannot be removed either is left over, and does not count", async () => {
    const { tenant, days } = await oldLog();
    const mend = [
      failAt("copy", 1, () => new StoreUnavailable("timeout")),
      failAt("purge", 1, () => new StoreUnavailable("timeout")),
    ];
    expect(await archive(tenant.id)).toMatchObject({ archived: 2, failed: 1 });
    for (const end of mend) end();
    expect(await objectsOf(tenant.id, days[0] ?? "")).toHaveLength(1);
    expect(await archive(tenant.id)).toMatchObject({ archived: 1, failed: 0 });
    expect(await objectsOf(tenant.id, days[0] ?? "")).toHaveLength(2);
    expect(await verifyTenantLog(tenant.id)).toMatchObject({
      verified: true,
      archived: { days: 3, read: 3 },
    });
  });

  it("a store that fails midway keeps nobody waiting, and neither do lines that do not come", async () => {
    const tenant = await makeTenant();
    const day = {
      tenantId: tenant.id,
      kind: "job",
      day: dayBefore(45),
      storageClass: "STANDARD_IA",
    } as const;
    let [begun, open] = [0, 0];
    async function* endless(): AsyncGenerator<string> {
      begun += 1;
      open += 1;
      try {
        for (;;) yield randomBytes(1000).toString("hex");
      } finally {
        open -= 1;
      }
    }
    vi.spyOn(objectStores().archive, "putStream").mockImplementationOnce(async (_key, body) => {
      for await (const _chunk of body) break;
      throw new StoreUnavailable("the connection broke");
    });
    await expect(writePart(day, endless())).rejects.toThrow("the connection broke");
    // One that does not even close what it was given.
    vi.spyOn(objectStores().archive, "putStream").mockRejectedValueOnce(new StoreUnavailable("refused"));
    await expect(writePart(day, endless())).rejects.toThrow("refused");
    await vi.waitFor(() => expect(open).toBe(0));
    expect(begun).toBeGreaterThan(0);
    async function* failing(): AsyncGenerator<string> {
      yield "{}";
      throw new Error("the database is away");
    }
    await expect(writePart(day, failing())).rejects.toThrow("the database is away");
  });

  it("an object that is away or another one when its part is to count: it does not", async () => {
    const { tenant, days } = await oldLog();
    const store = objectStores().archive;
    const head = store.head.bind(store);
    let looks = 0;
    vi.spyOn(store, "head").mockImplementation(async (key) => {
      looks += 1;
      // Between the writing and the commit of each of the first two days.
      if (looks === 2) await store.purge(key);
      if (looks === 4) await write(key, "another one");
      return head(key);
    });
    const { days: done } = await archive(tenant.id);
    vi.restoreAllMocks();
    expect(done.map(({ failure }) => failure?.code ?? null)).toEqual([
      ...["object_not_found", "checksum_mismatch"],
      null,
    ]);
    expect((await partsOf(tenant.id)).map(({ day }) => day)).toEqual([days[2]]);
    expect(await archive(tenant.id)).toMatchObject({ archived: 2, failed: 0 });
    expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, archived: { read: 3 } });
  });

  it("rows that leave while they are archived: the part does not count", async () => {
    const { tenant, days } = await oldLog();
    const store = objectStores().archive;
    const copy = store.copy.bind(store);
    vi.spyOn(store, "copy").mockImplementationOnce(async (...args) => {
      await owner`delete from audit_logs where tenant_id = ${tenant.id} and target_id = ${`${days[0]} 2`}`;
      return copy(...args);
    });
    const { days: done } = await archive(tenant.id);
    expect(done[0]).toMatchObject({ day: days[0], failure: { code: "audit_log_changed" } });
    expect(await objectsOf(tenant.id, days[0] ?? "")).toEqual([]);
    expect((await partsOf(tenant.id)).map(({ day }) => day)).toEqual(days.slice(1));
  });

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

  it("an old object that another process is about to commit is not swept", async () => {
    const { tenant, days } = await oldLog();
    const day = days[0] ?? "";
    const id = "00000000-0000-4000-8000-000000000000";
    const objectKey = logKey(tenant.id, "audit", day, id);
    await write(objectKey, "slow");
    const sha256 = "0".repeat(64);
    const { sql: database } = pool("cai_system");
    const store = objectStores().archive;
    const purge = vi.spyOn(store, "purge");
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 2 * 3_600_000);
    let archiving: Promise<unknown> | undefined;
    await database.begin(async (other) => {
      await other`select pg_advisory_xact_lock(7240317, hashtext(${tenant.id}))`;
      archiving = archive(tenant.id);
      // Until it waits for the other one.
      await vi.waitFor(
        async () => {
          const [waiting] = await owner<{ n: number }[]>`
          select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = 7240317 and not granted
              and database = (select oid from pg_database where datname = current_database())`;
          expect(waiting?.n).toBe(1);
        },
        { timeout: 20_000 },
      );
      await other`
        insert into archived_logs (id, tenant_id, kind, day, part, object_key, storage_class, rows, bytes, sha256, content_sha256, places, verified_at)
        values (${id}, ${tenant.id}, 'audit', ${day}, 7, ${objectKey}, 'STANDARD_IA', 1, 4, ${sha256}, ${sha256}, '{[900,901)}', now())`;
    });
    await archiving;
    expect(purge.mock.calls.map(([key]) => key)).not.toContain(objectKey);
    expect(await objectsOf(tenant.id, day)).toContain(objectKey);
  });

  it("two runs at once: each row is archived once", async () => {
    const { tenant, days } = await oldLog();
    await Promise.all([archive(tenant.id), archive(tenant.id), archive(tenant.id)]);
    expect((await partsOf(tenant.id)).map(({ rows }) => rows)).toEqual([3, 3, 3]);
    for (const day of days) expect(await objectsOf(tenant.id, day)).toHaveLength(1);
  });

  it("writers, readers and long transactions beside the change of partitions lose and see nothing twice", async () => {
    const { tenant, days } = await oldLog();
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
    // All of them, or those that stay: six kept, and the one that came late. A week leaves whole, three entries of a day, and
    // the days may lie in two weeks.
    const weekOf = (day: string) => Math.floor((Date.parse(day) / DAY_MS + 3) / 7);
    const firstWeek = days.filter((day) => weekOf(day) === weekOf(days[0] ?? "")).length;
    expect([16, 16 - 3 * firstWeek, 7]).toEqual(expect.arrayContaining(seen));
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
      owner`update archived_logs set verified_at = ${at} where tenant_id = ${tenant.id}`;
    await verifiedAt(null);
    await shedAuditLog();
    expect(await typesOf(tenant.id)).toContain("file.changed");
    await verifiedAt(new Date());
    await shedAuditLog();
    expect(await typesOf(tenant.id)).not.toContain("file.changed");
  });
});
