import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { changeFile } from "#lib/files/change-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { readRun } from "./read-run.ts";
import { MOST_STARTS } from "./take-item.ts";
import { agedFile, DAY, itemsOf, startedRun, workOff } from "./test/runs.ts";
import { rowOf, storedFile } from "./test/stored-file.ts";
import { workOffPart } from "./work-off-part.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

describe("a run", () => {
  it("takes days of logs along", async () => {
    const runId = await startedRun(ctx, new Date(Date.now() + 40 * DAY));
    const [before] = await itemsOf(runId);
    // The organisation's log has nothing yet, so a file gives it something.
    expect(before).toBeUndefined();
    const file = await storedFile(ctx);
    await changeFile(ctx, file.id, { keep_hot: true });
    const second = await startedRun(ctx, new Date(Date.now() + 40 * DAY));
    await workOff(ctx, second);
    expect(await readRun(ctx, second)).toMatchObject({
      status: "completed",
      classes: {
        logs: { matched: 1, archived: 1, bytes: expect.any(Number) },
        completed_files: { matched: 0 },
      },
    });
    expect((await readRun(ctx, second)).classes.logs.bytes).toBeGreaterThan(0);
  });

  it("moves its files where the logs cannot be archived at all, and gives these up with their reason", async () => {
    const file = await agedFile(ctx, 400);
    await changeFile(ctx, (await storedFile(ctx)).id, { keep_hot: true });
    const runId = await startedRun(ctx, new Date(Date.now() + 40 * DAY));
    const tries: number[] = [];
    const archiveDays = () => {
      tries.push(Date.now());
      return Promise.reject(new Error('relation "audit_logs" is away'));
    };
    const first = await workOffPart(ctx, runId, { archiveDays, retrySeconds: 30 });
    expect(first.waitMs).toBeGreaterThan(0);
    expect((await rowOf(file.id)).storageTier).toBe("archived");
    await sooner(runId);
    await workOff(ctx, runId, { archiveDays, retrySeconds: 0 });
    expect(tries).toHaveLength(3);
    const run = await readRun(ctx, runId);
    expect(run).toMatchObject({
      status: "completed",
      classes: { completed_files: { archived: 1 }, logs: { matched: 1, failed: 1 } },
      not_moved: [{ class: "logs", code: "internal_error", attempts: 3 }],
    });
    // What went wrong in detail is not the organisation's to read.
    expect(JSON.stringify(run)).not.toContain("audit_logs");
    const next = await startedRun(ctx, new Date(Date.now() + 40 * DAY));
    await workOff(ctx, next);
    expect((await readRun(ctx, next)).classes.logs).toMatchObject({ failed: 0, queued: 0 });
  });

  it("gives up days of logs that took their processes down", async () => {
    const file = await storedFile(ctx);
    await changeFile(ctx, file.id, { keep_hot: true });
    const runId = await startedRun(ctx, new Date(Date.now() + 40 * DAY));
    let begun = 0;
    // Each dies within: nobody learns of any outcome.
    const archiveDays = () => {
      begun += 1;
      return new Promise<never>(() => {});
    };
    for (let n = 1; n <= MOST_STARTS; n++) {
      void workOffPart(ctx, runId, { archiveDays, retrySeconds: 0 });
      await expect.poll(() => begun, { timeout: 20_000 }).toBe(n);
      await sooner(runId);
    }
    await workOff(ctx, runId, { archiveDays, retrySeconds: 0 });
    expect(begun).toBe(MOST_STARTS);
    expect(await readRun(ctx, runId)).toMatchObject({
      status: "completed",
      not_moved: [{ class: "logs", code: "interrupted" }],
    });
  }, 60_000);
});

/** As if what has to be waited for before the next try were over. */
const sooner = (runId: string) =>
  withSystem((tx) =>
    tx.execute(
      sql`update archival_items set updated_at = updated_at - interval '2 hours' where run_id = ${runId} and status = 'queued'`,
    ),
  );
