import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { elementClass } from "#lib/processing/geometry/ifc-classes.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { Mapping } from "./mapping.ts";
import { normaliseName } from "./normalise-name.ts";
import { suggestMapping } from "./suggest-mapping.ts";
import { elementRules, MATERIALS } from "./suggest-rules.ts";

const LINES = { things: 10, closed: 0 };
const OUTLINES = { things: 10, closed: 9 };

describe("layers", () => {
  it.each([
    ["A-WALL", "IfcWall", "length_height_thickness", null],
    ["A-WALL-FULL", "IfcWall", "length_height_thickness", null],
    ["ground$0$A-WALL-CONC", "IfcWall", "length_height_thickness", "Concrete"],
    ["xref|S-COLS", "IfcColumn", "count", null],
    ["A-DOOR", "IfcDoor", "count", null],
    ["A-GLAZ", "IfcWindow", "count", null],
    ["S-BEAM-STEEL", "IfcBeam", "length", "Steel"],
    ["S-FNDN", "IfcFooting", "length", "Reinforced concrete"],
    ["Wände Mauerwerk", "IfcWall", "length_height_thickness", "Brick"],
    ["WAENDE_STB", "IfcWall", "length_height_thickness", "Reinforced concrete"],
    ["Innenwände Trockenbau", "IfcWall", "length_height_thickness", "Plasterboard"],
    ["Stahlbeton", "IfcWall", "length_height_thickness", "Reinforced concrete"],
    ["Türen", "IfcDoor", "count", null],
    ["Fenster", "IfcWindow", "count", null],
    ["A-21----E-", "IfcWall", "length_height_thickness", null],
  ] as const)("%s, drawn by lines", (name, ifcClass, measure, material) => {
    expect(suggestMapping("layer", name, LINES)).toMatchObject({ ifc_class: ifcClass, measure, material });
  });

  it.each([
    ["A-WALL", "IfcWall", "area_height"],
    ["Decke über EG", "IfcSlab", "area_thickness"],
    ["Stützen", "IfcColumn", "area_height"],
    ["Bodenplatte", "IfcSlab", "area_thickness"],
    ["A-23----E-", "IfcSlab", "area_thickness"],
  ] as const)("%s, drawn by outlines", (name, ifcClass, measure) => {
    expect(suggestMapping("layer", name, OUTLINES)).toMatchObject({ ifc_class: ifcClass, measure });
  });

  it.each([
    "A-ANNO-DIMS",
    "A-WALL-PATT",
    "Bemaßung",
    "Schraffur",
    "Defpoints",
    "S-GRID",
    "A-21----T-",
    "Plankopf",
  ])("%s is left out", (name) => expect(suggestMapping("layer", name, LINES)).toEqual({ use: "leave_out" }));

  it.each(["0", "Layer1", "Q1", "FG-Frame", "SHAPE", "Tavolo 2", "wallpaper2"])("%s says nothing", (name) =>
    expect(suggestMapping("layer", name, LINES)).toBeNull(),
  );
});

describe("blocks", () => {
  it.each([
    ["Door 90", "IfcDoor"],
    ["Innentür_885", "IfcDoor"],
    ["WINDOW-1200", "IfcWindow"],
    ["Fenster 2flg", "IfcWindow"],
    ["Waschtisch", "IfcSanitaryTerminal"],
    ["WC", "IfcSanitaryTerminal"],
    ["Steckdose 2fach", "IfcOutlet"],
    ["chair", "IfcFurniture"],
  ])("%s", (name, ifcClass) => {
    expect(suggestMapping("block", name, LINES)).toMatchObject({ ifc_class: ifcClass, measure: "count" });
  });

  it.each(["Section Callout", "TYP", "bloko"])("%s says nothing", (name) =>
    expect(suggestMapping("block", name, LINES)).toBeNull(),
  );
});

it("every rule makes a mapping that a person may confirm as it is", () => {
  for (const kind of ["layer", "block"] as const)
    for (const rule of elementRules(kind)) {
      expect(elementClass(rule.ifcClass.toUpperCase())?.name).toBe(rule.ifcClass);
      for (const measure of kind === "layer" ? [rule.closed, rule.open] : [rule.block])
        expect(
          Mapping.safeParse({
            use: "element",
            ifc_class: rule.ifcClass,
            measure,
            height_m: rule.heightM ?? null,
            thickness_m: rule.thicknessM ?? null,
          }).success,
          `${rule.ifcClass} ${measure}`,
        ).toBe(true);
    }
});

it("every material that is suggested has an entry in the catalogue", () => {
  const names = MATERIALS.map(({ name }) => ({ name, ifcClasses: ["IfcWall"] }));
  const found = classifyMaterials(names, { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) });
  expect(found.filter(({ catalogueId }) => catalogueId === null)).toEqual([]);
});

it.each([
  ["Ground|A-WALL", "a-wall"],
  ["a$0$b$1$A-Wall", "a-wall"],
  ["  Wände   EG ", "wände eg"],
])("%s is remembered as %s", (name, normalised) => expect(normaliseName(name)).toBe(normalised));
