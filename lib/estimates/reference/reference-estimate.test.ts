import path from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { importPriceBook } from "#lib/price-books/import-price-book.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { estimateOfFile } from "../measured-model.ts";
import { readEstimate } from "../read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "../reprice-estimate.ts";
import { handWorked, ownPriceBook } from "./hand-worked.ts";

/**
 * A house of our own, drawn in `reference-house.ifc`, and its estimate worked out by a spreadsheet in
 * `reference-house.xlsx` (its sheet "About" says how). Quantities agree to a hundredth of a thousandth, which is what the
 * geometry engine's single precision leaves of them; money to the cent, carbon and mass to the gram.
 */
const QUANTITY_TOLERANCE = 1e-5;

let ctx: Ctx;
let estimateId: string;
const sheet = await handWorked();
const cents = (euro: number) => Math.round(euro * 100);

beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  await importPriceBook(ctx, await ownPriceBook(sheet));
  const fileId = await processedFile(ctx, path.resolve("lib/estimates/reference/reference-house.ifc"));
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
  if (!estimate) throw new Error("the house was not estimated");
  estimateId = estimate.id;
  await repriceEstimate(
    ctx,
    estimateId,
    RepriceEstimate.parse({
      location: "Musterstadt",
      labor_rate: String(sheet.term("labour rate")),
      equipment_rate: String(sheet.term("equipment rate")),
    }),
  );
});
afterAll(closePools);

const lines = () =>
  ctx.transaction((tx) =>
    tx
      .select()
      .from(costEstimateLines)
      .where(and(eq(costEstimateLines.tenantId, ctx.tenant.id), eq(costEstimateLines.estimateId, estimateId)))
      .orderBy(costEstimateLines.key),
  );

describe("the reference house", () => {
  it("has the lines that the spreadsheet has, each to the cent and the gram", async () => {
    const found = await lines();
    expect(found.map(({ key }) => key)).toEqual(sheet.lines.map(({ line }) => line));
    for (const [index, line] of found.entries()) {
      const worked = sheet.lines[index];
      if (!worked) throw new Error(`${line.key} stands in no row`);
      expect(
        {
          unit: line.unit,
          massKg: Number(line.massKg),
          unitRate: Number(line.unitRate),
          baseRate: Number(line.baseRate),
          lowMinor: line.lowMinor,
          likelyMinor: line.likelyMinor,
          highMinor: line.highMinor,
          a1a3G: line.a1a3G,
          a4G: line.a4G,
          a5G: line.a5G,
          biogenicG: line.biogenicG,
          elements: line.elements.length,
          placeholder: line.placeholder,
        },
        line.key,
      ).toEqual({
        unit: worked.unit,
        massKg: Number(worked["mass kg"].toFixed(3)),
        unitRate: Number(worked["unit rate"].toFixed(4)),
        baseRate: Number(worked["base rate"].toFixed(9)),
        lowMinor: cents(worked["low EUR"]),
        likelyMinor: cents(worked["likely EUR"]),
        highMinor: cents(worked["high EUR"]),
        a1a3G: worked["A1-A3 g"],
        a4G: worked["A4 g"],
        a5G: worked["A5 g"],
        biogenicG: worked["biogenic g"],
        elements: worked.elements,
        placeholder: false,
      });
      expect(Math.abs(Number(line.quantity) / worked.quantity - 1), line.key).toBeLessThan(
        QUANTITY_TOLERANCE,
      );
    }
  });

  it("comes to the same totals, by storey and by m² as well", async () => {
    const detail = await readEstimate(ctx, estimateId, { elements: "false" });
    const euro = (name: string) => sheet.total(name).toFixed(2);
    expect(detail.cost).toEqual({
      currency: "EUR",
      low: euro("low"),
      likely: euro("likely"),
      high: euro("high"),
    });
    expect(detail.carbon).toEqual({
      a1_a3_kg: sheet.total("A1-A3") / 1000,
      a4_kg: sheet.total("A4") / 1000,
      a5_kg: sheet.total("A5") / 1000,
      biogenic_kg: sheet.total("biogenic") / 1000,
    });
    expect(detail.by_storey.map(({ storey, cost }) => ({ storey, cost }))).toEqual([
      { storey: "Ground floor", cost: euro("ground floor") },
      { storey: "Upper floor", cost: euro("upper floor") },
    ]);
    expect(detail.floor_area_m2).toBeCloseTo(sheet.term("gross floor area"), 9);
    expect(detail.per_m2?.cost.likely).toBe(euro("cost per m2"));
    expect(detail.per_m2?.a1_a5_kg).toBeCloseTo(sheet.total("A1-A5 per m2"), 3);
    const [stored] = await ctx.transaction((tx) =>
      tx.select().from(costEstimates).where(eq(costEstimates.id, estimateId)),
    );
    expect(Number(stored?.massKg)).toBeCloseTo(sheet.total("mass"), 3);
  });

  it("lists what nobody has a price of, and nothing else", async () => {
    const detail = await readEstimate(ctx, estimateId, { elements: "false" });
    expect(detail.unpriced).toEqual([
      expect.objectContaining({ reason: "unknown_material", material: "Zubrium 9", volume_m3: 0.2 }),
    ]);
  });
});

it("takes its figures from formulas of the spreadsheet, which states none", async () => {
  expect(await sheet.cellsWithoutFormula()).toEqual([]);
});
