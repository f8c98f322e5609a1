import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivalItems, archivalRuns } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { changeFile } from "#lib/files/change-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ArchiveByHand, archiveByHand } from "./archive-by-hand.ts";
import { archiveFile } from "./archive-file.ts";
import { ArchiveFiles, archiveFiles } from "./archive-files.ts";
import { failPart, finishOpenRuns } from "./finish-run.ts";
import { ListRuns, listRuns } from "./list-runs.ts";
import { ListOperatorRuns, listOperatorRuns, readOperatorRun } from "./operator-runs.ts";
import { readRun } from "./read-run.ts";
import { startRun } from "./start-run.ts";
import { type Fault, meddle } from "./test/meddle.ts";
import { bytesOf, copiesOf, metersOf, rowOf, storedFile, toldOf } from "./test/stored-file.ts";
import { workOffPart } from "./work-off-part.ts";

const DAY = 86_400_000;
const DEATH: Fault = { name: "death", when: "after", error: null };
let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

/** A stored file that is so many days old. */
function aged(days: number, values: Partial<typeof files.$inferInsert> = {}) {
  const at = new Date(Date.now() - days * DAY);
  const content = Buffer.alloc(100 + Math.floor(Math.random() * 900), "x");
  return storedFile(ctx, content, { createdAt: at, uploadedAt: at, processedAt: at, ...values });
}
async function started(asOf = new Date()): Promise<string> {
  const runId = await startRun({
    trigger: "operator",
    asOf,
    tenantId: ctx.tenant.id,
    requestedBy: "operator",
  });
  if (!runId) throw new Error("No run was started");
  return runId;
}
/** As the job does; only what it waits for is awaited here by a fraction. */
async function workOff(runId: string, options: Parameters<typeof workOffPart>[2] = {}): Promise<void> {
  for (let times = 0; times < 200; times++) {
    const { waitMs } = await workOffPart(ctx, runId, options);
    if (waitMs === null) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 50)));
  }
  throw new Error("The part does not end");
}
/** What a dead process held is free after a while: as if that had passed. */
async function aWhileLater(runId: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx.execute(sql`update archival_items set updated_at = updated_at - interval '2 minutes'
      where run_id = ${runId} and status = 'queued'`);
    await tx.execute(sql`update files set moving_since = moving_since - interval '2 minutes'
      where tenant_id = ${ctx.tenant.id} and moving_since > '1971-01-01'`);
  });
}
const itemsOf = (runId: string) =>
  withSystem((tx) => tx.select().from(archivalItems).where(eq(archivalItems.runId, runId)));
const runRow = async (id: string) =>
  (await withSystem((tx) => tx.select().from(archivalRuns).where(eq(archivalRuns.id, id))))[0];

describe("a run", () => {
  it("moves what is due, each file once, and tells what it did", async () => {
    const completed = await aged(400);
    const failed = await aged(100, { status: "failed" });
    const temporary = await aged(8, { temporary: true });
    const young = await aged(10);
    const runId = await started();
    expect(await itemsOf(runId)).toHaveLength(3);
    expect((await runRow(runId))?.status).toBe("running");
    await workOff(runId);
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
    const again = await started();
    expect(await itemsOf(again)).toEqual([]);
    expect((await runRow(again))?.status).toBe("completed");
  });

  it("takes days of logs along", async () => {
    const runId = await started(new Date(Date.now() + 40 * DAY));
    const [before] = await itemsOf(runId);
    // The organisation's log has nothing yet, so a file gives it something.
    expect(before).toBeUndefined();
    const file = await storedFile(ctx);
    await changeFile(ctx, file.id, { keep_hot: true });
    const second = await started(new Date(Date.now() + 40 * DAY));
    await workOff(second);
    expect(await readRun(ctx, second)).toMatchObject({
      status: "completed",
      classes: {
        logs: { matched: 1, archived: 1, bytes: expect.any(Number) },
        completed_files: { matched: 0 },
      },
    });
    expect((await readRun(ctx, second)).classes.logs.bytes).toBeGreaterThan(0);
  });

  it("is worked off by several processes, each file by one of them", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => aged(400)));
    const runId = await started();
    await Promise.all([workOff(runId), workOff(runId), workOff(runId)]);
    expect((await readRun(ctx, runId)).classes.completed_files).toMatchObject({ matched: 12, archived: 12 });
    for (const { id } of made)
      expect(await toldOf(id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
    expect((await itemsOf(runId)).map(({ attempts }) => attempts)).toEqual(Array(12).fill(1));
  });

  it("goes on after a kill at any line, and loses and repeats nothing", async () => {
    const { lines } = await meddle(ctx, -1, null, async (own) => {
      await aged(400);
      await workOffPart(own, await started(), { lanes: 1 });
    });
    expect(lines.length).toBeGreaterThan(10);
    // Dead after a line is dead before the next one.
    for (let at = 0; at < lines.length; at++) {
      const file = await aged(400);
      const runId = await started();
      await meddle(ctx, at, DEATH, (own) => workOffPart(own, runId, { lanes: 1 }));
      await aWhileLater(runId);
      await workOff(runId);
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

  it("tries a failed file again, stops no other for it, and leaves it hot with its reason in the end", async () => {
    const [good, flaky, bad] = [await aged(400), await aged(400), await aged(400)];
    const runId = await started();
    const tries = new Map<string, number>();
    const move: typeof archiveFile = async (own, id, wanted) => {
      const n = (tries.get(id) ?? 0) + 1;
      tries.set(id, n);
      if (id === bad.id || (id === flaky.id && n < 3))
        throw new StoreUnavailable("The object store does not answer. Try again.");
      return archiveFile(own, id, wanted);
    };
    await workOff(runId, { move, lanes: 1, retrySeconds: 0 });
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
          reason: expect.stringContaining("does not answer"),
          attempts: 3,
        },
      ],
    });
    expect((await readOperatorRun(runId)).reasons).toMatchObject([{ code: "store_unavailable", count: 1 }]);
    expect((await rowOf(bad.id)).storageTier).toBe("hot");
    const next = await started();
    await workOff(next);
    expect((await rowOf(bad.id)).storageTier).toBe("archived");
  });

  it("waits between the tries", async () => {
    await aged(400);
    const runId = await started();
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

  it("leaves what was pinned, held or deleted since it was chosen, and says so", async () => {
    const [pinned, held, deleted] = [await aged(400), await aged(400), await aged(400)];
    const runId = await started();
    await changeFile(ctx, pinned.id, { keep_hot: true });
    await changeFile(ctx, held.id, { legal_hold: true });
    await deleteFile(ctx, deleted.id);
    await workOff(runId);
    const { not_moved, classes } = await readRun(ctx, runId);
    expect(classes.completed_files).toMatchObject({ matched: 3, archived: 0, skipped: 3, failed: 0 });
    expect(Object.fromEntries(not_moved.map(({ id, code }) => [id, code]))).toEqual({
      [pinned.id]: "kept_hot",
      [held.id]: "legal_hold",
      [deleted.id]: "file_deleted",
    });
  });

  it("fills the archive up to its cap, and no further", async () => {
    const [a, b] = [await aged(400), await aged(400)];
    await withSystem((tx) =>
      tx
        .update(tenants)
        .set({ archiveQuota: Math.max(a.content.length, b.content.length) })
        .where(eq(tenants.id, ctx.tenant.id)),
    );
    const runId = await started();
    await workOff(runId);
    const { classes, not_moved } = await readRun(ctx, runId);
    expect(classes.completed_files).toMatchObject({ archived: 1, skipped: 1 });
    expect(not_moved).toMatchObject([{ code: "archive_full", reason: expect.stringContaining("upgrade") }]);
  });

  it("whose job gave up ends as failed, with what is left hot", async () => {
    const file = await aged(400);
    const runId = await started();
    await failPart(ctx, runId);
    expect(await readRun(ctx, runId)).toMatchObject({
      status: "failed",
      classes: { completed_files: { failed: 1 } },
      not_moved: [{ id: file.id, code: "run_failed" }],
    });
    expect((await runRow(runId))?.status).toBe("failed");
    // The job's last words change nothing any more.
    await workOff(runId);
    expect((await rowOf(file.id)).storageTier).toBe("hot");
  });

  it("ends when its last organisation is gone", async () => {
    await aged(400);
    const runId = await started();
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

describe("by hand", () => {
  const chosen = (...ids: string[]) => archiveByHand(ctx, ArchiveByHand.parse({ file_ids: ids }));
  const askedOfJobs = (runId: string) =>
    withSystem((tx) =>
      tx.$count(
        outbox,
        sql`${outbox.name} = 'archival/run.requested' and ${outbox.data} ->> 'run_id' = ${runId}`,
      ),
    );

  it("moves hot files of any age, pinned ones too; never held ones, and says why", async () => {
    const [young, pinned, held] = [
      await aged(0),
      await aged(0, { keepHot: true, status: "failed" }),
      await aged(0, { legalHold: true }),
    ];
    const pending = await storedFile(ctx, Buffer.from("x"), { status: "processing" });
    const run = await chosen(young.id, pinned.id, held.id, pending.id);
    expect(run).toMatchObject({ trigger: "member", status: "running" });
    expect(await askedOfJobs(run.run_id)).toBe(1);
    await workOff(run.run_id);
    expect((await rowOf(young.id)).storageClass).toBe("GLACIER");
    expect((await rowOf(pinned.id)).storageClass).toBe("STANDARD_IA");
    expect((await rowOf(held.id)).storageTier).toBe("hot");
    const { not_moved, status } = await readRun(ctx, run.run_id);
    expect(status).toBe("completed");
    expect(Object.fromEntries(not_moved.map(({ id, code }) => [id, code]))).toEqual({
      [held.id]: "legal_hold",
      [pending.id]: "processing",
    });
    // All of them cannot be moved: the run is over at once, and nothing is asked of a job.
    const idle = await chosen(young.id, held.id);
    expect(idle).toMatchObject({ status: "completed", not_moved: [{}, {}] });
    expect(await askedOfJobs(idle.run_id)).toBe(0);
    const list = await listRuns(ctx, ListRuns.parse({ limit: "1" }));
    expect(list.items).toHaveLength(1);
    const rest = new URL(list.next ?? "", "http://x").searchParams;
    expect((await listRuns(ctx, ListRuns.parse(Object.fromEntries(rest)))).items).toMatchObject([
      { run_id: run.run_id, classes: { completed_files: { archived: 1 } } },
    ]);
  });

  it("is refused whole where a file is not there, another's included, and to all but admins", async () => {
    const mine = await aged(0);
    await expect(chosen(mine.id, randomUUID())).rejects.toMatchObject({ code: "file_not_found" });
    const own = ctx;
    ctx = await systemCtx((await makeTenant()).id);
    const theirs = await aged(0);
    ctx = own;
    await expect(chosen(mine.id, theirs.id)).rejects.toMatchObject({ code: "file_not_found" });
    ctx = { ...own, principal: { kind: "api_key", keyId: randomUUID(), role: "editor" } };
    await expect(chosen(mine.id)).rejects.toMatchObject({ code: "role_required" });
    expect((await listRuns(own, ListRuns.parse({}))).items).toEqual([]);
  });

  it("a run is its organisation's alone", async () => {
    const { run_id } = await chosen((await aged(0)).id);
    const other = await systemCtx((await makeTenant()).id);
    await expect(readRun(other, run_id)).rejects.toMatchObject({ code: "archival_run_not_found" });
    expect((await listRuns(other, ListRuns.parse({}))).items).toEqual([]);
    await expect(readOperatorRun(run_id)).rejects.toMatchObject({ code: "archival_run_not_found" });
  });
});

describe("an operator's request", () => {
  const ask = (input: object, seconds: number) =>
    archiveFiles(ArchiveFiles.parse({ tenant: ctx.tenant.slug, ...input }), undefined, seconds);
  const inAYear = { as_of: new Date(Date.now() + 366 * DAY).toISOString() };

  it("counts in a dry run and does nothing", async () => {
    const file = await aged(0);
    expect(await ask({ ...inAYear, dry_run: true }, 0)).toMatchObject({
      run_id: null,
      status: "completed",
      classes: { completed_files: { matched: 1, archived: 0, bytes: file.content.length } },
    });
    expect((await ask({ dry_run: true }, 0)).classes.completed_files.matched).toBe(0);
    expect(await ask({}, 0)).toMatchObject({
      status: "completed",
      classes: { completed_files: { matched: 0 } },
    });
  });

  it("as of another day, is answered when it is done, or says that it goes on", async () => {
    await aged(0);
    const late = await ask(inAYear, 0);
    expect(late).toMatchObject({
      status: "running",
      classes: { completed_files: { matched: 1, queued: 1 } },
    });
    await workOff(late.run_id ?? "");
    await aged(0);
    const answer = ask(inAYear, 20);
    const look = () =>
      withSystem((tx) =>
        tx
          .select()
          .from(archivalItems)
          .where(sql`tenant_id = ${ctx.tenant.id} and status = 'queued' and class <> 'logs'`),
      );
    let queued = await look();
    while (queued.length === 0) queued = await look();
    await workOff(queued[0]?.runId ?? "");
    expect(await answer).toMatchObject({
      status: "completed",
      classes: { completed_files: { matched: 1, archived: 1, failed: 0 } },
    });
  });

  it("is refused for an organisation that is not there, or a moment that is none", async () => {
    await expect(ask({ tenant: "nobody-there" }, 0)).rejects.toMatchObject({ code: "tenant_not_found" });
    expect((await ask({ tenant: ctx.tenant.id, dry_run: true }, 0)).status).toBe("completed");
    for (const as_of of ["yesterday", "2026-13-01", "2026-11-28T25:00:00Z"])
      expect(ArchiveFiles.safeParse({ as_of }).success).toBe(false);
  });
});
