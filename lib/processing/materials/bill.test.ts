import { beforeAll, describe, expect, it } from "vitest";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { element, estimate, measure, sole } from "#lib/processing/costs/testing/model.ts";
import { BillTooLong, refusalOf } from "#lib/processing/refusal.ts";
import { Bill } from "./bill.ts";
import type { MeasuredModel } from "./types.ts";

/** Ceramic tile by density alone: an area without a thickness then has no mass. */
function tilesByDensity(): Catalogue {
  const tile = DEFAULT_CATALOGUE.get("ceramic-tile");
  if (!tile) throw new Error("The catalogue has no ceramic-tile");
  return new Map(DEFAULT_CATALOGUE).set(tile.id, { ...tile, densityKgM3: 2000, massPerUnit: null });
}

const covering = (globalId: string, storey: number, quantities: { areaM2: number; volumeM3?: number }) =>
  element({ globalId, storey, ifcClass: "IfcCovering", quantities, materials: sole("Ceramic tile") });

describe("a line that has a mass in part", () => {
  const catalogue = tilesByDensity();
  let model: MeasuredModel;
  beforeAll(async () => {
    const tiles = [
      covering("a", 0, { areaM2: 10, volumeM3: 0.1 }),
      covering("b", 0, { areaM2: 20 }),
      covering("c", 1, { areaM2: 10 }),
    ];
    model = (await measure(tiles, catalogue)).model;
  });

  it("keeps the mass it has, and says what it leaves out", () => {
    expect(model.lines).toHaveLength(1);
    expect(model.lines[0]).toMatchObject({
      quantity: "40",
      massKg: "200",
      unweighed: { quantity: "30", elementIds: ["b", "c"] },
      byStorey: [
        { storey: 0, quantity: "30", massKg: "200" },
        { storey: 1, quantity: "10", massKg: null },
      ],
    });
  });

  it("counts the carbon of that mass, lists the rest, and shows it in the total's coverage", () => {
    const carbon = calculateCarbon(model, catalogue);
    const factor = catalogue.get("ceramic-tile")?.carbon?.a1a3KgPerKg ?? 0;
    expect(carbon.totals.a1a3G).toBe(Math.round(200 * factor * 1000));
    expect(carbon.massKg).toBe("200");
    expect(carbon.missing).toMatchObject([
      { reason: "no_mass", catalogueId: "ceramic-tile", elementIds: ["b", "c"], massKg: null },
    ]);
    expect(carbon.coverage.elements).toEqual({ covered: 1, total: 3, share: "0.3333" });
  });

  it("has no mass where no part has one, and is listed whole", async () => {
    const { model: none } = await measure([covering("b", 0, { areaM2: 20 })], catalogue);
    expect(none.lines[0]).toMatchObject({ massKg: null, unweighed: null });
    const carbon = calculateCarbon(none, catalogue);
    expect(carbon.lines).toEqual([]);
    expect(carbon.missing).toMatchObject([{ reason: "no_mass", elementIds: ["b"] }]);
  });
});

describe("what is no line", () => {
  it("lists placeholders of a few cubic millimetres instead of a line of zero", async () => {
    const tiny = element({
      globalId: "t",
      ifcClass: "IfcMember",
      quantities: { volumeM3: 2e-9 },
      materials: sole("CONCRETE/BETON"),
    });
    const { model, cost } = await estimate([tiny]);
    expect(cost.lines).toEqual([]);
    expect(model.unmeasured).toMatchObject([
      { reason: "too_small", catalogueId: "concrete-c30", materialName: "CONCRETE/BETON", elementIds: ["t"] },
    ]);
  });

  it("does not share a wall out in equal parts where the model does not say how much of each there is", async () => {
    const part = (name: string) => ({ name, thicknessM: null, share: 0.5, shareAssumed: true as const });
    const { model, cost } = await estimate([
      element({ globalId: "w", quantities: { volumeM3: 4 }, materials: [part("Brick"), part("Plaster")] }),
    ]);
    expect(model.lines).toEqual([]);
    expect(
      model.unmeasured.map(({ reason, materialName, volumeM3 }) => [reason, materialName, volumeM3]),
    ).toEqual([
      ["no_share", "Brick", "2"],
      ["no_share", "Plaster", "2"],
    ]);
    expect(cost.coverage.elements).toEqual({ covered: 0, total: 1, share: "0" });
  });
});

it("weighs a part by the tenant's own mass of a unit, and by volume × density where nobody stated one", async () => {
  const tile = DEFAULT_CATALOGUE.get("ceramic-tile");
  if (!tile) throw new Error("The catalogue has no ceramic-tile");
  const weighing = async (massPerUnit: CatalogueEntry["massPerUnit"]) => {
    const catalogue = new Map(DEFAULT_CATALOGUE).set(tile.id, { ...tile, densityKgM3: 2000, massPerUnit });
    const tiles = [covering("a", 0, { areaM2: 74.42225, volumeM3: 0.7442225 })];
    return (await measure(tiles, catalogue)).model.lines;
  };
  const stated = { kg: 40, source: "Data sheet", proxy: false };
  expect(await weighing({ ...stated, own: true })).toMatchObject([
    { quantity: "74.42225", massKg: "2976.89" },
  ]);
  expect(await weighing(stated)).toMatchObject([{ quantity: "74.42225", massKg: "1488.445" }]);
});

it("is refused where it would be split by more storeys than can be held", () => {
  const bill = new Bill();
  const part = (line: number, storey: number) => ({
    globalId: null,
    ifcClass: `IfcWall${line}`,
    storey,
    materialName: null,
    catalogueId: "brick",
    din276: null,
    unit: "m3" as const,
    quantity: decimal(1),
    massKg: null,
    volumeM3: null,
  });
  for (let n = 0; n < 200_000; n++) bill.add(part(n % 100, Math.floor(n / 100)));
  bill.add(part(0, 0));
  expect(() => bill.add(part(100, 0))).toThrow(BillTooLong);
  expect(refusalOf(new BillTooLong())).toMatchObject({ code: "bill_too_long" });
});

it("measures a membrane by the element's area, though it has no thickness", async () => {
  const { model } = await estimate([
    element({
      globalId: "s",
      ifcClass: "IfcSlab",
      quantities: { volumeM3: 20, areaM2: 100 },
      materials: [
        { name: "Stahlbeton", thicknessM: 0.2, share: 1 },
        { name: "Vapor Retarder", thicknessM: 0, share: 0 },
        { name: "Concrete", thicknessM: 0, share: 0 },
      ],
    }),
  ]);
  const line = model.lines.find(({ catalogueId }) => catalogueId === "vapour-barrier");
  expect(line).toMatchObject({ unit: "m2", quantity: "100", volumeM3: "0" });
  // Concrete of no thickness is nothing that could be measured, and it is said.
  expect(model.unmeasured).toMatchObject([{ reason: "no_quantity", materialName: "Concrete" }]);
});

it("makes lines of their own of the parts that stand in different cost groups", async () => {
  const wall = (globalId: string, isExternal: boolean | null, loadBearing: boolean | null) =>
    element({ globalId, isExternal, loadBearing, quantities: { volumeM3: 1 }, materials: sole("Beton") });
  const { cost } = await estimate([
    wall("a", true, true),
    wall("b", true, true),
    wall("c", false, false),
    wall("d", null, true),
  ]);
  expect(cost.lines.map(({ key, quantity, codes }) => [key, quantity, codes.din276])).toEqual([
    ["concrete-c30|IfcWall", "1", null],
    ["concrete-c30|IfcWall|331", "2", "331"],
    ["concrete-c30|IfcWall|342", "1", "342"],
  ]);
});

it("measures the same whatever the batches", async () => {
  const elements = Array.from({ length: 25 }, (_, n) =>
    element({
      globalId: `e${n}`,
      storey: n % 3,
      quantities: { volumeM3: 1 / (n + 1), areaM2: n },
      materials: n % 4 === 0 ? sole("Xylofant") : sole("Beton"),
    }),
  );
  const whole = await measure(elements);
  expect(await measure(elements, DEFAULT_CATALOGUE, 4)).toEqual(whole);
  expect(decimal(whole.model.volumeM3).gt(3)).toBe(true);
});
