import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import type { CatalogueEntry, Unit } from "#lib/catalogue/types.ts";
import { byModule } from "#lib/processing/carbon/by-module.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import type { CarbonLine } from "#lib/processing/carbon/types.ts";
import type { MeasuredLine, MeasuredModel } from "#lib/processing/materials/types.ts";
import { convert, massOfUnit } from "./convert.ts";
import { isExpired, qualityOfEpd, qualityOfFactor } from "./data-quality.ts";
import { type EpdRow, epdFactor } from "./epd-factor.ts";
import { moduleValues } from "./module-values.ts";
import { readFiles } from "./read-files.ts";
import { CONCRETE, fileOf, type Given, processJson } from "./test/data-sets.ts";

async function epdOf(given: Given): Promise<EpdRow> {
  const { documents, faults } = await readFiles([fileOf("epd.json", processJson(given))]);
  const document = documents[0]?.document;
  if (!document) throw new Error(JSON.stringify(faults));
  return {
    ...document,
    id: "00000000-0000-4000-8000-000000000001",
    tenantId: "00000000-0000-4000-8000-000000000002",
    words: "",
    createdBy: "test",
    createdAt: new Date(0),
  };
}

const entryOf = (id: string): CatalogueEntry => {
  const entry = DEFAULT_CATALOGUE.get(id);
  if (!entry) throw new Error(`${id} is not in the catalogue`);
  return entry;
};

const ON = new Date("2026-11-30T12:00:00Z");
const TERMS = { country: "DE", on: ON };

function lineOf(entry: CatalogueEntry, quantity: string, massKg: string): MeasuredLine {
  return {
    key: `${entry.id}|IfcSlab`,
    catalogueId: entry.id,
    ifcClass: "IfcSlab",
    din276: null,
    materialNames: [],
    unit: entry.unit,
    quantity,
    massKg,
    unweighed: null,
    volumeM3: "0",
    elementIds: ["0"],
    byStorey: [{ storey: 0, quantity, massKg }],
  };
}

const modelOf = (...lines: MeasuredLine[]): MeasuredModel => ({
  lines,
  unmeasured: [],
  elements: lines.length,
  volumeM3: "0",
});

function counted(
  entry: CatalogueEntry,
  epd: EpdRow,
  line: MeasuredLine,
  scenario: string | null = null,
): CarbonLine {
  const factor = epdFactor(entry, { epd, kind: "product", scenario }, TERMS);
  if ("refused" in factor) throw new Error(factor.refused);
  const own = new Map(DEFAULT_CATALOGUE).set(entry.id, { ...entry, epd: factor });
  const [counted] = calculateCarbon(modelOf(line), own).lines;
  if (!counted) throw new Error("The line was not counted");
  return counted;
}

describe("to the gram", () => {
  it("12.345 m³ of concrete: by its volume, whatever densities say; A4 and A5 are the project's", async () => {
    const entry = entryOf("concrete-c30"); // 2400 kg/m³, local haul, 5 % waste
    const line = counted(entry, await epdOf(CONCRETE), lineOf(entry, "12.345", "29628"));
    // 178 + 0.5 = 178.5 kg a m³: 12.345 × 178.5 = 2203.5825 kg.
    expect(line.modules.a1a3G).toBe(2_203_583);
    // As without a declaration: 29 628 kg × 50 km × the factor per tonne-kilometre.
    const plain = calculateCarbon(modelOf(lineOf(entry, "12.345", "29628")), DEFAULT_CATALOGUE).lines[0];
    expect(line.modules.a4G).toBe(plain?.modules.a4G);
    // GWP-biogenic of +0.5 stores nothing.
    expect(line.modules.biogenicG).toBe(0);
    // 12.345 × 3, 6, 5 and −21; C4 is not declared, and so not there.
    expect(line.declared).toEqual({
      C1: { g: 37_035, biogenicG: 0 },
      C2: { g: 74_070, biogenicG: 0 },
      C3: { g: 61_725, biogenicG: 0 },
      D: { g: -259_245, biogenicG: 0 },
    });
    expect(line.factor.epd).toMatchObject({
      uuid: CONCRETE.uuid ?? "7a3f0a4e-5b1c-4d2e-9f60-8b1c2d3e4f50",
      version: "00.01.000",
      declaredUnit: "m3",
      declaredQuantity: "12.345",
      a1a3KgPerUnit: "178.5",
    });
    // What is wasted (5 %) is produced, hauled and disposed of: 29 628 × (1/0.95 − 1) × (A1–A3 + A4 + C2–C4 a kg).
    const wasted = decimal(29_628).times(decimal(1).div("0.95").minus(1));
    const perKg = decimal("2203.5825").div(29_628).times(1000);
    const rest = decimal(plain?.modules.a5G ?? 0).minus(wasted.times("0.116").times(1000));
    expect(line.modules.a5G).toBe(Number(wasted.times(perKg).plus(rest).toFixed(0)));
  });

  it("steel declared per tonne, and insulation per m² of another thickness", async () => {
    const steel = [...DEFAULT_CATALOGUE.values()].find(({ unit }) => unit === "kg") as CatalogueEntry;
    const perTonne = await epdOf({
      ...CONCRETE,
      unit: "kg",
      amount: "1000",
      gwp: { total: { "A1-A3": "742.5" } },
    });
    // 1 234.567 kg × 742.5 ÷ 1000 = 916.6659975 kg.
    expect(counted(steel, perTonne, lineOf(steel, "1234.567", "1234.567")).modules.a1a3G).toBe(916_666);
    const board: CatalogueEntry = {
      ...entryOf("concrete-c30"),
      id: "board",
      unit: "m2",
      thicknessM: 0.18,
      densityKgM3: 30,
      massPerUnit: { kg: 5.4, source: "test", proxy: false },
    };
    const insulation = await epdOf({
      ...CONCRETE,
      unit: "m2",
      material: { "layer thickness": "0.12" },
      gwp: { total: { "A1-A3": "4.8" } },
    });
    // 100 m² × 0.18 ÷ 0.12 = 150 m² declared, × 4.8 = 720 kg.
    const line = counted(board, insulation, lineOf(board, "100", "540"));
    expect(line.modules.a1a3G).toBe(720_000);
    expect(line.factor.epd).toMatchObject({
      declaredQuantity: "150",
      conversion: { how: "thickness_ratio", factor: "1.5" },
    });
  });

  it("timber by EN 15804+A1: what it stores is put back, and told apart", async () => {
    const timber = [...DEFAULT_CATALOGUE.values()].find(
      ({ biogenic, unit }) => biogenic && unit === "m3",
    ) as CatalogueEntry;
    // −700 kg with 210 kg of carbon in it: 210 × 44/12 = 770 kg CO2 stored, so 70 kg were emitted.
    const given = { ...CONCRETE, gwp: { a1: { "A1-A3": "-700", C3: "780", D: "-300" } } };
    const epd = await epdOf(given);
    const known = { ...epd, properties: { ...epd.properties, biogenicCarbonKg: "210" } };
    const line = counted(timber, known, lineOf(timber, "2", "900"));
    expect(line.modules.a1a3G).toBe(140_000);
    expect(line.modules.biogenicG).toBe(1_540_000);
    // What leaves in C3 is not told apart there, so C3 stays unknown; D is in no total.
    expect(line.declared).toEqual({ D: { g: -600_000, biogenicG: null } });
    expect(epdFactor(timber, { epd, kind: "product", scenario: null }, TERMS)).toEqual({
      refused: "biogenic_mixed",
    });
  });

  it("timber by EN 15804+A2: uptake is stored, fossil and land use count", async () => {
    const timber = [...DEFAULT_CATALOGUE.values()].find(
      ({ biogenic, unit }) => biogenic && unit === "m3",
    ) as CatalogueEntry;
    const epd = await epdOf({
      ...CONCRETE,
      gwp: {
        total: { "A1-A3": "-699", C3: "790" },
        fossil: { "A1-A3": "70", C3: "18" },
        biogenic: { "A1-A3": "-770", C3: "772" },
        luluc: { "A1-A3": "1", C3: "0" },
      },
    });
    const line = counted(timber, epd, lineOf(timber, "2", "900"));
    expect(line.modules).toMatchObject({ a1a3G: 142_000, biogenicG: 1_540_000 });
    expect(line.declared).toEqual({ C3: { g: 36_000, biogenicG: 1_544_000 } });
  });

  it("A1, A2 and A3 apart are the production together, and two of them are not", async () => {
    const epd = await epdOf({ ...CONCRETE, gwp: { total: { A1: "100.25", A2: "8.5", A3: "11.25" } } });
    const values = { scenario: null, storesCarbon: false };
    expect(moduleValues(epd, values)).toMatchObject({ a1a3: { kg: "120" } });
    const two = await epdOf({ ...CONCRETE, gwp: { total: { A1: "100.25", A3: "11.25" } } });
    expect(moduleValues(two, values)).toEqual({ refused: "no_a1a3" });
  });

  it("a module in several scenarios needs one that is chosen or marked", async () => {
    const given: Given = { ...CONCRETE, gwp: { total: { "A1-A3": "100", "C4|a": "1", "C4|b": "9" } } };
    const open = await epdOf(given);
    expect(moduleValues(open, { scenario: null, storesCarbon: false })).toEqual({ refused: "scenario_open" });
    expect(moduleValues(open, { scenario: "b", storesCarbon: false })).toMatchObject({
      declared: { C4: { kg: "9" } },
    });
    // C3 in both, C4 of the one that is dumped: who chooses the other has no C4.
    const routes = await epdOf({
      ...CONCRETE,
      gwp: { total: { "A1-A3": "100", "C3|a": "1", "C3|b": "1", "C4|b": "5", "B2|in use": "2" } },
    });
    const declaredIn = (scenario: string) => {
      const values = moduleValues(routes, { scenario, storesCarbon: false });
      return "declared" in values ? Object.keys(values.declared).sort() : values;
    };
    expect(declaredIn("a")).toEqual(["B2", "C3"]);
    expect(declaredIn("b")).toEqual(["B2", "C3", "C4"]);
    expect(moduleValues(routes, { scenario: null, storesCarbon: false })).toEqual({
      refused: "scenario_open",
    });
    // Nothing of the way to the site is counted by it, so nothing has to be chosen of that.
    const ways = await epdOf({
      ...CONCRETE,
      gwp: { total: { "A1-A3": "100", "A4|lorry": "2", "A4|train": "1", C3: "1" } },
    });
    expect(moduleValues(ways, { scenario: null, storesCarbon: false })).toMatchObject({
      declared: { C3: { kg: "1" } },
    });
    const marked = await epdOf({ ...given, scenarios: [{ name: "a", isDefault: true }, { name: "b" }] });
    expect(moduleValues(marked, { scenario: null, storesCarbon: false })).toMatchObject({
      declared: { C4: { kg: "1" } },
    });
  });
});

describe("conversion", () => {
  const none = {
    massKg: null,
    grossDensity: null,
    bulkDensity: null,
    grammage: null,
    thickness: null,
    linearDensity: null,
    pieceWeight: null,
    conversionTo1Kg: null,
    biogenicCarbonKg: null,
  };
  const of = (
    entryUnit: Unit,
    thicknessM: number | null,
    unit: Unit,
    properties: Partial<typeof none> | object,
  ) => convert({ unit: entryUnit, thicknessM }, { unit, properties: { ...none, ...properties } });

  it("goes by unit, thickness or mass, and not at all where nothing is stated", () => {
    expect(of("m3", null, "m3", {})).toMatchObject({ how: "same", factor: "1" });
    expect(of("t", null, "kg", {})).toMatchObject({ how: "weight", factor: "1000" });
    expect(of("kg", null, "t", {})).toMatchObject({ how: "weight", factor: "0.001" });
    expect(of("m3", null, "m2", { thickness: "0.2" })).toMatchObject({ how: "to_area", factor: "5" });
    expect(of("m2", 0.2, "m3", {})).toMatchObject({ how: "to_volume", factor: "0.2" });
    expect(of("m3", null, "kg", {})).toMatchObject({ by: "mass", how: "mass", factor: "1" });
    expect(of("kg", null, "m3", { grossDensity: "2000" })).toMatchObject({ by: "mass", factor: "0.0005" });
    expect(of("m3", null, "m2", { grammage: "12.5" })).toMatchObject({ by: "mass", factor: "0.08" });
    expect(of("kg", null, "m", { linearDensity: "4" })).toMatchObject({ factor: "0.25" });
    expect(of("kg", null, "pcs", { pieceWeight: "8" })).toMatchObject({ factor: "0.125" });
    expect(of("kg", null, "m2", { grossDensity: "100", thickness: "0.1" })).toMatchObject({ factor: "0.1" });
    for (const unit of ["m3", "m2", "m", "pcs"] as const) expect(of("kg", null, unit, {})).toBeNull();
    expect(of("m2", null, "m3", {})).toBeNull();
    expect(of("m3", null, "pcs", { grossDensity: "2000" })).toBeNull();
  });

  it("a conversion factor divides (ILCD+EPD), and one that is upside down is not believed", () => {
    const mass = (conversionTo1Kg: string) =>
      massOfUnit({ unit: "m3", properties: { ...none, conversionTo1Kg } });
    expect(mass("0.0005")?.toFixed()).toBe("2000");
    expect(mass("2000")).toBeNull();
  });

  it("is linear, modules add up, and neither D nor biogenic carbon is in a total", async () => {
    const epd = await epdOf(CONCRETE);
    const entry = entryOf("concrete-c30");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 2, max: 50 }),
        (quantity, times) => {
          const line = (amount: number) =>
            counted(
              entry,
              epd,
              lineOf(entry, decimal(amount).div(1000).toFixed(), decimal(amount).times("2.4").toFixed()),
            );
          const once = line(quantity);
          const often = line(quantity * times);
          // Each figure is rounded once.
          expect(Math.abs(often.modules.a1a3G - once.modules.a1a3G * times)).toBeLessThanOrEqual(times);
          const stored = (one: CarbonLine) => ({
            massKg: one.massKg,
            ...one.modules,
            factor: one.factor,
            declaredModules: one.declared ?? null,
          });
          const account = byModule([stored(once), stored(often)], ON);
          const kept = account.modules.filter(({ module }) => module !== "D");
          expect(account.wholeG).toBe(kept.reduce((sum, { g }) => sum + (g ?? 0), 0));
          expect(account.upfrontG).toBe(
            [once, often].reduce((sum, { modules }) => sum + modules.a1a3G + modules.a4G + modules.a5G, 0),
          );
        },
      ),
      { numRuns: 200, seed: 20261130 },
    );
  });
});

describe("coverage and quality", () => {
  it("a module's coverage is the share of the mass that declares it; nothing declared is null", async () => {
    const entry = entryOf("concrete-c30");
    const one = counted(entry, await epdOf(CONCRETE), lineOf(entry, "1", "2400"));
    const declared = {
      massKg: "2400",
      ...one.modules,
      factor: one.factor,
      declaredModules: one.declared ?? null,
    };
    const plain = { ...declared, massKg: "7200", declaredModules: null };
    const account = byModule([declared, plain], ON);
    const module = (name: string) => account.modules.find((sum) => sum.module === name);
    expect(module("A1-A3")?.coverage).toBe(1);
    expect(module("C1")).toMatchObject({ g: 3000, coverage: 0.25 });
    expect(module("C4")).toEqual({ module: "C4", g: null, biogenicG: null, coverage: 0 });
  });

  it("scores a product's valid declaration best, and age, expiry, place and proxies worse", () => {
    const epd = {
      dataSetType: "specific",
      referenceYear: 2024,
      validUntil: "2029-12-31",
      geography: "DE",
    } as const;
    const of = (change: object, kind: "product" | "average" | "proxy" = "product") =>
      qualityOfEpd({ ...epd, ...change }, { kind, country: "DE", on: ON });
    expect(of({})).toEqual({ reliability: 1, time: 1, geography: 1, technology: 1, score: 1 });
    expect(of({ geography: "AT" }).geography).toBe(2);
    expect(of({ geography: "RER" }).geography).toBe(3);
    expect(of({ geography: "GLO" }).geography).toBe(4);
    expect(of({ geography: null }).geography).toBe(5);
    expect([2023, 2022, 2020, 2016, 2011, 2010].map((referenceYear) => of({ referenceYear }).time)).toEqual([
      1, 2, 2, 3, 4, 5,
    ]);
    expect(of({ validUntil: "2026-11-29" }).time).toBe(4);
    expect(of({ validUntil: "2026-11-30" }).time).toBe(1);
    expect(of({ dataSetType: "generic" }, "proxy")).toMatchObject({
      reliability: 4,
      technology: 4,
      score: 2.5,
    });
    expect(qualityOfFactor({ quality: "B", proxy: false }).score).toBe(3.8);
    expect(isExpired("2026-11-30", ON)).toBe(false);
    expect(isExpired(null, ON)).toBe(false);
  });
});
