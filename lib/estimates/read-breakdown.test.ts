import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { bandOf } from "./benchmarks.ts";
import { CreateEstimate, createEstimate } from "./create-estimate.ts";
import { type Cell, foldSmallest } from "./fold-cells.ts";
import { estimateOfFile } from "./measured-model.ts";
import { pricePartsOf } from "./price-parts.ts";
import { readBreakdown } from "./read-breakdown.ts";
import { readEstimate } from "./read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "./reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "./test/modelled-file.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const cents = (amount: string) => Math.round(Number(amount) * 100);
const grams = (kg: number) => Math.round(kg * 1000);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Every way of adding the answer up comes to what the estimate says. */
async function expectToAddUp(id: string) {
  const estimate = await readEstimate(ctx, id, { elements: "false" });
  const breakdown = await readBreakdown(ctx, id);
  const total = cents(estimate.cost.likely);
  expect(total).toBeGreaterThan(0);
  expect(cents(breakdown.likely)).toBe(total);
  expect(sum(breakdown.cells.map(({ cost }) => cents(cost)))).toBe(total);
  expect(sum(breakdown.build_up.map(({ amount }) => cents(amount)))).toBe(total);
  for (const module of ["a1_a3_kg", "a4_kg", "a5_kg", "biogenic_kg"] as const) {
    expect(sum(breakdown.cells.map(({ carbon }) => grams(carbon[module]))), module).toBe(
      grams(estimate.carbon?.[module] ?? Number.NaN),
    );
  }
  // And the same as the sums by storey and by material that the estimate has of its own.
  for (const { storey, cost } of estimate.by_storey) {
    expect(sum(breakdown.cells.filter((c) => c.storey === storey).map((c) => cents(c.cost)))).toBe(
      cents(cost),
    );
  }
  for (const { catalogue_id, cost } of estimate.by_material) {
    const cells = breakdown.cells.filter((c) => c.catalogue_id === catalogue_id);
    expect(sum(cells.map((c) => cents(c.cost)))).toBe(cents(cost));
  }
  return { estimate, breakdown };
}

async function fileEstimate(fileId: string): Promise<string> {
  const row = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
  if (!row) throw new Error("The file has no estimate");
  return row.id;
}

describe("what an estimate consists of", () => {
  it("adds up to the cent and to the gram: the sample building, and priced again at other places", async () => {
    const id = await fileEstimate(await processedFile(ctx));
    const { breakdown } = await expectToAddUp(id);
    expect(new Set(breakdown.cells.map(({ storey }) => storey)).size).toBeGreaterThan(1);

    for (const location of ["San Francisco", "Houston", "Nowhere at all"]) {
      await repriceEstimate(
        ctx,
        id,
        RepriceEstimate.parse({ location, labor_rate: 61.37, equipment_rate: 80.01 }),
      );
      const again = await expectToAddUp(id);
      const place = again.breakdown.build_up.find(({ part }) => part === "location")?.amount ?? "";
      const { factor } = again.estimate.location_factor;
      expect(Math.sign(cents(place)), location).toBe(Math.sign(Number(factor) - 1));
    }
  }, 180_000);

  it("adds up for models, what is unknown or unmeasured in them, and estimates by hand", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const { breakdown } = await expectToAddUp(await fileEstimate(run.fileId));
    expect(breakdown.cells).toContainEqual(
      expect.objectContaining({ storey: "First floor", storey_order: 1, ifc_class: "IfcWall" }),
    );
    // 100 m² of floor area.
    const { carbon, benchmark } = breakdown;
    const perM2 = grams((carbon?.a1_a3_kg ?? 0) + (carbon?.a4_kg ?? 0) + (carbon?.a5_kg ?? 0)) / 1000 / 100;
    expect(benchmark.a1_a5_kg_m2).toBeCloseTo(perM2, 3);
    expect(benchmark.uses.find(({ use }) => use === "office")?.band).toBe(bandOf(perM2, "office")?.letter);

    const { id } = await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { "Concrete C30/37": { quantity: 10.3331, unit: "m3" }, Brick: 4.2501, Glulam: 0.3333 },
        location: "Boston",
        labor_rate: 47.77,
        equipment_rate: 75.5,
      }),
    );
    const byHand = await expectToAddUp(id);
    expect(byHand.breakdown.benchmark.a1_a5_kg_m2).toBeNull();
    expect(byHand.breakdown.cells.every(({ ifc_class }) => ifc_class === null)).toBe(true);
  });

  it("is nothing, without an error, where nothing is priced", async () => {
    const run = await modelledFile(ctx, [
      { ifcClass: "IfcWall", quantities: { volumeM3: 2 }, materials: [["Zubrium 9"]] },
    ]);
    await estimateFile(ctx, run);
    const breakdown = await readBreakdown(ctx, await fileEstimate(run.fileId));
    expect(breakdown).toMatchObject({ likely: "0.00", cells: [] });
    expect(breakdown.build_up.every(({ amount }) => amount === "0.00")).toBe(true);
  });

  it("is not there for another organisation", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const stranger = await systemCtx((await makeTenant()).id);
    const id = await fileEstimate(run.fileId);
    await expect(readBreakdown(stranger, id)).rejects.toBeInstanceOf(NotFound);
    await expect(readBreakdown(ctx, randomUUID())).rejects.toBeInstanceOf(NotFound);
  });
});

describe("the parts of a price", () => {
  const line = {
    quantity: "3",
    baseRate: "100.005",
    buildUp: { materialPrice: "50", labourHours: "0.5", equipmentHours: "0.1", wasteAllowance: "0.05" },
    likelyMinor: 30_002,
  };
  const terms = { laborRate: "80", equipmentRate: "75.05", locationFactor: "1", minorDigits: 2 };

  it("give no rounding to the place when its factor is 1", () => {
    const parts = pricePartsOf(line, terms);
    expect(parts.location).toBe(0);
    expect(sum(Object.values(parts))).toBe(30_002);
    expect(parts.material).toBeCloseTo(15_000, -1);
    expect(parts.waste).toBeCloseTo(750, -1);
  });

  it("give the place what it takes off", () => {
    const parts = pricePartsOf({ ...line, likelyMinor: 27_001 }, { ...terms, locationFactor: "0.9" });
    expect(parts.location).toBe(27_001 - 30_002);
    expect(sum(Object.values(parts))).toBe(27_001);
  });
});

describe("cells too many to draw", () => {
  const cell = (index: number): Cell => ({
    storey: index % 3,
    ifcClass: "IfcWall",
    catalogueId: `entry-${index}`,
    name: "Entry",
    folded: 0,
    minor: index,
    carbon: { a1a3G: 2 * index, a4G: index, a5G: 0, biogenicG: 1 },
  });
  const cells = Array.from({ length: 100 }, (_, index) => cell(index));

  it("are folded by storey, and the sums stay", () => {
    const folded = foldSmallest(cells, 20);
    expect(folded).toHaveLength(23);
    expect(sum(folded.map(({ minor }) => minor))).toBe(sum(cells.map(({ minor }) => minor)));
    expect(sum(folded.map(({ carbon }) => carbon.biogenicG))).toBe(100);
    expect(sum(folded.map((one) => one.folded))).toBe(80);
    expect(folded.slice(0, 20).every(({ minor }) => minor >= 80)).toBe(true);
    expect(foldSmallest(cells, 100)).toHaveLength(100);
  });
});

describe("published figures per m²", () => {
  it("has the targets that the publication names, and nothing for what is above all bands", () => {
    expect(bandOf(349.9, "office")).toMatchObject({ letter: "A", target: "2030" });
    expect(bandOf(350, "office")?.letter).toBe("B");
    expect(bandOf(499, "residential")).toMatchObject({ letter: "C", target: "2020" });
    expect(bandOf(5000, "retail")).toBeNull();
  });
});
