import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ArchiveByHand, archiveByHand } from "./archive-by-hand.ts";
import { ListRuns, listRuns } from "./list-runs.ts";
import { readOperatorRun } from "./operator-runs.ts";
import { readRun } from "./read-run.ts";
import { agedFile, codesOf, startedRun, workOff } from "./test/runs.ts";
import { metersOf, rowOf, storedFile, toldOf } from "./test/stored-file.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

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
      await agedFile(ctx, 0),
      await agedFile(ctx, 0, { keepHot: true, status: "failed" }),
      await agedFile(ctx, 0, { legalHold: true }),
    ];
    const pending = await storedFile(ctx, Buffer.from("x"), { status: "processing" });
    const run = await chosen(young.id, pinned.id, held.id, pending.id);
    expect(run).toMatchObject({ trigger: "member", status: "running" });
    expect(await askedOfJobs(run.run_id)).toBe(1);
    await workOff(ctx, run.run_id);
    expect((await rowOf(young.id)).storageClass).toBe("GLACIER");
    expect((await rowOf(pinned.id)).storageClass).toBe("STANDARD_IA");
    expect((await rowOf(held.id)).storageTier).toBe("hot");
    const { not_moved, status } = await readRun(ctx, run.run_id);
    expect(status).toBe("completed");
    expect(codesOf(not_moved)).toEqual({
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

  it("and the night's run at once: one of them moves the file, the other says that it is there", async () => {
    const file = await agedFile(ctx, 400);
    const night = await startedRun(ctx);
    const { run_id: byHand } = await chosen(file.id);
    const one = { lanes: 1, retrySeconds: 0 };
    await Promise.all([workOff(ctx, night, one), workOff(ctx, byHand, one)]);
    const runs = [await readRun(ctx, night), await readRun(ctx, byHand)];
    expect(runs.map(({ classes }) => classes.completed_files.archived).sort()).toEqual([0, 1]);
    expect(runs.flatMap(({ not_moved = [] }) => not_moved)).toMatchObject([
      { id: file.id, status: "skipped", code: "already_archived" },
    ]);
    expect(await toldOf(file.id)).toMatchObject({ "file.archived": 1, "file/archived": 1 });
    expect(await metersOf(ctx.tenant.id)).toEqual({ hot: 0, archived: file.content.length });
  });

  it("is refused whole where a file is not there, another's included, and to all but admins", async () => {
    const mine = await agedFile(ctx, 0);
    await expect(chosen(mine.id, randomUUID())).rejects.toMatchObject({ code: "file_not_found" });
    const own = ctx;
    ctx = await systemCtx((await makeTenant()).id);
    const theirs = await agedFile(ctx, 0);
    ctx = own;
    await expect(chosen(mine.id, theirs.id)).rejects.toMatchObject({ code: "file_not_found" });
    ctx = { ...own, principal: { kind: "api_key", keyId: randomUUID(), role: "editor" } };
    await expect(chosen(mine.id)).rejects.toMatchObject({ code: "role_required" });
    expect((await listRuns(own, ListRuns.parse({}))).items).toEqual([]);
  });

  it("a run is its organisation's alone", async () => {
    const { run_id } = await chosen((await agedFile(ctx, 0)).id);
    const other = await systemCtx((await makeTenant()).id);
    await expect(readRun(other, run_id)).rejects.toMatchObject({ code: "archival_run_not_found" });
    expect((await listRuns(other, ListRuns.parse({}))).items).toEqual([]);
    await expect(readOperatorRun(run_id)).rejects.toMatchObject({ code: "archival_run_not_found" });
  });
});
