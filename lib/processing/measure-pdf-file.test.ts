import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { runThrough } from "#lib/processing/drawing/testing/drawn-file.ts";
import { MapDrawing, mapDrawing } from "#lib/processing/map-drawing.ts";
import { samplePdfBill } from "#lib/processing/pdf/testing/sample-bill.ts";
import { samplePlan } from "#lib/processing/pdf/testing/sample-plan.ts";
import { startedFile } from "#lib/processing/pdf/testing/stored-file.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { readBillRows } from "#lib/processing/read-bill-rows.ts";
import { readDrawing } from "#lib/processing/read-drawing.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

async function processed(bytes: Buffer): Promise<string> {
  const run = await startedFile(ctx, bytes, "pdf");
  await runThrough(ctx, run);
  return run.fileId;
}

describe("a PDF", { timeout: 60_000 }, () => {
  it("that is a bill has rows, and is priced by them to the cent", async () => {
    const fileId = await processed(
      samplePdfBill([
        [
          ["1", "Reinforced concrete wall", "12.00", "m3"],
          ["2", "Brick wall", "6.00", "m3"],
        ],
      ]),
    );
    const analysis = await readAnalysis(ctx, fileId);
    expect(analysis).toMatchObject({ schema: "PDF", holds: { rows: true, layers: false } });
    // By hand, at the built-in prices: 12 m³ at 465 and 6 m³ at 700.
    expect(analysis.cost?.likely).toBe("9780.00");
    expect(analysis.carbon?.a1_a3_kg).toBeGreaterThan(0);
    expect((await readBillRows(ctx, fileId)).sheets).toMatchObject([{ name: "p. 1", read: 2, unread: 0 }]);
    await expect(readDrawing(ctx, fileId)).rejects.toMatchObject({ code: "drawing_not_read" });
  });

  it("that is a plan has layers, and its scale can be said otherwise, which a re-run keeps", async () => {
    const fileId = await processed(samplePlan());
    expect(await readAnalysis(ctx, fileId)).toMatchObject({ holds: { rows: false, layers: true } });
    const drawing = await readDrawing(ctx, fileId);
    expect(drawing).toMatchObject({
      format: "pdf",
      version: "PDF 1.7",
      scale: { stated: 100, said: null },
      unit: { used: "mm" },
    });
    expect(drawing.layers.map(({ name, length_m, area_m2 }) => [name, length_m, area_m2])).toEqual([
      ["A-WALL-Brick", 20, 0],
      ["Decke Stahlbeton", 0, 58],
      ["A-DIMS", 10, 0],
    ]);
    const { run_id: runId } = await mapDrawing(ctx, fileId, MapDrawing.parse({ scale: 50 }));
    await runThrough(ctx, { fileId, runId });
    const said = await readDrawing(ctx, fileId);
    expect(said.scale).toEqual({ stated: 100, said: 50 });
    expect(said.layers[0]?.length_m).toBe(10);
  });

  it("has a scale and no unit", async () => {
    const fileId = await processed(samplePlan());
    await expect(mapDrawing(ctx, fileId, MapDrawing.parse({ unit: "mm" }))).rejects.toMatchObject({
      code: "mapping_invalid",
    });
  });
});
