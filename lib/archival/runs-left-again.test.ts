import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ListOperatorRuns, listOperatorRuns, readOperatorRun } from "./operator-runs.ts";
import { readRun } from "./read-run.ts";
import { agedFile, codesOf, itemsOf, startedRun, workOff } from "./test/runs.ts";
import { rowOf } from "./test/stored-file.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

const setQuota = (archiveQuota: number) =>
  withSystem((tx) => tx.update(tenants).set({ archiveQuota }).where(eq(tenants.id, ctx.tenant.id)));
const night = async () => {
  const runId = await startedRun(ctx);
  await workOff(ctx, runId);
  return runId;
};

it("a file that a full archive keeps out is written down once, and counted every night until there is room", async () => {
  await setQuota(0);
  const [first, second] = [await agedFile(ctx, 400), await agedFile(ctx, 400)];
  const left = { matched: 2, archived: 0, skipped: 2, failed: 0, queued: 0 };
  const one = await night();
  expect(await itemsOf(one)).toHaveLength(2);
  for (let n = 0; n < 3; n++) {
    const again = await night();
    expect(await itemsOf(again)).toEqual([]);
    const run = await readRun(ctx, again);
    expect(run).toMatchObject({ status: "completed", classes: { completed_files: left } });
    expect(codesOf(run.not_moved)).toEqual({ [first.id]: "archive_full", [second.id]: "archive_full" });
    expect(await readOperatorRun(again)).toMatchObject({
      classes: { completed_files: left },
      by_tenant: [{ classes: { completed_files: left } }],
      reasons: [{ code: "left_again", status: "skipped", count: 2 }],
    });
    expect((await listOperatorRuns(ListOperatorRuns.parse({}))).items).toContainEqual(
      expect.objectContaining({
        run_id: again,
        classes: expect.objectContaining({ completed_files: { ...left, bytes: 0 } }),
      }),
    );
  }
  await setQuota(10_000);
  const roomy = await night();
  expect((await readRun(ctx, roomy)).classes.completed_files).toMatchObject({ matched: 2, archived: 2 });
  expect((await rowOf(first.id)).storageTier).toBe("archived");
});

it("a new file has its item beside those that are left again", async () => {
  await setQuota(0);
  const old = await agedFile(ctx, 400);
  await night();
  const fresh = await agedFile(ctx, 100, { status: "failed" });
  const runId = await night();
  expect((await itemsOf(runId)).map(({ subjectId }) => subjectId)).toEqual([fresh.id]);
  const run = await readRun(ctx, runId);
  expect(run.classes).toMatchObject({ completed_files: { skipped: 1 }, failed_files: { skipped: 1 } });
  expect(Object.keys(codesOf(run.not_moved)).sort()).toEqual([old.id, fresh.id].sort());
});

it("a file without a checksum is left until it has one; what failed is tried every night", async () => {
  const bare = await agedFile(ctx, 400, { sha256: null });
  const failing = await agedFile(ctx, 400);
  const move = () => Promise.reject(new Error("no"));
  const one = await startedRun(ctx);
  await workOff(ctx, one, { move, lanes: 1, retrySeconds: 0 });
  await withSystem((tx) =>
    tx.execute(
      sql`update archival_items set status = 'skipped', reason_code = 'no_checksum' where run_id = ${one} and subject_id = ${bare.id}`,
    ),
  );
  const two = await startedRun(ctx);
  expect((await itemsOf(two)).map(({ subjectId }) => subjectId)).toEqual([failing.id]);
  await withSystem((tx) =>
    tx
      .update(files)
      .set({ sha256: "0".repeat(64) })
      .where(eq(files.id, bare.id)),
  );
  expect((await itemsOf(await startedRun(ctx))).map(({ subjectId }) => subjectId).sort()).toEqual(
    [bare.id, failing.id].sort(),
  );
});
