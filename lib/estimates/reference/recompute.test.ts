import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { TRANSPORT, WASTE_TRANSPORT } from "#lib/catalogue/groups.ts";
import { processedFile, SAMPLE } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { estimateOfFile } from "../measured-model.ts";

const SHARED = path.resolve("../shared/data/ifc");
const MODELS = [
  SAMPLE,
  path.resolve("lib/estimates/reference/reference-house.ifc"),
  path.join(SHARED, "ac20-fzk-haus.ifc4.ifc"),
  path.join(SHARED, "mini-project-steel.ifc2x3.ifc"),
  path.join(SHARED, "sample-house-revit.ifc4.ifc"),
  path.join(SHARED, "two-walls-imperial.ifc2x3.ifc"),
];

interface Recomputed {
  key: string;
  quantity: string;
  mass_kg: string | null;
  elements: number;
  likely_minor: string | null;
  low_minor: string | null;
  high_minor: string | null;
  a1a3_g: string | null;
  a4_g: string | null;
  a5_g: string | null;
  biogenic_g: string | null;
}

const CATALOGUE = [...DEFAULT_CATALOGUE.values()].map((entry) => ({
  id: entry.id,
  unit: entry.unit,
  whole: entry.wholeProduct,
  nothing: entry.nothingToBuy,
  density: entry.densityKgM3,
  thickness: entry.thicknessM,
  unit_mass: entry.massPerUnit?.kg ?? null,
  a1a3: entry.carbon?.a1a3KgPerKg ?? null,
  stored: entry.biogenic?.storedKgPerKg ?? 0,
  waste_rate: entry.waste.rate,
  disposal: entry.disposal.kgPerKg,
  haul_km: TRANSPORT.distanceKm[entry.transport.class],
}));
const BOOK = [...DEFAULT_PRICE_BOOK.rows].map(([id, row]) => ({
  id,
  unit: row.unit,
  material: row.materialPrice,
  labour: row.labourHours,
  equipment: row.equipmentHours,
  waste: row.wasteAllowance,
  low: row.lowFactor,
  high: row.highFactor,
}));

let ctx: Ctx;
let recompute: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  recompute = await readFile("lib/estimates/reference/recompute.sql", "utf8");
});
afterAll(closePools);

async function estimated(model: string) {
  const fileId = await processedFile(ctx, model);
  const found = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
  if (!found) throw new Error(`${model} was not estimated`);
  return withSystem(async (tx) => {
    const [estimate] = await tx.select().from(costEstimates).where(eq(costEstimates.id, found.id));
    if (!estimate) throw new Error("the estimate is gone");
    const lines = await tx.select().from(costEstimateLines).where(eq(costEstimateLines.estimateId, found.id));
    return { fileId, estimate, lines: lines.sort((a, b) => (a.key < b.key ? -1 : 1)) };
  });
}

const digit = (text: string | null) => (text === null ? null : Number(text));
const sumOf = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe("estimates recomputed in SQL", () => {
  const here = MODELS.filter((model) => existsSync(model));
  it.skipIf(here.length === MODELS.length)(
    "the shared models are not here: only our own are recomputed",
    ({ skip }) => skip(),
  );
  it.each(here.map((model) => [path.basename(model), model]))("%s", async (_, model) => {
    const { fileId, estimate, lines } = await estimated(model);
    const terms = {
      factor: estimate.locationMatch.factor,
      labour_rate: estimate.laborRate,
      equipment_rate: estimate.equipmentRate,
      digits: estimate.minorDigits,
      per_tonne_km: TRANSPORT.kgPerTonneKm,
      waste_haul: WASTE_TRANSPORT.kgPerKg,
    };
    const found = await pool("cai_system").sql.unsafe<Recomputed[]>(recompute, [
      ctx.tenant.id,
      fileId,
      JSON.stringify(CATALOGUE),
      JSON.stringify(BOOK),
      JSON.stringify(terms),
    ]);
    expect(lines.length).toBeGreaterThan(0);
    expect(
      found.map((row) => ({
        key: row.key,
        quantity: Number(row.quantity),
        massKg: digit(row.mass_kg),
        elements: row.elements,
        low: digit(row.low_minor),
        likely: digit(row.likely_minor),
        high: digit(row.high_minor),
        a1a3: digit(row.a1a3_g),
        a4: digit(row.a4_g),
        a5: digit(row.a5_g),
        biogenic: digit(row.biogenic_g),
      })),
    ).toEqual(
      lines.map((line) => ({
        key: line.key,
        quantity: Number(line.quantity),
        massKg: digit(line.massKg),
        elements: line.elements.length,
        low: line.lowMinor,
        likely: line.likelyMinor,
        high: line.highMinor,
        a1a3: line.a1a3G,
        a4: line.a4G,
        a5: line.a5G,
        biogenic: line.biogenicG,
      })),
    );
    expect(estimate).toMatchObject({
      lowMinor: sumOf(found.map((row) => digit(row.low_minor))),
      likelyMinor: sumOf(found.map((row) => digit(row.likely_minor))),
      highMinor: sumOf(found.map((row) => digit(row.high_minor))),
      a1a3G: sumOf(found.map((row) => digit(row.a1a3_g))),
      a4G: sumOf(found.map((row) => digit(row.a4_g))),
      a5G: sumOf(found.map((row) => digit(row.a5_g))),
    });
  });
});
