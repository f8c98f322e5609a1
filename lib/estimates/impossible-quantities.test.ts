import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { EditPriceBookRow, editPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { ProcessingFailure } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { assignMaterials } from "./assign-materials.ts";
import { CreateEstimate, createEstimate } from "./create-estimate.ts";
import { listEstimates } from "./list-estimates.ts";
import { readEstimate } from "./read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "./reprice-estimate.ts";
import { estimateFile, type GivenElement, modelledFile } from "./test/modelled-file.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const create = (materials: unknown) =>
  createEstimate(
    ctx,
    CreateEstimate.parse({ materials, location: "US average", labor_rate: 45, equipment_rate: 75 }),
  );
const wall = (volumeM3: number, name = "Concrete C30/37"): GivenElement => ({
  ifcClass: "IfcWall",
  quantities: { volumeM3 },
  materials: [[name]],
});
const impossible = { code: "quantities_impossible", message: expect.stringContaining("Check the") };
const refused = { ...impossible, status: 400 };

describe("quantities that cannot be counted", () => {
  it("fail the run at once: a wall of 12 m³ whose millimetres were taken for metres", async () => {
    const attempt = estimateFile(ctx, await modelledFile(ctx, [wall(12e9)]));
    await expect(attempt).rejects.toBeInstanceOf(ProcessingFailure);
    await expect(attempt).rejects.toMatchObject({
      ...impossible,
      message: expect.stringContaining("Check the length unit of the model"),
    });
  });

  it("fail the run at once where the measure is no number", async () => {
    const run = await modelledFile(ctx, [wall(12)]);
    await withSystem((tx) =>
      tx.update(elements).set({ volumeM3: Number.POSITIVE_INFINITY }).where(eq(elements.fileId, run.fileId)),
    );
    const attempt = estimateFile(ctx, run);
    await expect(attempt).rejects.toBeInstanceOf(ProcessingFailure);
    await expect(attempt).rejects.toMatchObject(impossible);
  });

  it("by hand are refused, and nothing is stored: ten million tonnes of rebar", async () => {
    await expect(create({ rebar: { quantity: 10_000_000, unit: "t" } })).rejects.toMatchObject(refused);
    expect((await listEstimates(ctx, { skip: 0, limit: 10 })).total).toBe(0);
  });

  it("refuse a rate that makes them so, and leave the estimate as it was", async () => {
    const { id } = await create({ Beton: { quantity: 1_000_000_000, unit: "m3" } });
    const before = await readEstimate(ctx, id, { elements: "false" });
    const change = RepriceEstimate.parse({ labor_rate: "1000000" });
    await expect(repriceEstimate(ctx, id, change)).rejects.toMatchObject(refused);
    expect(await readEstimate(ctx, id, { elements: "false" })).toEqual(before);
    expect(RepriceEstimate.safeParse({ labor_rate: 999_999_999_999 }).error?.issues).toMatchObject([
      { message: "Give a rate per hour of at most 1,000,000" },
    ]);
  });

  it("refuse an assignment that makes them so", async () => {
    const price = {
      unit: "m3",
      material_price: "999999999999",
      labour_hours: "0",
      equipment_hours: "0",
      source: "Quote",
    };
    await editPriceBookRow(ctx, "default", "brick", EditPriceBookRow.parse({ price }));
    const run = await modelledFile(ctx, [wall(100_000, "Zubrium 9")]);
    await estimateFile(ctx, run);
    await expect(
      assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "brick" } }),
    ).rejects.toMatchObject(refused);
  });
});
