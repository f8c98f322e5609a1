import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { elements } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { Conflict } from "#lib/errors.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ReadUncertainty, readUncertainty } from "./read-uncertainty.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const read = (id: string, query: Record<string, string> = {}) =>
  readUncertainty(ctx, id, ReadUncertainty.parse(query));

const manual = async (materials: Record<string, unknown>) =>
  (
    await createEstimate(
      ctx,
      CreateEstimate.parse({ materials, location: "US average", labor_rate: 45, equipment_rate: 75 }),
    )
  ).id;

describe("how far an estimate may lie off", () => {
  it("is the range of its one price and what was entered by hand", async () => {
    const id = await manual({ Concrete: { quantity: "100", unit: "m3" } });
    const answer = await read(id, { correlation: "0" });
    const { cost } = answer;
    if (!cost) throw new Error("Nothing is priced");
    expect(answer.quantities).toEqual([{ source: "entered", share: 1 }]);
    const [row] = await withSystem((tx) => tx.select().from(costEstimates).where(eq(costEstimates.id, id)));
    const [low, likely, high] = [row?.lowMinor ?? 0, row?.likelyMinor ?? 0, row?.highMinor ?? 0];
    expect(Number(cost.likely) * 100).toBeCloseTo(likely, 6);
    // A little wider than the price alone, by the quantity's 5 %.
    expect(Number(cost.p10) * 100).toBeLessThan(low * 1.01);
    expect(Number(cost.p10) * 100).toBeGreaterThan(low * 0.96);
    expect(Number(cost.p90) * 100).toBeGreaterThan(high * 0.99);
    expect(Number(cost.p90) * 100).toBeLessThan(high * 1.03);
    expect(cost.drivers.map(({ kind }) => kind)).toEqual(["price", "quantity"]);
    expect(Number(cost.drivers[0]?.low) * 100).toBeCloseTo(low, 6);
    expect(Number(cost.drivers[0]?.high) * 100).toBeCloseTo(high, 6);
    expect(answer.carbon?.drivers.map(({ kind }) => kind)).toEqual(["factor", "quantity"]);
    expect(await read(id, { correlation: "0" })).toEqual(answer);
  });

  it("knows where a model's quantities come from, and is wider where they are of low confidence", async () => {
    const fileId = await processedFile(ctx);
    const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
    if (!estimate) throw new Error("The file has no estimate");
    const before = await read(estimate.id);
    const total = before.quantities.reduce((sum, { share }) => sum + share, 0);
    expect(total).toBeCloseTo(1, 9);
    expect(before.quantities.map(({ source }) => source)).not.toContain("entered");
    await withSystem((tx) =>
      tx
        .update(elements)
        .set({
          sources: {
            lengthM: "low_confidence",
            areaM2: "low_confidence",
            volumeM3: "low_confidence",
            weightKg: "low_confidence",
          },
        })
        .where(and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, fileId))),
    );
    const after = await read(estimate.id);
    const share = (answer: typeof after, of: string) =>
      answer.quantities.find(({ source }) => source === of)?.share ?? 0;
    expect(share(after, "low_confidence")).toBeGreaterThan(share(before, "low_confidence"));
    // Doors and windows are counted, whatever their sizes.
    expect(share(after, "counted")).toBe(share(before, "counted"));
    expect(share(after, "counted")).toBeGreaterThan(0);
    expect(share(after, "counted") + share(after, "low_confidence")).toBeCloseTo(1, 9);
    const width = ({ cost }: typeof after) => Number(cost?.p90) - Number(cost?.p10);
    expect(width(after)).toBeGreaterThan(width(before));
    expect(after.cost?.likely).toBe(before.cost?.likely);
  }, 60_000);

  it("is not told while the estimate is being calculated, nor for a correlation that is none", async () => {
    const id = await manual({ Concrete: { quantity: "1", unit: "m3" } });
    await withSystem((tx) =>
      tx.update(costEstimates).set({ status: "calculating" }).where(eq(costEstimates.id, id)),
    );
    await expect(read(id)).rejects.toThrow(Conflict);
    expect(() => ReadUncertainty.parse({ correlation: "1.2" })).toThrow();
  });

  it("has no figures where nothing is priced or counted", async () => {
    const id = await manual({ "Unobtainium nobody sells": { quantity: "3", unit: "pcs" } });
    expect(await read(id)).toMatchObject({ cost: null, carbon: null, quantities: [] });
  });
});
