import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { estimate } from "./testing/model.ts";

const MODELS = path.resolve(import.meta.dirname, "../../../../shared/data/ifc");

/** Real models, reckoned by hand from the take-off's quantities and the default book. */
describe.skipIf(!existsSync(MODELS))("the shared models", () => {
  it("FZK house: walls, slab, doors and windows are priced; the materials named Solid wait for a person", async () => {
    const { elements } = await takeOff({ path: path.join(MODELS, "ac20-fzk-haus.ifc4.ifc") });
    const { cost, carbon } = await estimate(elements);
    const line = (key: string) => cost.lines.find((found) => found.key === key);
    expect(line("cmu-light|IfcWallStandardCase")?.elementIds).toHaveLength(13);
    expect(Number(line("cmu-light|IfcWallStandardCase")?.quantity)).toBeCloseTo(54.481, 2);
    expect(line("concrete-rc|IfcSlab|322")).toMatchObject({
      quantity: "24",
      unitRate: "465",
      likelyMinor: 1_116_000,
    });
    expect(line("door-wood-int|IfcDoor")).toMatchObject({
      quantity: "5",
      rule: "by_class",
      likelyMinor: 325_000,
    });
    expect(line("window-wood-alu|IfcWindow")).toMatchObject({ unit: "m2", quantity: "23.6" });
    expect(new Set(cost.unpriced.map(({ reason }) => reason))).toEqual(new Set(["unknown_material"]));
    expect(cost.coverage.elements).toEqual({ covered: 31, total: 82, share: "0.378" });
    // 24 m3 × 2500 kg × 0.1352
    expect(carbon.lines.find(({ key }) => key === "concrete-rc|IfcSlab|322")?.modules.a1a3G).toBe(8_112_000);
  });

  it("Revit house: a layer of metal studs is studs, not a solid of steel", async () => {
    const { elements } = await takeOff({ path: path.join(MODELS, "sample-house-revit.ifc4.ifc") });
    const { cost, model } = await estimate(elements);
    const studs = model.lines.filter(({ catalogueId }) => catalogueId === "steel-stud-layer");
    expect(studs.map(({ unit }) => unit)).toEqual(["m2", "m2"]);
    for (const { quantity, massKg } of studs) expect(Number(massKg)).toBeCloseTo(3 * Number(quantity), 2);
    expect(cost.unpriced.filter(({ reason }) => reason !== "no_share")).toMatchObject([
      { reason: "no_price", catalogueId: "furniture", quantity: "14" },
    ]);
  });

  it("Revit house: outer walls name four materials without thickness, which no equal share makes a quantity", async () => {
    const { elements } = await takeOff({ path: path.join(MODELS, "sample-house-revit.ifc4.ifc") });
    const { cost, model } = await estimate(elements);
    const unshared = cost.unpriced.filter(({ reason }) => reason === "no_share");
    expect(unshared.map(({ catalogueId }) => catalogueId)).toEqual([
      "brick",
      "cmu-light",
      "glass-wool",
      "plaster",
    ]);
    for (const { elementIds } of unshared) expect(elementIds).toHaveLength(3);
    // Its floor has two membranes of no thickness: 146.199 m² of each.
    const membranes = ["bitumen-membrane", "vapour-barrier"].map((id) =>
      model.lines.find((line) => line.catalogueId === id),
    );
    for (const line of membranes) expect(Number(line?.quantity)).toBeCloseTo(146.199, 2);
  });

  it.each([
    "ac20-fzk-haus.ifc4",
    "mini-project-steel.ifc2x3",
    "sample-house-revit.ifc4",
    "two-walls-imperial.ifc2x3",
  ])("%s: no priced line is zero", async (name) => {
    const { elements } = await takeOff({ path: path.join(MODELS, `${name}.ifc`) });
    for (const { key, quantity, likelyMinor } of (await estimate(elements)).cost.lines) {
      expect(Number(quantity), key).toBeGreaterThan(0);
      expect(likelyMinor, key).toBeGreaterThan(0);
    }
  });
});
