import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { startedFile } from "#lib/processing/pdf/testing/stored-file.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { readRevitInfo, readRevitPreview } from "#lib/processing/read-revit-info.ts";
import { PART_ATOM, sampleRevit } from "#lib/processing/revit/testing/sample-revit.ts";
import { failRun, ProcessingFailure } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

describe("a Revit file", { timeout: 30_000 }, () => {
  it("is kept and described: release, part data and preview, no element, no estimate, and how to export it", async () => {
    const run = await startedFile(ctx, sampleRevit({ atom: PART_ATOM, release: 2024 }), "rvt");
    const failure = await extractGeometry(ctx, run).catch((error: unknown) => error);
    if (!(failure instanceof ProcessingFailure)) throw new Error("it was taken off");
    expect(failure.code).toBe(ONLY_STORED);
    await failRun(ctx, run, failure);
    expect(await readRevitInfo(ctx, run.fileId)).toMatchObject({
      is_family: true,
      release: "2024",
      saved_as: "Haus Süd.rvt",
      part: { title: "Door 900", category: "Doors", further_types: 0 },
      has_preview: true,
      advice: expect.stringContaining("File > Export > IFC"),
    });
    const png = Buffer.from(await readRevitPreview(ctx, run.fileId));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(await readAnalysis(ctx, run.fileId)).toMatchObject({
      elements: null,
      estimate_id: null,
      failure: { code: ONLY_STORED, message: expect.stringContaining("family of Revit 2024") },
    });
  });

  it("that is damaged has failed, with what to do", async () => {
    const run = await startedFile(ctx, sampleRevit().subarray(0, 600), "rvt");
    await expect(extractGeometry(ctx, run)).rejects.toMatchObject({ code: "revit_damaged" });
    await expect(readRevitInfo(ctx, run.fileId)).rejects.toMatchObject({ code: "revit_not_read" });
  });
});
