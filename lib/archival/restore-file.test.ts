import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { objectStores } from "#lib/storage/index.ts";
import { advanceRestore } from "./advance-restore.ts";
import { readRestore } from "./read-restore.ts";
import { RestoreAsk } from "./request-restores.ts";
import { restoreFile } from "./restore-file.ts";
import {
  advance,
  archived,
  ask,
  balance,
  bytesAnyway,
  DAY,
  read,
  restore,
  restoreOf,
  restoresOf,
  restoringWorld,
  world,
} from "./test/restoring.ts";
import { rowOf, storedFile, toldOf } from "./test/stored-file.ts";

restoringWorld();
afterAll(closePools);

const daysLeft = ({ expiresAt }: { expiresAt: Date | null }) =>
  ((expiresAt?.getTime() ?? 0) - world.clock.now().getTime()) / (DAY * 1000);

describe("a restore for some days", () => {
  it("goes from ongoing to ready to expired, is told of and reminded of once, metered once", async () => {
    const file = await archived();
    await expect(read(file.id)).rejects.toMatchObject({ code: "file_archived", status: 409 });
    const terms = await readRestore(world.editor, file.id);
    expect(terms.terms.map(({ tier, expected_seconds }) => [tier, expected_seconds])).toEqual([
      ["standard", 10],
      ["expedited", 10],
      ["bulk", 10],
    ]);
    const answer = await restore(file.id);
    expect(answer).toMatchObject({ status: "restore_initiated", file_id: file.id });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restoring" });
    await expect(read(file.id)).rejects.toMatchObject({
      code: "file_archived",
      status: 409,
      extra: { estimated_ready: answer.estimated_ready },
    });

    const soon = await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "in_progress" });
    expect(soon && soon.getTime() - world.clock.now().getTime()).toBeLessThan(10_000);
    world.clock.pass(6);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "in_progress" });
    world.clock.pass(6);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "ready" });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restored" });
    expect(await read(file.id)).toEqual(file.content);
    expect((await readRestore(world.editor, file.id)).restore).toMatchObject({ status: "ready" });

    world.clock.pass(6 * DAY - 60);
    await advance(file.id);
    expect((await restoreOf(file.id)).remindedAt).toBeNull();
    world.clock.pass(120);
    await advance(file.id);
    await advance(file.id);
    expect((await restoreOf(file.id)).remindedAt).not.toBeNull();
    world.clock.pass(DAY);
    expect(await advance(file.id)).toBeNull();
    expect(await restoreOf(file.id)).toMatchObject({ status: "expired" });
    expect(await rowOf(file.id)).toMatchObject({
      storageTier: "archived",
      archiveKey: expect.any(String),
    });
    await expect(read(file.id)).rejects.toMatchObject({ code: "file_archived" });
    expect(await toldOf(file.id)).toMatchObject({
      "file.restore_requested": 1,
      "file.restored": 1,
      "file/restored": 1,
      "file/restore.expiring": 1,
      "file.restore_expired": 1,
    });
    const metered = await withSystem((tx) =>
      tx.select().from(usageEvents).where(eq(usageEvents.tenantId, world.tenant.id)),
    );
    expect(metered.filter(({ kind }) => kind === "restore")).toMatchObject([
      { quantity: String(file.content.length) },
    ]);
    expect(await bytesAnyway(file.id)).toEqual(file.content);
  });

  it("is one restore for fifty that ask at once, and gets the most days that are asked", async () => {
    const file = await archived();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => restore(file.id, { restore_days: n === 30 ? 20 : 7 })),
    );
    expect(new Set(answers.map(({ restore }) => restore.restore_id)).size).toBe(1);
    expect(new Set(answers.map(({ estimated_ready }) => estimated_ready)).size).toBe(1);
    expect(await restoreOf(file.id)).toMatchObject({ days: 20, status: "requested" });
    const requests = await withSystem((tx) =>
      tx
        .select()
        .from(outbox)
        .where(sql`${outbox.name} = 'file/restore.requested' and ${outbox.tenantId} = ${world.tenant.id}`),
    );
    expect(requests).toHaveLength(1);

    await Promise.all(Array.from({ length: 5 }, () => advance(file.id)));
    world.clock.pass(30);
    // Each finds the lease of the one before it over, as after a long pause.
    const { id } = await restoreOf(file.id);
    await Promise.all(
      [0, 3, 6, 9, 12].map((minutes) =>
        advanceRestore(world.system, id, new Date(world.clock.now().getTime() + minutes * 60_000)),
      ),
    );
    const ready = await restoreOf(file.id);
    expect(ready.status).toBe("ready");
    expect(daysLeft(ready)).toBeCloseTo(20, 1);
    expect(await toldOf(file.id)).toMatchObject({ "file/restored": 1, "file.restore_requested": 1 });
  });

  it("gets more days from the store while it is under way and while it is readable, not fewer", async () => {
    const file = await archived();
    await restore(file.id, { restore_days: 2 });
    await advance(file.id);
    await restore(file.id, { restore_days: 9 });
    world.clock.pass(11);
    await advance(file.id);
    expect(daysLeft(await restoreOf(file.id))).toBeCloseTo(9, 1);
    // Again with as many days, and with fewer: nothing more is asked.
    await restore(file.id, { restore_days: 9 });
    await restore(file.id, { restore_days: 1 });
    expect(daysLeft(await restoreOf(file.id))).toBeCloseTo(9, 1);
    world.clock.pass(8.5 * DAY);
    await advance(file.id);
    await restore(file.id, { restore_days: 3 });
    expect(await toldOf(file.id)).toMatchObject({ "file/restore.expiring": 1 });
    await advance(file.id);
    expect(daysLeft(await restoreOf(file.id))).toBeGreaterThan(2.9);
    world.clock.pass(2 * DAY);
    await advance(file.id);
    expect(await read(file.id)).toEqual(file.content);
    world.clock.pass(2.1 * DAY);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "expired" });
    expect((await toldOf(file.id))["file/restored"]).toBe(1);
    // A new one.
    await restore(file.id);
    expect(await restoresOf(file.id)).toHaveLength(2);
  });

  it("is ready at once for STANDARD_IA, free of charge, and over after its days", async () => {
    const file = await archived("STANDARD_IA");
    await expect(read(file.id)).rejects.toMatchObject({ code: "file_archived" });
    expect((await readRestore(world.editor, file.id)).terms).toMatchObject([
      { expected_seconds: 0, cost: { amount: "0.00" } },
      { expected_seconds: 0 },
      { expected_seconds: 0 },
    ]);
    const answer = await restore(file.id, { restore_days: 2 });
    expect(answer.restore.status).toBe("ready");
    expect((await restore(file.id, { restore_days: 2 })).restore).toEqual(answer.restore);
    expect(await read(file.id)).toEqual(file.content);
    expect((await restore(file.id, { restore_days: 5 })).restore.restore_days).toBe(5);
    world.clock.pass(4.9 * DAY);
    await advance(file.id);
    world.clock.pass(0.2 * DAY);
    await advance(file.id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "archived" });
    expect(await toldOf(file.id)).toMatchObject({ "file/restored": 1, "file/restore.expiring": 1 });
  });

  it("asks the store again when it has forgotten, and follows what it says of the end", async () => {
    const file = await archived();
    await restore(file.id, { restore_days: 1 });
    await advance(file.id);
    // Readable and over before anybody looked.
    world.clock.pass(3 * DAY);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "in_progress" });
    world.clock.pass(4000);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "ready" });
    // An operator has extended it by hand.
    const { archiveKey } = await rowOf(file.id);
    await objectStores().archive.restore(archiveKey ?? "", 5);
    world.clock.pass(1.5 * DAY);
    await advance(file.id);
    world.clock.pass(DAY);
    await advance(file.id);
    expect(await restoreOf(file.id)).toMatchObject({ status: "ready" });
    expect(await read(file.id)).toEqual(file.content);
  });

  it("refuses what is not archived, a tier that the class does not have, and viewers", async () => {
    const hot = await storedFile(world.system);
    await expect(restore(hot.id)).rejects.toMatchObject({ status: 404, code: "file_not_archived" });
    await expect(readRestore(world.editor, hot.id)).rejects.toMatchObject({ code: "file_not_archived" });
    const deep = await archived("DEEP_ARCHIVE");
    await expect(restore(deep.id, { tier: "expedited" })).rejects.toMatchObject({
      status: 400,
      code: "restore_tier_unavailable",
    });
    const viewer = (await memberCtx(world.tenant, world.tenant.members.viewer.id)).ctx;
    await expect(restoreFile(viewer, deep.id, ask())).rejects.toMatchObject({ code: "role_required" });
    expect(await restoresOf(deep.id)).toEqual([]);
    for (const wrong of [
      { restore_days: 0 },
      { restore_days: 366 },
      { restore_days: 1.5 },
      { tier: "fast" },
      { days: 3 },
    ])
      expect(RestoreAsk.safeParse(wrong).success).toBe(false);
  });

  it("is open to a tenant whose archive and storage are beyond its plan", async () => {
    const file = await archived();
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ subscriptionTier: "free", storageQuota: 1, archiveQuota: 1 })
        .where(eq(tenants.id, world.tenant.id)),
    );
    await restore(file.id);
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    expect(await read(file.id)).toEqual(file.content);
  });
});

describe("a restore and its file's deletion", () => {
  it("at once leave neither a restore nor a promise", async () => {
    for (const over of [{}, { permanent: true }]) {
      const file = await archived();
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 5 }, () => restore(file.id, over)),
        deleteFile(world.editor, file.id),
        ...Array.from({ length: 5 }, () => restore(file.id, over)),
      ]);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "file_not_found" });
      expect(await restoresOf(file.id)).toEqual([]);
      expect(await balance()).toMatchObject({ reserved: 0, archived: 0 });
    }
  });
});
