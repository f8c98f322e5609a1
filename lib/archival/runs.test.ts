import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivalRuns } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { changeFile } from "#lib/files/change-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { currentTraceId, inSpan } from "#lib/observability/tracing/span.ts";
import { traced } from "#lib/observability/tracing/testing/traced.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { finishOpenRuns } from "./finish-run.ts";
import { ListOperatorRuns, listOperatorRuns, readOperatorRun } from "./operator-runs.ts";
import { readRun } from "./read-run.ts";
import { startRun } from "./start-run.ts";
import { type Fault, meddle } from "./test/meddle.ts";
import { agedFile, aWhileLater, codesOf, itemsOf, runRow, startedRun, workOff } from "./test/runs.ts";
import { bytesOf, copiesOf, metersOf, rowOf, toldOf } from "./test/stored-file.ts";
import { workOffPart } from "./work-off-part.ts";

const DEATH: Fault = { name: "death", when: "after", error: null };
let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

describe("a run", () => {
  it("links what it sets off to the trace that began it", async () => {
    await agedFile(ctx, 400);
    let here: string | null = null;
    let runId = "";
    await traced(() =>
      inSpan("job nightly", {}, async () => {
        here = currentTraceId();
        runId = await startedRun(ctx);
      }),
    );
    const events = await withSystem((tx) =>
      tx.execute<{ traceparent: string | null }>(
        sql`select traceparent from outbox where name = 'archival/run.requested' and data->>'run_id' = ${runId}`,
      ),
    );
    expect(here).toMatch(/^[0-9a-f]{32}$/);
    expect(events.map(({ traceparent }) => traceparent)).toEqual([
      expect.stringMatching(`^link:00-${here}-[0-9a-f]{16}-01$`),
    ]);
  });

  it("moves what is due, each file once, and tells what it did", async () => {
    const completed = await agedFile(ctx, 400);
    const failed = await agedFile(ctx, 100, { status: "failed" });
    const temporary = await agedFile(ctx, 8, { temporary: true });
    const young = await agedFile(ctx, 10);
    const runId = await startedRun(ctx);
    expect(await itemsOf(runId)).toHaveLength(3);
    expect((await runRow(runId))?.status).toBe("running");
    await workOff(ctx, runId);
    const bytes = [completed, failed, temporary].map(({ content }) => content.length);
    const figures = (n: number) => ({
      matched: 1,
      archived: 1,
      skipped: 0,
      failed: 0,
      queued: 0,
      bytes: bytes[n],
    });
    const classes = {
      completed_files: figures(0),
      failed_files: figures(1),
      temporary_files: figures(2),
      logs: { matched: 0 },
    };
    expect(await readRun(ctx, runId)).toMatchObject({
      trigger: "operator",
      status: "completed",
      requested_by: null,
      classes,
      not_moved: [],
    });
    expect(await readOperatorRun(runId)).toMatchObject({
      status: "completed",
      tenants: 1,
      classes,
      by_tenant: [{ tenant: { slug: ctx.tenant.slug }, status: "completed", classes }],
      reasons: [],
    });
    expect((await listOperatorRuns(ListOperatorRuns.parse({}))).items).toContainEqual(
      expect.objectContaining({ run_id: runId, tenant: { id: ctx.tenant.id, slug: ctx.tenant.slug } }),
    );
    for (const [file, storageClass] of [
      [completed, "GLACIER"],
      [failed, "STANDARD_IA"],
      [temporary, "GLACIER"],
    ] as const) {
      const row = await rowOf(file.id);
      expect(row).toMatchObject({ storageTier: "archived", storageClass, moveId: null });
      expect(await bytesOf(row)).toEqual(file.content);
      expect(await copiesOf(ctx.tenant.id, file.id)).toEqual([`archive ${row.archiveKey}`]);
      expect(await toldOf(file.id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
    }
    expect((await rowOf(young.id)).storageTier).toBe("hot");
    expect(await metersOf(ctx.tenant.id)).toEqual({
      hot: young.content.length,
      archived: bytes.reduce((sum, n) => sum + n, 0),
    });
    const [told] = await withSystem((tx) =>
      tx.execute<{ detail: unknown }>(
        sql`select detail from audit_logs where tenant_id = ${ctx.tenant.id} and action = 'archival.run_finished'`,
      ),
    );
    expect(told?.detail).toMatchObject({ status: "completed", completed_files: { archived: 1 } });
    // Nothing is left for another one.
    const again = await startedRun(ctx);
    expect(await itemsOf(again)).toEqual([]);
    expect((await runRow(again))?.status).toBe("completed");
  });

  it("is worked off by several processes, each file by one of them", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => agedFile(ctx, 400)));
    const runId = await startedRun(ctx);
    await Promise.all([workOff(ctx, runId), workOff(ctx, runId), workOff(ctx, runId)]);
    expect((await readRun(ctx, runId)).classes.completed_files).toMatchObject({ matched: 12, archived: 12 });
    for (const { id } of made)
      expect(await toldOf(id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
    expect((await itemsOf(runId)).map(({ attempts }) => attempts)).toEqual(Array(12).fill(1));
  });

  it("goes on after a kill at any line, and loses and repeats nothing", async () => {
    const { lines } = await meddle(ctx, -1, null, async (own) => {
      await agedFile(ctx, 400);
      await workOffPart(own, await startedRun(ctx), { lanes: 1 });
    });
    expect(lines.length).toBeGreaterThan(10);
    // Dead after a line is dead before the next one.
    for (let at = 0; at < lines.length; at++) {
      const file = await agedFile(ctx, 400);
      const runId = await startedRun(ctx);
      await meddle(ctx, at, DEATH, (own) => workOffPart(own, runId, { lanes: 1 }));
      await aWhileLater(ctx, runId);
      await workOff(ctx, runId);
      const what = `dead after ${lines[at]} (${at})`;
      expect((await readRun(ctx, runId)).classes.completed_files, what).toMatchObject({
        matched: 1,
        archived: 1,
        bytes: file.content.length,
      });
      expect(await toldOf(file.id), what).toMatchObject({ "file.archived": 1, "file/archived": 1 });
      expect((await runRow(runId))?.status, what).toBe("completed");
    }
  }, 120_000);

  it("leaves what was pinned, held or deleted since it was chosen, and says so", async () => {
    const [pinned, held, deleted] = [
      await agedFile(ctx, 400),
      await agedFile(ctx, 400),
      await agedFile(ctx, 400),
    ];
    const runId = await startedRun(ctx);
    await changeFile(ctx, pinned.id, { keep_hot: true });
    await changeFile(ctx, held.id, { legal_hold: true });
    await deleteFile(ctx, deleted.id);
    await workOff(ctx, runId);
    const { not_moved, classes } = await readRun(ctx, runId);
    expect(classes.completed_files).toMatchObject({ matched: 3, archived: 0, skipped: 3, failed: 0 });
    expect(codesOf(not_moved)).toEqual({
      [pinned.id]: "kept_hot",
      [held.id]: "legal_hold",
      [deleted.id]: "file_deleted",
    });
  });

  it("fills the archive up to its cap, and no further", async () => {
    const [a, b] = [await agedFile(ctx, 400), await agedFile(ctx, 400)];
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ archiveQuota: Math.max(a.content.length, b.content.length) })
        .where(eq(tenants.id, ctx.tenant.id)),
    );
    const runId = await startedRun(ctx);
    await workOff(ctx, runId);
    const { classes, not_moved } = await readRun(ctx, runId);
    expect(classes.completed_files).toMatchObject({ archived: 1, skipped: 1 });
    expect(not_moved).toMatchObject([{ code: "archive_full", reason: expect.stringContaining("upgrade") }]);
  });

  it("ends when its last organisation is gone", async () => {
    await agedFile(ctx, 400);
    const runId = await startedRun(ctx);
    await withSystem((tx) => tx.delete(files).where(eq(files.tenantId, ctx.tenant.id)));
    await withSystem((tx) =>
      tx.update(archivalRuns).set({ onlyTenantId: null }).where(eq(archivalRuns.id, runId)),
    );
    await withSystem((tx) => tx.delete(tenants).where(eq(tenants.id, ctx.tenant.id)));
    await finishOpenRuns();
    expect((await runRow(runId))?.status).toBe("completed");
  });
});

it("a night has one run, however many notice the hour", async () => {
  const night = {
    trigger: "nightly" as const,
    asOf: new Date(Date.UTC(1990, 0, 1 + Math.random() * 1000, 2)),
  };
  const all = await Promise.all(
    Array.from({ length: 4 }, () => startRun({ ...night, tenantId: ctx.tenant.id, requestedBy: "system" })),
  );
  expect(all.filter((id) => id !== null)).toHaveLength(1);
});
