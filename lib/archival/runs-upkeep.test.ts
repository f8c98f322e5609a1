import "#lib/jobs/test/own-database.ts";

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivalItems, archivalRuns, archivalTenantRuns } from "#db/schema/archival.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { countArchived } from "./count-archived.ts";
import { ListRuns, listRuns } from "./list-runs.ts";
import { readOperatorRun } from "./operator-runs.ts";
import { ITEM_DAYS, pruneRuns, RUN_DAYS } from "./prune-runs.ts";
import { readRun } from "./read-run.ts";
import { agedFile, DAY, itemsOf, runRow, startedRun, workOff } from "./test/runs.ts";
import { workOffPart } from "./work-off-part.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

/** As if these runs had been so many days ago. */
const shift = (runId: string, days: number) =>
  withSystem(async (tx) => {
    for (const table of [archivalRuns, archivalTenantRuns])
      await tx.execute(sql`update ${table} set started_at = started_at - ${days} * interval '1 day',
        finished_at = finished_at - ${days} * interval '1 day' where ${table === archivalRuns ? archivalRuns.id : archivalTenantRuns.runId} = ${runId}`);
  });
/** A run of one file that moves, one that the archive has no room for, and one that fails. */
async function mixedRun(): Promise<string> {
  const small = await agedFile(ctx, 400);
  const large = await agedFile(ctx, 400, { size: 10_000_000 });
  const failing = await agedFile(ctx, 100, { status: "failed" });
  await withSystem((tx) =>
    tx.update(tenants).set({ archiveQuota: small.content.length }).where(eq(tenants.id, ctx.tenant.id)),
  );
  const runId = await startedRun(ctx);
  await workOff(ctx, runId, {
    retrySeconds: 0,
    lanes: 1,
    move: (own, id, wanted) =>
      id === failing.id ? Promise.reject(new Error("no")) : archiveFile(own, id, wanted),
  });
  expect((await itemsOf(runId)).map(({ subjectId, status }) => [subjectId, status]).sort()).toEqual(
    [
      [small.id, "archived"],
      [large.id, "skipped"],
      [failing.id, "failed"],
    ].sort(),
  );
  return runId;
}
let clock = 0;
/** What Prometheus is told, by class and status; each look is a fresh one. */
async function counter(): Promise<Record<string, number>> {
  clock += 60_000;
  const counts = await countArchived(performance.now() + clock);
  return Object.fromEntries(counts.map((count) => [`${count.class} ${count.status}`, count.n]));
}

describe("old runs", () => {
  it("keep their counts and their failures when their items go, and go themselves much later", async () => {
    const runId = await mixedRun();
    const young = await startedRun(ctx);
    await workOff(ctx, young);
    const [run, all] = [await readRun(ctx, runId), await readOperatorRun(runId)];
    await shift(runId, ITEM_DAYS - 1);
    await pruneRuns();
    expect(await itemsOf(runId)).toHaveLength(3);
    await shift(runId, 2);
    expect(await pruneRuns()).toEqual({ pruned: 1, parts: 0, runs: 0 });
    expect(await itemsOf(runId)).toMatchObject([{ status: "failed" }]);
    const pruned = await readRun(ctx, runId);
    expect(pruned).toMatchObject({ pruned: true, classes: run.classes, not_moved: [{ status: "failed" }] });
    const later = await readOperatorRun(runId);
    expect(later).toMatchObject({
      classes: all.classes,
      by_tenant: all.by_tenant,
      reasons: [{ status: "failed" }],
    });
    expect((await listRuns(ctx, ListRuns.parse({}))).items).toContainEqual(
      expect.objectContaining({ run_id: runId, classes: run.classes }),
    );
    expect(await itemsOf(young)).toHaveLength(1);

    await shift(runId, RUN_DAYS - ITEM_DAYS);
    expect(await pruneRuns()).toEqual({ pruned: 0, parts: 1, runs: 1 });
    expect(await runRow(runId)).toBeUndefined();
    expect(await itemsOf(runId)).toEqual([]);
    await expect(readRun(ctx, runId)).rejects.toMatchObject({ code: "archival_run_not_found" });
    expect((await readRun(ctx, young)).not_moved).toHaveLength(1);
  });

  it("that are not over stay, whatever their age", async () => {
    await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    await shift(runId, 1000);
    await pruneRuns();
    expect(await itemsOf(runId)).toHaveLength(1);
    expect((await runRow(runId))?.status).toBe("running");
  });

  it("are many: they go in batches", async () => {
    await withSystem((tx) =>
      tx.insert(archivalTenantRuns).values(
        Array.from({ length: 45 }, () => ({
          tenantId: ctx.tenant.id,
          runId: crypto.randomUUID(),
          trigger: "member" as const,
          asOf: new Date(),
          status: "completed" as const,
          finishedAt: new Date(Date.now() - (RUN_DAYS + 1) * DAY),
        })),
      ),
    );
    expect(await pruneRuns()).toEqual({ pruned: 45, parts: 45, runs: 0 });
  });
});

describe("the counter of all runs", () => {
  it("grows while they run, and never goes down when they are pruned, deleted, or gone with their organisation", async () => {
    const start = await counter();
    const grown = (by: Record<string, number>) =>
      Object.fromEntries(Object.entries(start).map(([key, n]) => [key, n + (by[key] ?? 0)]));
    const runId = await mixedRun();
    const mixed = { "completed_files archived": 1, "completed_files skipped": 1, "failed_files failed": 1 };
    expect(await counter()).toEqual(grown(mixed));
    await pruneRuns();
    await pruneRuns();
    expect(await counter()).toEqual(grown(mixed));
    await shift(runId, RUN_DAYS + 1);
    await pruneRuns();
    expect(await runRow(runId)).toBeUndefined();
    expect(await counter()).toEqual(grown(mixed));

    // Half done, and another one that has ended since the last night: both go with their organisation.
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ archiveQuota: 10 ** 9 })
        .where(eq(tenants.id, ctx.tenant.id)),
    );
    const two = [await agedFile(ctx, 400), await agedFile(ctx, 400)];
    const half = await startedRun(ctx);
    const only: Parameters<typeof workOffPart>[2] = {
      retrySeconds: 3600,
      lanes: 1,
      move: (_, id) =>
        id === two[0]?.id
          ? Promise.resolve({ status: "archived", bytes: 1 })
          : Promise.reject(new Error("no")),
    };
    await workOffPart(ctx, half, only);
    const done = grown({ ...mixed, "completed_files archived": 2 });
    const before = await counter();
    for (const key of Object.keys(done)) expect(before[key], key).toBeGreaterThanOrEqual(done[key] ?? 0);
    await deleteTenant({ slug: ctx.tenant.slug, confirmed: true });
    const left = await withSystem((tx) =>
      tx.$count(archivalItems, eq(archivalItems.tenantId, ctx.tenant.id)),
    );
    expect(left).toBe(0);
    expect(await counter()).toEqual(before);
  });

  it("is right while parts are added to the totals by several at once", async () => {
    const start = await counter();
    await mixedRun();
    await Promise.all([pruneRuns(), pruneRuns(), pruneRuns()]);
    const now = await counter();
    expect(Object.values(now).reduce((sum, n) => sum + n, 0)).toBe(
      Object.values(start).reduce((sum, n) => sum + n, 0) + 3,
    );
  });
});

it("a run's counts alone are given to who asks for no more", async () => {
  const runId = await mixedRun();
  const { not_moved, ...state } = await readRun(ctx, runId);
  expect(not_moved).toHaveLength(2);
  expect(await readRun(ctx, runId, { details: false })).toEqual(state);
  const { by_tenant, reasons, ...all } = await readOperatorRun(runId);
  expect([by_tenant?.length, reasons?.length]).toEqual([1, 2]);
  expect(await readOperatorRun(runId, { details: false })).toEqual(all);
});
