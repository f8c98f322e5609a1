import { describe, expect, it } from "vitest";
import { codesOf, costGroupOf, NOTHING_STATED } from "./codes.ts";
import { DEFAULT_CATALOGUE } from "./default-catalogue.ts";

const T = true;
const F = false;
const group = (
  ifcClass: string,
  isExternal: boolean | null,
  loadBearing: boolean | null = null,
  predefinedType: string | null = null,
) => costGroupOf(ifcClass, { isExternal, loadBearing, predefinedType });

describe("DIN 276:2018 cost groups", () => {
  it.each([
    [T, T, "331"],
    [T, F, "332"],
    [F, T, "341"],
    [F, F, "342"],
    [T, null, "330"],
    [F, null, "340"],
    // Bearing or not, outside or inside: two parents are left, so none is named.
    [null, T, null],
    [null, F, null],
    [null, null, null],
  ])("of a wall that is external: %s, load-bearing: %s", (isExternal, loadBearing, code) => {
    for (const name of ["IfcWall", "IfcWallStandardCase", "IfcWallElementedCase"])
      expect(group(name, isExternal, loadBearing)).toBe(code);
  });

  it.each([
    ["IfcColumn", T, null, "333"],
    ["IfcColumn", F, null, "343"],
    ["IfcColumn", null, "COLUMN", null],
    ["IfcWindow", T, "WINDOW", "334"],
    ["IfcWindow", F, "WINDOW", "344"],
    ["IfcWindow", T, "SKYLIGHT", "362"],
    ["IfcWindow", null, null, null],
    ["IfcDoor", T, null, "334"],
    ["IfcDoor", F, null, "344"],
    ["IfcDoor", null, null, null],
    ["IfcSlab", null, "FLOOR", "351"],
    ["IfcSlab", T, "BASESLAB", "322"],
    ["IfcSlab", null, "ROOF", "361"],
    ["IfcSlab", F, null, null],
    ["IfcSlab", F, "Sondertyp", null],
    ["IfcRoof", null, null, "360"],
    ["IfcFooting", null, "STRIP_FOOTING", "322"],
    ["IfcFooting", null, null, "320"],
    ["IfcPile", null, null, "323"],
    ["IfcBeam", null, "JOIST", "351"],
    ["IfcBeam", F, "BEAM", null],
    ["IfcMember", null, "RAFTER", "361"],
    ["IfcStairFlight", F, null, "351"],
    ["IfcStairFlight", T, null, null],
    ["IfcCurtainWall", null, null, "337"],
    ["IfcCurtainWall", F, null, "346"],
    ["IfcPipeSegment", null, null, "400"],
  ])("of %s, external: %s, type %s", (name, isExternal, type, code) => {
    expect(group(name, isExternal, null, type)).toBe(code);
  });

  it("are none without a class", () => {
    expect(costGroupOf(null, NOTHING_STATED)).toBeNull();
  });
});

describe("UniFormat", () => {
  const uniFormat = (id: string, ifcClass: string, din276: string | null = null) => {
    const entry = DEFAULT_CATALOGUE.get(id);
    if (!entry) throw new Error(`The catalogue has no ${id}`);
    return codesOf(entry, ifcClass, din276).uniFormat;
  };

  it("follows the part of the building, not the material's usual place", () => {
    expect(uniFormat("concrete-rc", "IfcFooting", "322")).toBe("A10");
    expect(uniFormat("concrete-rc", "IfcSlab", "351")).toBe("B10");
    expect(uniFormat("concrete-rc", "IfcSlab", "322")).toBe("A10");
    // Insulation is of the facade, unless it lies in a floor, under one or on a roof.
    expect(uniFormat("xps", "IfcWall", "331")).toBe("B20");
    expect(uniFormat("xps", "IfcSlab", "351")).toBe("B10");
    expect(uniFormat("xps", "IfcSlab", "361")).toBe("B30");
    expect(uniFormat("screed", "IfcRoof", "360")).toBe("B30");
    expect(uniFormat("screed", "IfcSlab", "351")).toBe("C30");
    expect(uniFormat("aluminium-profile", "IfcMember")).toBe("B20");
  });
});
