import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { advanceRestore } from "./advance-restore.ts";
import { archiveFile } from "./archive-file.ts";
import {
  advance,
  archived,
  balance,
  DAY,
  read,
  restore,
  restoreOf,
  restoresOf,
  restoringWorld,
  world,
} from "./test/restoring.ts";
import { copiesOf, metersOf, rowOf, toldOf } from "./test/stored-file.ts";

restoringWorld();
afterAll(closePools);

const hold = (fileId: string, legalHold: boolean) =>
  withSystem((tx) => tx.update(files).set({ legalHold }).where(eq(files.id, fileId)));
/** Does something at the moment when the copy back to hot has been made. */
async function whileCopied(what: () => Promise<unknown>, work: () => Promise<unknown>): Promise<void> {
  const { files: hot } = objectStores();
  const real = hot.copy.bind(hot);
  Object.defineProperty(hot, "copy", {
    configurable: true,
    value: async (...args: Parameters<typeof real>) => {
      const copied = await real(...args);
      await what();
      return copied;
    },
  });
  await work();
  Reflect.deleteProperty(hot, "copy");
}

describe("a permanent restore", () => {
  const permanent = { permanent: true };

  it("copies the file back, verified, and leaves one copy, kept hot", async () => {
    const before = await balance();
    const file = await archived();
    await restore(file.id, permanent);
    expect(await balance()).toMatchObject({ reserved: file.content.length });
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    expect((await toldOf(file.id))["file/restored"]).toBeUndefined();
    expect(await advance(file.id)).toBeNull();
    const row = await rowOf(file.id);
    expect(row).toMatchObject({
      storageTier: "hot",
      storageClass: "STANDARD",
      archiveKey: null,
      moveId: null,
      keepHot: true,
    });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`files ${row.storageKey}`]);
    expect(await read(file.id)).toEqual(file.content);
    expect(await balance()).toEqual({ ...before, used: (before?.used ?? 0) + file.content.length });
    expect(await restoreOf(file.id)).toMatchObject({ status: "superseded", permanent: "done" });
    expect(await toldOf(file.id)).toMatchObject({ "file/restored": 1, "file.returned_to_hot": 1 });
    // And it goes to the archive again like any other.
    expect(await archiveFile(world.system, file.id, { storageClass: "GLACIER" })).toMatchObject({
      status: "archived",
    });
  });

  it("of STANDARD_IA needs no wait; asked for later it takes what is readable", async () => {
    for (const storageClass of ["STANDARD_IA", "GLACIER"] as const) {
      const file = await archived(storageClass);
      await restore(file.id, { permanent: storageClass === "STANDARD_IA" });
      if (storageClass === "GLACIER") {
        await advance(file.id);
        world.clock.pass(11);
        await advance(file.id);
        await restore(file.id, permanent);
      }
      await advance(file.id);
      const row = await rowOf(file.id);
      expect(row.storageTier).toBe("hot");
      expect(await copiesOf(world.tenant.id, file.id)).toEqual([`files ${row.storageKey}`]);
    }
  });

  it("is promised its bytes under the quota first: of several at its edge exactly those that fit", async () => {
    const some = await Promise.all(Array.from({ length: 5 }, () => archived("STANDARD_IA")));
    const { used = 0 } = (await balance()) ?? {};
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ storageQuota: used + 50_000 })
        .where(eq(tenants.id, world.tenant.id)),
    );
    const answers = await Promise.allSettled(some.map(({ id }) => restore(id, permanent)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const answer of answers)
      if (answer.status === "rejected")
        expect(answer.reason).toMatchObject({ status: 429, code: "storage_quota_exceeded" });
    for (const [n, { id }] of some.entries())
      if (answers[n]?.status === "fulfilled") await advance(id);
      else expect(await restoresOf(id)).toEqual([]);
    expect(await balance()).toMatchObject({ used: used + 40_000, reserved: 0 });
    expect((await metersOf(world.tenant.id)).archived).toBe(60_000);
  });

  it("gives its promise back when the file is deleted, before the copy and while it is made", async () => {
    const early = await archived();
    await restore(early.id, permanent);
    await deleteFile(world.editor, early.id);
    expect(await balance()).toMatchObject({ reserved: 0, archived: 0 });

    const file = await archived("STANDARD_IA");
    await restore(file.id, permanent);
    await whileCopied(
      () => deleteFile(world.editor, file.id),
      () => advance(file.id),
    );
    expect(await balance()).toMatchObject({ reserved: 0, archived: 0 });
    expect((await copiesOf(world.tenant.id, file.id)).filter((copy) => copy.startsWith("files"))).toEqual([]);
  });

  it("stops, and takes nothing away, when another process has taken its claim over", async () => {
    const file = await archived("STANDARD_IA");
    await restore(file.id, permanent);
    const claim = randomUUID();
    await whileCopied(
      () => withSystem((tx) => tx.update(files).set({ moveId: claim }).where(eq(files.id, file.id))),
      () => advance(file.id),
    );
    const held = await rowOf(file.id);
    expect(held).toMatchObject({ storageTier: "restored", moveId: claim });
    expect(await copiesOf(world.tenant.id, file.id)).toContain(`archive ${held.archiveKey}`);
    expect(await balance()).toMatchObject({ reserved: file.content.length });
    // The other one dies.
    await withSystem((tx) =>
      tx
        .update(files)
        .set({ movingSince: new Date(Date.now() - 16 * 60_000) })
        .where(eq(files.id, file.id)),
    );
    await advance(file.id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "hot", moveId: null });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`files ${held.storageKey}`]);
  });

  it("keeps what is on legal hold in the archive, asked for or put on hold later", async () => {
    const file = await archived("STANDARD_IA");
    await hold(file.id, true);
    await expect(restore(file.id, permanent)).rejects.toMatchObject({ status: 409, code: "legal_hold" });
    expect((await restore(file.id)).restore.status).toBe("ready");
    await hold(file.id, false);
    await restore(file.id, permanent);
    await hold(file.id, true);
    await advance(file.id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restored", moveId: null });
    expect(await restoreOf(file.id)).toMatchObject({
      status: "ready",
      permanent: "no",
      failureCode: "legal_hold",
    });
    expect(await balance()).toMatchObject({ reserved: 0 });
    expect((await toldOf(file.id))["file/restore.failed"]).toBe(1);
  });

  it("leaves no claim and no copy behind when a hold comes while it is copied", async () => {
    const file = await archived("STANDARD_IA");
    await restore(file.id, permanent);
    await whileCopied(
      () => hold(file.id, true),
      () => advance(file.id),
    );
    const row = await rowOf(file.id);
    expect(row).toMatchObject({ storageTier: "restored", moveId: null, movingSince: null });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`archive ${row.archiveKey}`]);
    expect(await restoreOf(file.id)).toMatchObject({ permanent: "no", failureCode: "legal_hold" });
    expect((await toldOf(file.id))["file/restore.failed"]).toBe(1);
    expect(await balance()).toMatchObject({ reserved: 0 });
  });

  it("asks again for what was over before it was copied", async () => {
    const file = await archived();
    await restore(file.id, { ...permanent, restore_days: 1 });
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    world.clock.pass(2 * DAY);
    await advance(file.id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restoring", moveId: null });
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    await advance(file.id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "hot" });
    expect(await toldOf(file.id)).toMatchObject({ "file/restored": 1 });
    expect(await balance()).toMatchObject({ reserved: 0 });
  });

  it("races with its expiry, with other workers and with deletion, and ends with one copy or none", async () => {
    const file = await archived();
    await restore(file.id, { restore_days: 1 });
    await advance(file.id);
    world.clock.pass(11);
    await advance(file.id);
    world.clock.pass(DAY - 5);
    const { id } = await restoreOf(file.id);
    const [asked] = await Promise.allSettled([
      restore(file.id, permanent),
      advanceRestore(world.system, id, new Date(world.clock.now().getTime() + 10_000)),
    ]);
    for (let n = 0; n < 8; n++) {
      const rows = await restoresOf(file.id);
      await Promise.all(
        rows.flatMap((row) => [0, 1, 2].map(() => advanceRestore(world.system, row.id, world.clock.now()))),
      );
      world.clock.pass(200);
    }
    expect(asked?.status).toBe("fulfilled");
    const row = await rowOf(file.id);
    expect(row).toMatchObject({ storageTier: "hot", moveId: null });
    expect(await copiesOf(world.tenant.id, file.id)).toEqual([`files ${row.storageKey}`]);
    expect(await balance()).toMatchObject({ reserved: 0, archived: 0 });
    expect((await toldOf(file.id))["file.returned_to_hot"]).toBe(1);
  });
});
