import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { loadCore } from "./engine.ts";
import { ELEMENT_CLASSES } from "./ifc-classes.generated.ts";
import { elementClass, supportedSchema } from "./ifc-classes.ts";
import { isElementType, keptType } from "./kept-types.ts";
import { isTakeoffErrorCode } from "./takeoff-error.ts";

describe("element classes", () => {
  it("keep the schema's spelling, services included, without features and spaces", () => {
    for (const name of [
      "IfcWallStandardCase",
      "IfcPipeSegment",
      "IfcFlowSegment",
      "IfcPavement",
      "IfcVirtualElement",
    ])
      expect(elementClass(name.toUpperCase())?.name).toBe(name);
    for (const name of [
      "IFCOPENINGELEMENT",
      "IFCPROJECTIONELEMENT",
      "IFCVOIDINGFEATURE",
      "IFCSURFACEFEATURE",
    ])
      expect(elementClass(name)).toBeUndefined();
    for (const name of ["IFCSPACE", "IFCANNOTATION", "IFCGRID", "IFCBUILDINGSTOREY", "IFCEARTHWORKSCUT"])
      expect(elementClass(name)).toBeUndefined();
  });

  it("have PredefinedType at one place in every schema", () => {
    const places = new Map<string, string>();
    for (const words of Object.values(ELEMENT_CLASSES))
      for (const word of words.trim().split(/\s+/)) {
        const [name = "", place] = word.split(":");
        if (place === undefined) continue;
        expect([name, places.get(name) ?? place]).toEqual([name, place]);
        places.set(name, place);
      }
    expect(places.size).toBeGreaterThan(100);
  });

  it("tell element types from presentation styles", () => {
    expect(["IFCWALLTYPE", "IFCDOORSTYLE", "IFCPUMPTYPE"].every(isElementType)).toBe(true);
    expect(["IFCSURFACESTYLE", "IFCCURVESTYLE", "IFCWALL"].some(isElementType)).toBe(false);
    expect(keptType("IFCCARTESIANPOINT")).toBe(false);
  });
});

describe("schemas", () => {
  it.each([
    ["IFC2X3", "IFC2X3"],
    ["ifc4", "IFC4"],
    ["IFC4X3_ADD2", "IFC4X3"],
    ["IFC4X3_RC4", undefined],
    ["IFC2X2_FINAL", undefined],
  ])("%s", (name, schema) => {
    expect(supportedSchema(name)).toBe(schema);
  });
});

describe("engine", () => {
  it("finds web-ifc's core in the pinned bundle, so that workers stay light", () => {
    expect(loadCore(createRequire(import.meta.url).resolve("web-ifc"))).toBeTypeOf("function");
  });
});

describe("error codes", () => {
  it("are told from other strings", () => {
    expect(isTakeoffErrorCode("ifc_truncated")).toBe(true);
    expect(isTakeoffErrorCode("toString")).toBe(false);
  });
});
