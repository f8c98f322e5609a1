import { describe, expect, it } from "vitest";
import { element, estimate, sole } from "../costs/testing/model.ts";
import type { MeasuredModel } from "./types.ts";

const line = (model: MeasuredModel, key: string) => model.lines.find((found) => found.key === key);

describe("measuring a model", () => {
  it("measures layers by volume and by area, each layer's own", async () => {
    const { model } = await estimate([
      element({
        globalId: "w",
        quantities: { volumeM3: 10 * 0.3, areaM2: 10 },
        materials: [
          { name: "Gypsum board", thicknessM: 0.0125, share: 0.0125 / 0.3 },
          { name: "Stone wool", thicknessM: 0.275, share: 0.275 / 0.3 },
          { name: "Fibre cement", thicknessM: 0.0125, share: 0.0125 / 0.3 },
        ],
      }),
    ]);
    expect(line(model, "gypsum|IfcWall")).toMatchObject({ unit: "m3", quantity: "0.125", massKg: "90" });
    expect(line(model, "stone-wool|IfcWall")).toMatchObject({ quantity: "2.75", massKg: "123.75" });
    expect(line(model, "fibre-cement|IfcWall")).toMatchObject({ unit: "m2", quantity: "10", massKg: "225" });
    expect(model.volumeM3).toBe("3");
  });

  it("counts doors and windows whole, whatever they are made of", async () => {
    const { model } = await estimate([
      element({
        globalId: "d",
        ifcClass: "IfcDoor",
        quantities: { volumeM3: 0.1, areaM2: 2 },
        materials: sole("Stahl"),
      }),
      element({
        globalId: "e",
        ifcClass: "IfcDoor",
        quantities: { volumeM3: 0.1 },
        materials: sole("Unbekannt"),
      }),
      element({ globalId: "f", ifcClass: "IfcWindow", quantities: { areaM2: 1.5 }, materials: sole("PVC") }),
    ]);
    expect(line(model, "door-steel-ext|IfcDoor")).toMatchObject({
      materialNames: [],
      unit: "pcs",
      quantity: "1",
      massKg: "75",
    });
    expect(line(model, "door-wood-int|IfcDoor")?.quantity).toBe("1");
    expect(line(model, "window-pvc|IfcWindow")).toMatchObject({ unit: "m2", quantity: "1.5", massKg: "60" });
    expect(model.unmeasured).toEqual([]);
  });

  it("tells pipes from ducts by class, and by name in IFC 2x3", async () => {
    const { model } = await estimate([
      element({
        globalId: "a",
        ifcClass: "IfcPipeSegment",
        quantities: { lengthM: 3 },
        materials: sole("Kupfer"),
      }),
      element({
        globalId: "b",
        ifcClass: "IfcFlowSegment",
        typeName: "Rectangular Duct",
        quantities: { lengthM: 4 },
      }),
      element({ globalId: "c", ifcClass: "IfcFlowTerminal", name: "Toilet-Domestic", quantities: {} }),
    ]);
    expect(model.lines.map(({ key, quantity }) => [key, quantity])).toEqual([
      ["duct|IfcFlowSegment", "4"],
      ["pipe-copper|IfcPipeSegment", "3"],
      ["sanitary|IfcFlowTerminal", "1"],
    ]);
  });

  it("lists with its reason what cannot be measured, and drops nothing", async () => {
    const { model } = await estimate([
      element({ globalId: "a", quantities: { volumeM3: 1 }, materials: sole("Xylofant") }),
      element({ globalId: "b", quantities: { volumeM3: 2 } }),
      element({ globalId: "c", materials: sole("Beton") }),
      element({
        globalId: "d",
        ifcClass: "IfcMember",
        quantities: { volumeM3: 4 },
        materials: sole("Window Frame"),
      }),
    ]);
    expect(model.lines).toEqual([]);
    expect(
      model.unmeasured.map(({ reason, elementIds, volumeM3 }) => [reason, elementIds, volumeM3]),
    ).toEqual([
      ["no_material", ["b"], "2"],
      ["no_quantity", ["c"], "0"],
      ["unknown_material", ["a"], "1"],
      ["whole_product", ["d"], "4"],
    ]);
    expect(model).toMatchObject({ elements: 4, volumeM3: "7" });
  });

  it("leaves assemblies out whose parts are measured", async () => {
    const { model } = await estimate([
      element({
        globalId: "s",
        ifcClass: "IfcStair",
        measured: false,
        quantities: { volumeM3: 9 },
        materials: sole("Beton"),
      }),
      element({
        globalId: "f",
        ifcClass: "IfcStairFlight",
        quantities: { volumeM3: 1 },
        materials: sole("Beton"),
      }),
    ]);
    expect(model.elements).toBe(1);
    expect(model.lines.map(({ key }) => key)).toEqual(["concrete-c30|IfcStairFlight"]);
  });

  it("uses a stated weight where there is no volume", async () => {
    const { model } = await estimate([
      element({
        globalId: "b",
        ifcClass: "IfcBeam",
        quantities: { weightKg: 120.5 },
        materials: sole("S355"),
      }),
    ]);
    expect(line(model, "steel-section|IfcBeam")).toMatchObject({
      unit: "kg",
      quantity: "120.5",
      massKg: "120.5",
    });
  });

  it("splits a line by storey so that it adds up exactly", async () => {
    const third = { volumeM3: 1 / 3 };
    const { model } = await estimate(
      [0, 1, null].map((storey) =>
        element({ globalId: `${storey}`, storey, quantities: third, materials: sole("Beton") }),
      ),
    );
    const found = line(model, "concrete-c30|IfcWall");
    expect(found?.quantity).toBe("1");
    expect(found?.byStorey.map(({ storey, quantity }) => [storey, quantity])).toEqual([
      [0, "0.333334"],
      [1, "0.333333"],
      [null, "0.333333"],
    ]);
  });
});
