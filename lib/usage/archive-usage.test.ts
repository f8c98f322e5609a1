import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { GIB, tenants } from "#db/schema/tenants.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { makeProject } from "#lib/http/testing/fixture.ts";
import { makeCtx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveRoom } from "#lib/usage/archive-room.ts";
import { readCurrentUsage } from "#lib/usage/current-usage.ts";
import { readDailyUsage } from "#lib/usage/daily-usage.ts";
import { moveStorage } from "#lib/usage/move-storage.ts";
import { recordUsage } from "#lib/usage/record.ts";
import { readStorageUsage } from "#lib/usage/storage-usage.ts";

afterAll(closePools);

const balance = (id: string) =>
  withSystem(async (tx) => {
    const [row] = await tx
      .select({ hot: tenants.storageUsed, archive: tenants.archiveUsed })
      .from(tenants)
      .where(eq(tenants.id, id));
    return row;
  });

/** A tenant with files of these sizes, metered as uploads are. */
async function withFiles(sizes: number[], plan: "free" | "pro" = "free") {
  const { id } = await makeTenant({ plan });
  const ids: string[] = [];
  await withSystem(async (tx) => {
    for (const size of sizes) {
      const [file] = await tx
        .insert(files)
        .values({
          tenantId: id,
          filename: "a.ifc",
          format: "ifc",
          size,
          status: "completed",
          storageKey: randomUUID(),
        })
        .returning({ id: files.id });
      ids.push(file?.id ?? "");
      await tx
        .update(tenants)
        .set({ storageUsed: sql`${tenants.storageUsed} + ${size}` })
        .where(eq(tenants.id, id));
      await recordUsage(tx, {
        tenantId: id,
        key: `storage:upload:${file?.id}`,
        kind: "storage_delta",
        quantity: String(size),
      });
    }
  });
  return { id, ids };
}

/** As a move commits. */
const archive = (tenantId: string, fileId: string, bytes: number, storageClass: "GLACIER" | "STANDARD_IA") =>
  withSystem(async (tx) => {
    await moveStorage(tx, { tenantId, fileId, moveId: randomUUID(), bytes, to: "archive" });
    await tx
      .update(files)
      .set({ storageTier: "archived", storageClass, archiveKey: randomUUID(), archivedAt: new Date() })
      .where(eq(files.id, fileId));
  });

describe("a file's bytes", () => {
  it("move from storage to archive and back, each move once: what would meter it again is refused", async () => {
    const { id, ids } = await withFiles([700, 300]);
    const [fileId = ""] = ids;
    const move = { tenantId: id, fileId, moveId: randomUUID(), bytes: 700 };
    const moved = (to: "archive" | "hot", moveId = move.moveId) =>
      withTenant(id, (tx) => moveStorage(tx, { ...move, moveId, to }));
    const told = await Promise.allSettled([moved("archive"), moved("archive"), moved("archive")]);
    expect(told.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await expect(moved("hot")).rejects.toThrow("metered before");
    await expect(
      withTenant(id, (tx) => moveStorage(tx, { ...move, bytes: 1, to: "archive" })),
    ).rejects.toThrow("metered before");
    expect(await balance(id)).toEqual({ hot: 300, archive: 700 });
    const ctx = await systemCtx(id);
    const today = async () => (await readDailyUsage(ctx, {})).items.at(-1);
    expect(await today()).toMatchObject({ storage_used: 300, archive_used: 700 });
    await moved("hot", randomUUID());
    expect(await balance(id)).toEqual({ hot: 1000, archive: 0 });
    expect(await today()).toMatchObject({ storage_used: 1000, archive_used: 0 });
  });

  it("and an upload at the same time wait for one another, never in a circle", async () => {
    const { id, ids } = await withFiles([700]);
    const started = await withSystem(async (tx) => {
      await tx.update(tenants).set({ storageUsed: sql`storage_used + 10` }).where(eq(tenants.id, id));
      const moving = archive(id, ids[0] ?? "", 700, "GLACIER");
      await setTimeout(200);
      await recordUsage(tx, { tenantId: id, key: "upload", kind: "storage_delta", quantity: "10" });
      return [moving];
    });
    await Promise.all(started);
    expect(await balance(id)).toEqual({ hot: 10, archive: 700 });
  });

  it("leave the archive when an archived file is deleted, and storage when a hot one is", async () => {
    const { id, ids } = await withFiles([700, 300]);
    const [archived = "", hot = ""] = ids;
    await archive(id, archived, 700, "GLACIER");
    const ctx = await systemCtx(id);
    await deleteFile(ctx, archived);
    expect(await balance(id)).toEqual({ hot: 300, archive: 0 });
    await deleteFile(ctx, hot);
    expect(await balance(id)).toEqual({ hot: 0, archive: 0 });
    expect((await readDailyUsage(ctx, {})).items.at(-1)).toMatchObject({ storage_used: 0, archive_used: 0 });
  });
});

describe("the archive's room", () => {
  it("is what the cap leaves beside what is there and on its way, and never below zero", async () => {
    const { id, ids } = await withFiles([700, 200]);
    const room = () => withTenant(id, (tx) => archiveRoom(tx, id));
    expect(await room()).toBe(10 * GIB);
    await withSystem((tx) => tx.update(tenants).set({ archiveQuota: 1000 }).where(eq(tenants.id, id)));
    await archive(id, ids[0] ?? "", 700, "GLACIER");
    expect(await room()).toBe(300);
    await withSystem((tx) =>
      tx
        .update(files)
        .set({ storageTier: "archiving", moveId: randomUUID(), movingSince: new Date() })
        .where(eq(files.id, ids[1] ?? "")),
    );
    expect(await room()).toBe(100);
    await withSystem((tx) => tx.update(tenants).set({ archiveQuota: 10 }).where(eq(tenants.id, id)));
    expect(await room()).toBe(0);
  });

  it("is given to exactly those that fit, of several who claim at once", async () => {
    const { id, ids } = await withFiles(Array.from({ length: 8 }, () => 300));
    await withSystem((tx) => tx.update(tenants).set({ archiveQuota: 1000 }).where(eq(tenants.id, id)));
    const claims = await Promise.all(
      ids.map((fileId) =>
        withSystem(async (tx) => {
          if ((await archiveRoom(tx, id, { hold: true })) < 300) return false;
          await tx
            .update(files)
            .set({ storageTier: "archiving", moveId: randomUUID(), movingSince: new Date() })
            .where(eq(files.id, fileId));
          return true;
        }),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(3);
  });
});

it("the storage page's figures: hot, archive by class, and what the archive saves at the plan's prices", async () => {
  const { id, ids } = await withFiles([150 * GIB, 60 * GIB, 40 * GIB], "pro");
  const [, cold = "", cool = ""] = ids;
  const ctx = await systemCtx(id);
  expect(await readStorageUsage(ctx)).toMatchObject({
    hot: { files: 3, bytes: 250 * GIB, limit: 100 * GIB, quota: 1000 * GIB, reserved: 0 },
    archive: { files: 0, bytes: 0, limit: 1024 * GIB, quota: 10_240 * GIB, by_class: [] },
    saved_a_month: { amount: "0.00", currency: "USD" },
  });
  await archive(id, cold, 60 * GIB, "GLACIER");
  await archive(id, cool, 40 * GIB, "STANDARD_IA");
  const usage = await readStorageUsage(ctx);
  expect(usage).toMatchObject({
    hot: { files: 1, bytes: 150 * GIB },
    archive: {
      files: 2,
      bytes: 100 * GIB,
      by_class: [
        { storage_class: "STANDARD_IA", files: 1, bytes: 40 * GIB },
        { storage_class: "GLACIER", files: 1, bytes: 60 * GIB },
      ],
    },
    prices: { archive_gib: { amount: "0.01" }, restored_gib: { amount: "0.02" } },
    // 150 GiB beyond the plan at 10.00 became 50; the archive is within its limit.
    saved_a_month: { amount: "1000.00" },
  });
  expect(usage.archive.unseen_bytes).toBe(0);
  // Who does not see one of their projects is told that there is more, so that the parts add up.
  const { id: hidden } = await makeProject({ id, marker: "restricted" });
  await withSystem((tx) => tx.update(files).set({ projectId: hidden }).where(eq(files.id, cold)));
  const stranger = makeCtx({ ...ctx, hiddenProjects: [hidden] });
  expect((await readStorageUsage(stranger)).archive).toMatchObject({
    files: 1,
    bytes: 100 * GIB,
    by_class: [{ storage_class: "STANDARD_IA", bytes: 40 * GIB }],
    unseen_bytes: 60 * GIB,
  });
  const { usage: current } = await readCurrentUsage(ctx);
  expect(current.archive).toMatchObject({ used: 100 * GIB, limit: 1024 * GIB, percentage: 9.77 });
});
