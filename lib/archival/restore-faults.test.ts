import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { objectStores } from "#lib/storage/index.ts";
import { AccessDenied, ChecksumMismatch, ObjectNotFound, StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { advanceRestore } from "./advance-restore.ts";
import { archiveFile } from "./archive-file.ts";
import { locationOf } from "./location.ts";
import { RestoreAsk } from "./request-restores.ts";
import { restoreFile } from "./restore-file.ts";
import { settleDead } from "./settle-move.ts";
import { type MovableClock, movableClock } from "./test/clock.ts";
import { DEATHS, type Fault, meddle, READ_FAULTS, STORE_FAULTS } from "./test/meddle.ts";
import { copiesOf, rowOf, type StoredFile, storedFile, toldOf } from "./test/stored-file.ts";

afterAll(closePools);

const HOUR = 3600;

let ctx: Ctx;
let clock: MovableClock;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
beforeEach(() => {
  clock = movableClock();
});
afterEach(() => clock.stop());

interface Restored extends StoredFile {
  restoreId: string;
}

/** An archived file that was asked for. */
async function asked(over: Partial<RestoreAsk> = {}): Promise<Restored> {
  const file = await storedFile(ctx);
  await archiveFile(ctx, file.id, { storageClass: "GLACIER" });
  const { restore } = await restoreFile(ctx, file.id, RestoreAsk.parse(over), clock.now());
  return { ...file, restoreId: restore.restore_id };
}

async function readable(over: Partial<RestoreAsk> = {}): Promise<Restored> {
  const file = await asked(over);
  await advanceRestore(ctx, file.restoreId, clock.now());
  clock.pass(11);
  await advanceRestore(ctx, file.restoreId, clock.now());
  return file;
}

const restoreOf = async ({ restoreId }: Restored) => {
  const [row] = await withSystem((tx) =>
    tx.select().from(fileRestores).where(eq(fileRestores.id, restoreId)),
  );
  if (!row) throw new Error("The restore is gone");
  return row;
};

/** What stands between asking and a readable file, what ends it, and what copies it back to hot. */
const PHASES = {
  "given to the store and awaited": {
    lines: [
      "transaction",
      "archive.restore",
      "transaction",
      "archive.head",
      "transaction",
      "transaction",
      "archive.head",
      "transaction",
    ],
    start: () => asked(),
    work: async (own: Ctx, { restoreId }: Restored) => {
      await advanceRestore(own, restoreId, clock.now());
      clock.pass(11);
      await advanceRestore(own, restoreId, clock.now());
    },
    end: { tier: "restored", status: "ready", told: { "file/restored": 1, "file.restored": 1 } },
  },
  ended: {
    lines: ["transaction", "archive.head", "transaction"],
    start: async () => {
      const file = await readable({ restore_days: 1 });
      clock.pass(20 * HOUR);
      await advanceRestore(ctx, file.restoreId, clock.now());
      clock.pass(5 * HOUR);
      return file;
    },
    work: async (own: Ctx, { restoreId }: Restored) => {
      await advanceRestore(own, restoreId, clock.now());
    },
    end: {
      tier: "archived",
      status: "expired",
      told: { "file/restored": 1, "file/restore.expiring": 1, "file.restore_expired": 1 },
    },
  },
  extended: {
    lines: ["transaction", "archive.restore", "archive.head", "transaction"],
    start: async () => {
      const file = await readable({ restore_days: 1 });
      await restoreFile(ctx, file.id, RestoreAsk.parse({ restore_days: 9 }), clock.now());
      return file;
    },
    work: async (own: Ctx, { restoreId }: Restored) => {
      await advanceRestore(own, restoreId, clock.now());
    },
    end: { tier: "restored", status: "ready", days: 9, told: { "file/restored": 1 } },
  },
  "copied back to hot": {
    lines: [
      "transaction",
      "transaction",
      "files.copy",
      "files.getStream",
      "files.head",
      "transaction",
      "archive.purge",
      "transaction",
    ],
    start: () => readable({ permanent: true }),
    work: async (own: Ctx, { restoreId }: Restored) => {
      await advanceRestore(own, restoreId, clock.now());
    },
    end: {
      tier: "hot",
      status: "superseded",
      told: { "file/restored": 1, "file.returned_to_hot": 1 },
    },
  },
} as const;

describe.each(Object.entries(PHASES))("a restore that is %s", (_, { lines, start, work, end }) => {
  it("goes through its lines", async () => {
    const file = await start();
    const met = await meddle(ctx, -1, null, (own) => work(own, file));
    expect(met.outcome).toEqual({ value: undefined });
    expect(met.lines).toEqual(lines);
    await expectEnd(file, end);
  });

  const faults = lines.flatMap((line, at) =>
    (line === "transaction"
      ? [
          {
            name: "a lost connection before it",
            when: "before" as const,
            error: () => new Error("ECONNRESET"),
          },
          {
            name: "a lost connection after it",
            when: "after" as const,
            error: () => new Error("ECONNRESET"),
          },
          ...DEATHS,
        ]
      : [...STORE_FAULTS, ...(line.endsWith("getStream") ? READ_FAULTS : []), ...DEATHS]
    ).map((fault): [number, string, string, Fault] => [at, line, fault.name, fault]),
  );
  it.each(faults)("line %i, %s: after %s it ends as without", async (at, _line, _name, fault) => {
    const file = await start();
    const { met } = await meddle(ctx, at, fault, (own) => work(own, file));
    expect(met).toBe(true);
    await recover(file, end.status);
    await expectEnd(file, end);
  });
});

/** What the poll and the sweep do as time goes by. */
async function recover(file: Restored, status: string): Promise<void> {
  for (let n = 0; n < 12; n++) {
    const row = await restoreOf(file);
    // A lease that a death has left is waited for, too.
    if (n > 2 && row.status === status && row.nextCheckAt > clock.now() && row.failureCode === null) break;
    clock.pass(150);
    await agedClaim(file.id);
    await advanceRestore(ctx, file.restoreId, clock.now());
  }
  await agedClaim(file.id);
  await settleDead(ctx.tenant.id, file.id);
}

/** A claim that nobody renewed for too long. */
const agedClaim = (fileId: string) =>
  withSystem((tx) =>
    tx
      .update(files)
      .set({ movingSince: new Date(Date.now() - 16 * 60_000) })
      .where(and(eq(files.id, fileId), isNotNull(files.moveId))),
  );

/** One good copy where the row says, the right state, no claim, each thing told once, nothing promised, metered once. */
async function expectEnd(
  file: Restored,
  { tier, status, told, days }: { tier: string; status: string; told: Record<string, number>; days?: number },
): Promise<void> {
  const row = await rowOf(file.id);
  expect(row).toMatchObject({ storageTier: tier, moveId: null, movingSince: null });
  const restore = await restoreOf(file);
  expect(restore).toMatchObject({ status, failureCode: null });
  if (days)
    expect(restore.expiresAt?.getTime()).toBeGreaterThan(clock.now().getTime() + (days - 1) * 86_400_000);
  const { bucket, key } = locationOf(row);
  expect(bucket).toBe(tier === "hot" ? "files" : "archive");
  expect(await copiesOf(row.tenantId, row.id)).toEqual([`${bucket} ${key}`]);
  const all = await toldOf(file.id);
  expect(all).toMatchObject(told);
  expect(all["file/restore.failed"]).toBeUndefined();
  expect(await promised()).toBe(0);
  expect(await timesMetered(file)).toBe(1);
  if (tier === "archived") await objectStores().archive.restore(key, 1);
  if (tier === "archived") clock.pass(11);
  expect(await bytesAt(bucket, key)).toEqual(file.content);
}

async function bytesAt(bucket: "files" | "archive", key: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await objectStores()[bucket].getStream(key)).stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function promised(): Promise<number | undefined> {
  const [row] = await withSystem((tx) =>
    tx.select({ reserved: tenants.storageReserved }).from(tenants).where(eq(tenants.id, ctx.tenant.id)),
  );
  return row?.reserved;
}

async function timesMetered({ restoreId }: Restored): Promise<number> {
  const rows = await withSystem((tx) =>
    tx
      .select()
      .from(usageEvents)
      .where(and(eq(usageEvents.tenantId, ctx.tenant.id), eq(usageEvents.key, `restore:${restoreId}`))),
  );
  return rows.length;
}

describe("what lasts", () => {
  const failing = async (
    method: "restore" | "head" | "copy",
    error: () => Error,
    work: () => Promise<void>,
  ): Promise<void> => {
    clock.fail(method === "copy" ? "files.copy" : `archive.${method}`, error);
    await work();
    clock.fail(null);
  };
  /** Days as the poll lives them. */
  const poll = async (file: Restored, hours: number) => {
    for (let n = 0; n < hours; n++) {
      clock.pass(HOUR);
      await advanceRestore(ctx, file.restoreId, clock.now());
    }
  };

  it.each([
    ["timeouts", "restore", () => new StoreUnavailable("no answer")],
    ["access denied", "restore", () => new AccessDenied("AccessDenied")],
    ["timeouts", "head", () => new StoreUnavailable("no answer")],
    ["access denied", "head", () => new AccessDenied("AccessDenied")],
  ] as const)("%s of %s fail a restore after two days, once, and not before", async (_, method, error) => {
    const file = await asked({ permanent: true });
    await failing(method, error, async () => {
      await poll(file, 45);
      expect(await restoreOf(file)).toMatchObject({ failureCode: error().code });
      expect(["requested", "in_progress"]).toContain((await restoreOf(file)).status);
      expect(await rowOf(file.id)).toMatchObject({ storageTier: "restoring" });
      await poll(file, 6);
    });
    await poll(file, 2);
    expect(await restoreOf(file)).toMatchObject({ status: "failed", permanent: "no" });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "archived" });
    const told = await toldOf(file.id);
    expect([told["file/restore.failed"], told["file.restore_failed"], told["file/restored"]]).toEqual([
      1,
      1,
      undefined,
    ]);
    expect(await promised()).toBe(0);
    expect(await copiesOf(ctx.tenant.id, file.id)).toHaveLength(1);
    // And it can be asked for again.
    const again = await restoreFile(ctx, file.id, RestoreAsk.parse({}), clock.now());
    expect(again.restore.restore_id).not.toBe(file.restoreId);
  });

  it("an object that is missing twice fails its restore at once", async () => {
    const file = await asked();
    await failing(
      "restore",
      () => new ObjectNotFound("NoSuchKey"),
      () => poll(file, 3),
    );
    expect(await restoreOf(file)).toMatchObject({ status: "failed", failureCode: "object_not_found" });
    expect((await toldOf(file.id))["file/restore.failed"]).toBe(1);
  });

  it.each([
    ["a checksum mismatch", () => new ChecksumMismatch("BadDigest")],
    ["timeouts", () => new StoreUnavailable("no answer")],
  ])(
    "%s on the way back to hot leave the archived copy, and fail when its days are over",
    async (_, error) => {
      const file = await readable({ permanent: true, restore_days: 1 });
      await failing("copy", error, async () => {
        await poll(file, 22);
        expect(await restoreOf(file)).toMatchObject({ status: "ready", failureCode: error().code });
        expect(await bytesAt("archive", (await rowOf(file.id)).archiveKey ?? "")).toEqual(file.content);
        await poll(file, 4);
      });
      expect(await restoreOf(file)).toMatchObject({ status: "failed", permanent: "no" });
      const row = await rowOf(file.id);
      expect(row).toMatchObject({ storageTier: "archived", moveId: null });
      expect(await copiesOf(ctx.tenant.id, file.id)).toEqual([`archive ${row.archiveKey}`]);
      expect((await toldOf(file.id))["file/restore.failed"]).toBe(1);
      expect(await promised()).toBe(0);
    },
  );

  it("a store that does not say whether it ended keeps nothing readable for ever", async () => {
    const file = await readable({ restore_days: 1 });
    await failing(
      "head",
      () => new StoreUnavailable("no answer"),
      () => poll(file, 24 + 50),
    );
    expect(await restoreOf(file)).toMatchObject({ status: "expired" });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "archived" });
  });
});
