import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { objectStores } from "#lib/storage/index.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { moveStorage } from "#lib/usage/move-storage.ts";
import { archiveFile } from "./archive-file.ts";
import { failPart } from "./finish-run.ts";
import { readOperatorRun } from "./operator-runs.ts";
import { readRun } from "./read-run.ts";
import { agedFile, itemsOf, runRow, startedRun, workOff } from "./test/runs.ts";
import { metersOf, rowOf } from "./test/stored-file.ts";
import { workOffPart } from "./work-off-part.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

describe("a run", () => {
  it("tries a failed file again, stops no other for it, and leaves it hot with its reason in the end", async () => {
    const [good, flaky, bad] = [await agedFile(ctx, 400), await agedFile(ctx, 400), await agedFile(ctx, 400)];
    const runId = await startedRun(ctx);
    const tries = new Map<string, number>();
    const move: typeof archiveFile = async (own, id, wanted) => {
      const n = (tries.get(id) ?? 0) + 1;
      tries.set(id, n);
      if (id === bad.id || (id === flaky.id && n < 3))
        throw new StoreUnavailable("The object store does not answer. Try again.");
      return archiveFile(own, id, wanted);
    };
    await workOff(ctx, runId, { move, lanes: 1, retrySeconds: 0 });
    expect([good, flaky, bad].map(({ id }) => tries.get(id))).toEqual([1, 3, 3]);
    const run = await readRun(ctx, runId);
    expect(run.classes.completed_files).toMatchObject({ matched: 3, archived: 2, failed: 1 });
    expect(run).toMatchObject({
      status: "completed",
      not_moved: [
        {
          id: bad.id,
          status: "failed",
          code: "store_unavailable",
          reason: expect.stringContaining("did not answer"),
          attempts: 3,
        },
      ],
    });
    expect((await readOperatorRun(runId)).reasons).toMatchObject([{ code: "store_unavailable", count: 1 }]);
    expect((await rowOf(bad.id)).storageTier).toBe("hot");
    const next = await startedRun(ctx);
    await workOff(ctx, next);
    expect((await rowOf(bad.id)).storageTier).toBe("archived");
  });

  it("tells in plain words of what went wrong on our side", async () => {
    const file = await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    const move = () => Promise.reject(new Error("password authentication failed for user cai_app"));
    await workOff(ctx, runId, { move, lanes: 1, retrySeconds: 0 });
    const { not_moved } = await readRun(ctx, runId);
    expect(not_moved).toMatchObject([
      { id: file.id, code: "internal_error", reason: expect.stringContaining("tell support") },
    ]);
    expect(JSON.stringify([not_moved, await readOperatorRun(runId)])).not.toContain("cai_app");
  });

  it("moves a file once, also where it came back before its process could say that it had moved it", async () => {
    const file = await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    const hot = await rowOf(file.id);
    const died: typeof archiveFile = async (...args) => {
      await archiveFile(...args);
      throw new StoreUnavailable("died");
    };
    await workOffPart(ctx, runId, { move: died, lanes: 1, retrySeconds: 30 });
    expect((await rowOf(file.id)).storageTier).toBe("archived");
    await withSystem(async (tx) => {
      await objectStores().files.putStream(hot.storageKey, Readable.from([file.content]), {
        contentType: "application/octet-stream",
      });
      await tx
        .update(files)
        .set({ storageTier: "hot", storageClass: "STANDARD", archiveKey: null, archivedAt: null })
        .where(eq(files.id, file.id));
      await moveStorage(tx, {
        tenantId: ctx.tenant.id,
        fileId: file.id,
        moveId: randomUUID(),
        bytes: file.content.length,
        to: "hot",
      });
    });
    await workOff(ctx, runId, { lanes: 1, retrySeconds: 0 });
    expect((await readRun(ctx, runId)).classes.completed_files).toMatchObject({ archived: 1, failed: 0 });
    expect((await rowOf(file.id)).storageTier).toBe("hot");
    expect(await metersOf(ctx.tenant.id)).toEqual({ hot: file.content.length, archived: 0 });
  });

  it("waits between the tries", async () => {
    await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    const move = () => Promise.reject(new StoreUnavailable("no"));
    const first = await workOffPart(ctx, runId, { move, retrySeconds: 30 });
    expect(first.waitMs).toBeGreaterThan(25_000);
    expect(first.waitMs).toBeLessThanOrEqual(30_000);
    expect(await itemsOf(runId)).toMatchObject([
      { status: "queued", attempts: 1, reasonCode: "store_unavailable" },
    ]);
    await workOffPart(ctx, runId, { move, retrySeconds: 30 });
    expect(await itemsOf(runId)).toMatchObject([{ attempts: 1 }]);
  });

  it("whose job gave up ends as failed, with what is left hot", async () => {
    const file = await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    await failPart(ctx, runId);
    expect(await readRun(ctx, runId)).toMatchObject({
      status: "failed",
      classes: { completed_files: { failed: 1 } },
      not_moved: [{ id: file.id, code: "run_failed" }],
    });
    expect((await runRow(runId))?.status).toBe("failed");
    // The job's last words change nothing any more.
    await workOff(ctx, runId);
    expect((await rowOf(file.id)).storageTier).toBe("hot");
  });
});
