import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ReadEstimate, readEstimate } from "#lib/estimates/read-estimate.ts";
import {
  estimateFile,
  type GivenElement,
  modelledFile,
  runAgain,
} from "#lib/estimates/test/modelled-file.ts";
import { calculateCarbon } from "#lib/processing/calculate-carbon.ts";
import { classifyMaterials } from "#lib/processing/classify-materials.ts";
import { estimateCosts } from "#lib/processing/estimate-costs.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { deleteFile } from "./delete-file.ts";

afterAll(closePools);

const STEPS = [extractGeometry, classifyMaterials, estimateCosts, calculateCarbon];
const WALL: GivenElement = {
  ifcClass: "IfcWall",
  quantities: { lengthM: 5, areaM2: 15, volumeM3: 3 },
  materials: [["Concrete C30/37"]],
};

const newCtx = async () => systemCtx((await makeTenant({ plan: "pro" })).id);
const estimatesOf = (fileId: string) =>
  withSystem((tx) => tx.select().from(costEstimates).where(eq(costEstimates.fileId, fileId)));
const metered = async (ctx: Ctx, kind: string) =>
  (
    await withSystem((tx) => tx.select().from(usageEvents).where(eq(usageEvents.tenantId, ctx.tenant.id)))
  ).filter((event) => event.kind === kind).length;

/** The run goes on as its job would: each further step finds the file gone, or nothing left to do. */
async function goOn(ctx: Ctx, run: RunRef, from: number) {
  for (const step of STEPS.slice(from))
    await expect(step(ctx, run)).rejects.toMatchObject({ code: "file_gone" });
}

/** An estimate that is whole: its lines' carbon adds up to its own, which is more than nothing. */
async function expectWhole(ctx: Ctx, fileId: string) {
  const [estimate, ...more] = await estimatesOf(fileId);
  expect(more).toEqual([]);
  expect(estimate).toMatchObject({
    status: "complete",
    a1a3G: expect.any(Number),
    carbonCoverage: expect.anything(),
  });
  const lines = await withSystem((tx) =>
    tx
      .select()
      .from(costEstimateLines)
      .where(
        and(
          eq(costEstimateLines.tenantId, ctx.tenant.id),
          eq(costEstimateLines.estimateId, estimate?.id ?? ""),
        ),
      ),
  );
  expect(lines.reduce((sum, line) => sum + (line.a1a3G ?? 0), 0)).toBe(estimate?.a1a3G);
  expect(estimate?.a1a3G).toBeGreaterThan(0);
  expect(await readEstimate(ctx, estimate?.id ?? "", ReadEstimate.parse({}))).toMatchObject({
    status: "complete",
    file_id: null,
  });
}

describe("a file that is deleted while it is processed", () => {
  it("before its take-off leaves no estimate", async () => {
    const ctx = await newCtx();
    const { fileId } = await modelledFile(ctx, [WALL]);
    await deleteFile(ctx, fileId);
    await goOn(ctx, { fileId, runId: crypto.randomUUID() }, 0);
    expect(await estimatesOf(fileId)).toEqual([]);
  });

  it.each([1, 2, 3, 4])(
    "after step %i leaves its estimate whole, or none when nothing was priced",
    async (done) => {
      const ctx = await newCtx();
      const run = await modelledFile(ctx, [WALL]);
      for (const step of STEPS.slice(1, done)) await step(ctx, run);
      await deleteFile(ctx, run.fileId);
      await goOn(ctx, run, done);
      if (done < 3) expect(await estimatesOf(run.fileId)).toEqual([]);
      else await expectWhole(ctx, run.fileId);
      expect(await metered(ctx, "estimate")).toBe(done < 3 ? 0 : 1);
      // The pipeline is charged for when it has ended, and only then.
      expect(await metered(ctx, "file_processed")).toBe(done < 4 ? 0 : 1);
    },
  );

  it.each([1, 2, 3])(
    "in a second run, after its step %i, keeps the estimate of the first, whole",
    async (done) => {
      const ctx = await newCtx();
      const first = await modelledFile(ctx, [WALL]);
      await estimateFile(ctx, first);
      const run = await runAgain(ctx, first.fileId);
      for (const step of STEPS.slice(1, done)) await step(ctx, run);
      await deleteFile(ctx, run.fileId);
      await goOn(ctx, run, done);
      await expectWhole(ctx, run.fileId);
      expect(await metered(ctx, "estimate")).toBe(1);
    },
  );

  it.each([1, 2, 3])("in the midst of step %i + 1 leaves nothing half done", async (done) => {
    for (let i = 0; i < 5; i++) {
      const ctx = await newCtx();
      const run = await modelledFile(ctx, [WALL]);
      for (const step of STEPS.slice(1, done)) await step(ctx, run);
      const [deleted] = await Promise.allSettled([
        deleteFile(ctx, run.fileId),
        (STEPS[done] ?? calculateCarbon)(ctx, run),
      ]);
      expect(deleted.status).toBe("fulfilled");
      const left = await withSystem((tx) => tx.select().from(files).where(eq(files.id, run.fileId)));
      expect(left).toEqual([]);
      for (const estimate of await estimatesOf(run.fileId)) expect(estimate.status).toBe("complete");
    }
  });
});

it("a run that is announced for a deleted file ends with a sentence", async () => {
  const ctx = await newCtx();
  const { fileId } = await modelledFile(ctx, [WALL]);
  await deleteFile(ctx, fileId);
  await expect(ctx.transaction((tx) => startRun(ctx, tx, fileId))).rejects.toThrow();
});
