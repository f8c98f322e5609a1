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
    const { cost, carbon } = estimate(elements);
    const line = (key: string) => cost.lines.find((found) => found.key === key);
    expect(line("cmu-light|IfcWallStandardCase")?.elementIds).toHaveLength(13);
    expect(Number(line("cmu-light|IfcWallStandardCase")?.quantity)).toBeCloseTo(54.481, 2);
    expect(line("concrete-rc|IfcSlab")).toMatchObject({
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
    expect(carbon.lines.find(({ key }) => key === "concrete-rc|IfcSlab")?.modules.a1a3G).toBe(8_112_000);
  });

  it("Revit house: a layer of metal studs is studs, not a solid of steel", async () => {
    const { elements } = await takeOff({ path: path.join(MODELS, "sample-house-revit.ifc4.ifc") });
    const { cost, model } = estimate(elements);
    const studs = model.lines.filter(({ catalogueId }) => catalogueId === "steel-stud-layer");
    expect(studs.map(({ unit }) => unit)).toEqual(["m2", "m2"]);
    for (const { quantity, massKg } of studs) expect(Number(massKg)).toBeCloseTo(3 * Number(quantity), 2);
    expect(cost.unpriced).toMatchObject([{ reason: "no_price", catalogueId: "furniture", quantity: "14" }]);
  });
});
