import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { downloadFile } from "#lib/files/download-file.ts";
import { processFile } from "#lib/processing/start-run.ts";
import { bytes, sha256 } from "#lib/storage/contract/peer.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ChecksumMismatch, ObjectNotFound } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { heartbeatOf } from "./claim.ts";
import { deadMoves, settleDead, settleExtras } from "./settle-move.ts";
import {
  bytesOf,
  copiesOf,
  metersOf,
  rowOf,
  type StoredFile,
  storedFile,
  toldOf,
} from "./test/stored-file.ts";

afterAll(closePools);

const newCtx = async () => systemCtx((await makeTenant({ plan: "pro" })).id);
const change = (fileId: string, set: Partial<typeof files.$inferInsert>) =>
  withSystem(async (tx) => void (await tx.update(files).set(set).where(eq(files.id, fileId))));
const GLACIER = { storageClass: "GLACIER" } as const;

/** The context of a move in whose n-th transaction (1 claims, 2 commits, 3 releases) something else comes first. */
function interrupted(ctx: Ctx, n: number, first: () => Promise<unknown>): Ctx {
  let seen = 0;
  return {
    ...ctx,
    transaction: async (work) => {
      if (++seen === n) await first();
      return ctx.transaction(work);
    },
  };
}

let ctx: Ctx;
beforeAll(async () => {
  ctx = await newCtx();
});

describe("a move to the archive", () => {
  it("takes bytes, class, metadata, meters, audit and event along, and leaves nothing hot", async () => {
    const own = await newCtx();
    const file = await storedFile(own, bytes(300_000), { filename: "Bürohaus (1).ifc" });
    const before = await rowOf(file.id);
    expect(await archiveFile(own, file.id, GLACIER)).toEqual({ status: "archived", bytes: 300_000 });
    const row = await rowOf(file.id);
    const key = `archive/${own.tenant.id}/${file.id}/Burohaus-1-.ifc`;
    expect(row).toMatchObject({
      storageTier: "archived",
      storageClass: "GLACIER",
      archiveKey: key,
      archivedAt: expect.any(Date),
    });
    expect(await copiesOf(own.tenant.id, file.id)).toEqual([`archive ${key}`]);
    expect(await objectStores().archive.head(key)).toMatchObject({
      size: 300_000,
      storageClass: "GLACIER",
      contentType: "application/octet-stream",
      metadata: {
        tenant: own.tenant.id,
        file: file.id,
        sha256: sha256(file.content),
        "original-key": before.storageKey,
        "archived-at": expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    });
    expect(await bytesOf(row)).toEqual(file.content);
    expect(await metersOf(own.tenant.id)).toEqual({ hot: 0, archived: 300_000 });
    expect(await toldOf(file.id)).toEqual({ "file.archived": 1, "file/archived": 1 });
    await expect(downloadFile(own, file.id, null)).rejects.toMatchObject({
      status: 409,
      code: "file_archived",
    });
    await expect(processFile(own, file.id)).rejects.toMatchObject({ status: 409, code: "file_archived" });
  });

  it("is one move, however often it is asked for at once", async () => {
    const own = await newCtx();
    const file = await storedFile(own);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => archiveFile(own, file.id, GLACIER)));
    expect(outcomes.filter(({ status }) => status === "archived")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "skipped") expect(["being_moved", "already_archived"]).toContain(outcome.code);
    expect(await metersOf(own.tenant.id)).toEqual({ hot: 0, archived: file.content.length });
    expect(await bytesOf(await rowOf(file.id))).toEqual(file.content);
  });

  it("skips, with a reason, what is not to be moved", async () => {
    const projectOf = async (set: { legalHold?: boolean; keepHot?: boolean }) => {
      const [project] = await withSystem((tx) =>
        tx
          .insert(projects)
          .values({ tenantId: ctx.tenant.id, name: randomUUID(), ...set })
          .returning({ id: projects.id }),
      );
      return project?.id ?? null;
    };
    const cases: [string, Partial<typeof files.$inferInsert>, boolean?][] = [
      ["legal_hold", { legalHold: true }],
      ["legal_hold", { projectId: await projectOf({ legalHold: true }) }],
      ["kept_hot", { keepHot: true }, true],
      ["kept_hot", { projectId: await projectOf({ keepHot: true }) }, true],
      ["file_not_uploaded", { status: "pending" }],
      ["no_checksum", { sha256: null }],
    ];
    for (const [code, over, byRule = false] of cases) {
      const file = await storedFile(ctx, bytes(100), over);
      expect(await archiveFile(ctx, file.id, { ...GLACIER, byRule })).toMatchObject({
        status: "skipped",
        code,
      });
      expect(await rowOf(file.id)).toMatchObject({ storageTier: "hot", moveId: null });
    }
    const pinned = await storedFile(ctx, bytes(100), { keepHot: true });
    expect(await archiveFile(ctx, pinned.id, GLACIER)).toMatchObject({ status: "archived" });
    expect(await archiveFile(ctx, pinned.id, GLACIER)).toMatchObject({ code: "already_archived" });
    expect(await archiveFile(ctx, randomUUID(), GLACIER)).toMatchObject({ code: "file_deleted" });
    const foreign = await storedFile(await newCtx());
    expect(await archiveFile(ctx, foreign.id, GLACIER)).toMatchObject({ code: "file_deleted" });
  });

  it.each([
    ["a legal hold", "legal_hold", (file: StoredFile) => change(file.id, { legalHold: true })],
    ["a run of the pipeline", "processing", (file: StoredFile) => processFile(ctx, file.id)],
  ])("stays hot when %s comes in between, and leaves no copy in the archive", async (_, code, first) => {
    const file = await storedFile(ctx);
    expect(
      await archiveFile(
        interrupted(ctx, 2, () => first(file)),
        file.id,
        GLACIER,
      ),
    ).toMatchObject({
      status: "skipped",
      code,
    });
    const row = await rowOf(file.id);
    expect(row).toMatchObject({ storageTier: "hot", moveId: null });
    expect(await copiesOf(row.tenantId, file.id)).toEqual([`files ${row.storageKey}`]);
    expect(await bytesOf(row)).toEqual(file.content);
    await withSystem((tx) =>
      tx.update(processingRuns).set({ status: "failed" }).where(eq(processingRuns.fileId, file.id)),
    );
  });

  it("of a file that is deleted in between leaves no copy anywhere", async () => {
    const file = await storedFile(ctx);
    const { storageKey } = await rowOf(file.id);
    const deleted = interrupted(ctx, 2, async () => {
      await deleteFile(ctx, file.id);
      await objectStores().files.purge(storageKey);
    });
    expect(await archiveFile(deleted, file.id, GLACIER)).toMatchObject({
      status: "skipped",
      code: "file_deleted",
    });
    expect(await copiesOf(ctx.tenant.id, file.id)).toEqual([]);
  });

  it("refuses a hot copy that is damaged or missing, and does not touch it", async () => {
    const damaged = await storedFile(ctx, bytes(1000), { sha256: "0".repeat(64) });
    await expect(archiveFile(ctx, damaged.id, GLACIER)).rejects.toThrow(ChecksumMismatch);
    const missing = await storedFile(ctx);
    await objectStores().files.purge((await rowOf(missing.id)).storageKey);
    await expect(archiveFile(ctx, missing.id, GLACIER)).rejects.toThrow(ObjectNotFound);
    expect(await settleDead(ctx.tenant.id, missing.id)).toMatchObject({ outcome: "missing", removed: 0 });
    expect(await settleDead(ctx.tenant.id, damaged.id)).toMatchObject({ outcome: "missing", removed: 0 });
    const row = await rowOf(damaged.id);
    expect(await copiesOf(row.tenantId, row.id)).toContain(`files ${row.storageKey}`);
    for (const { id } of [damaged, missing]) await deleteFile(ctx, id);
  });
});

describe("claims", () => {
  it("shut out a process that comes back late: it neither commits nor deletes", async () => {
    const file = await storedFile(ctx);
    // It stands still before its commit for longer than the limit; another process settles, and archives anew.
    const late = interrupted(ctx, 2, async () => {
      await change(file.id, { movingSince: new Date(Date.now() - 16 * 60_000) });
      expect(await deadMoves()).toContainEqual({ tenantId: ctx.tenant.id, fileId: file.id });
      expect(await settleDead(ctx.tenant.id, file.id)).toMatchObject({ outcome: "settled", removed: 1 });
      expect(await archiveFile(ctx, file.id, GLACIER)).toMatchObject({ status: "archived" });
    });
    expect(await archiveFile(late, file.id, GLACIER)).toMatchObject({
      status: "skipped",
      code: "being_moved",
    });
    const row = await rowOf(file.id);
    expect(await copiesOf(row.tenantId, file.id)).toEqual([`archive ${row.archiveKey}`]);
    expect(await bytesOf(row)).toEqual(file.content);
    expect(await toldOf(file.id)).toMatchObject({
      "file.archived": 1,
      "file/archived": 1,
      "file.move_settled": 1,
    });
  });

  it("that live are left alone by the sweep and by other moves; a repeated step takes its own over", async () => {
    const file = await storedFile(ctx);
    const moveId = randomUUID();
    const dying = interrupted(ctx, 2, async () => {
      expect(await settleDead(ctx.tenant.id, file.id)).toBeNull();
      expect(await settleExtras(ctx.tenant.id, file.id)).toBeNull();
      expect(await archiveFile(ctx, file.id, GLACIER)).toMatchObject({ code: "being_moved" });
      expect(await archiveFile(ctx, file.id, { ...GLACIER, moveId })).toMatchObject({ status: "archived" });
    });
    expect(await archiveFile(dying, file.id, { ...GLACIER, moveId })).toMatchObject({ code: "being_moved" });
    expect(await bytesOf(await rowOf(file.id))).toEqual(file.content);
  });

  it("are renewed while a move works, and lost with the row", async () => {
    const file = await storedFile(ctx);
    const claim = randomUUID();
    await change(file.id, { moveId: claim, movingSince: new Date(0) });
    const beat = heartbeatOf(ctx, file.id, claim, 0);
    await beat();
    expect((await rowOf(file.id)).movingSince?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    await change(file.id, { moveId: randomUUID(), movingSince: new Date() });
    await expect(beat()).rejects.toThrow("another process");
  });
});
