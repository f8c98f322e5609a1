import { describe, expect, it } from "vitest";
import { colorOf, materialColor } from "#components/charts/thing-colors.ts";
import type { ModelColumns } from "./answers.ts";
import { COLOUR_MODES, colouring } from "./colouring.ts";

const columns: ModelColumns = {
  count: 6,
  classes: ["IfcWall", "IfcWallStandardCase", "IfcDoor"],
  class: [0, 1, 1, 1, 2, 2],
  storeys: ["Ground floor", "First floor", "Roof"],
  storey: [1, 1, 1, 0, 0, -1],
  materials: ["Brick"],
  material: [0, 0, 0, 0, -1, -1],
  material_entries: ["brick"],
  currency: "EUR",
  cost: [10, 20, 30, 400, 5000, null],
  carbon_kg: [null, null, null, null, null, null],
  confidence: [1, 1, 0, 1, 2, 1],
};
const members = (mode: (typeof COLOUR_MODES)[number]) =>
  colouring(columns, mode).entries.map(({ what, ordinals }) => [
    what.kind === "named" ? what.name : what.kind,
    ordinals,
  ]);

describe("the legend", () => {
  it("names classes, those of most elements first, and storeys from below", () => {
    expect(members("class")).toEqual([
      ["IfcWallStandardCase", [1, 2, 3]],
      ["IfcDoor", [4, 5]],
      ["IfcWall", [0]],
    ]);
    expect(members("storey")).toEqual([
      ["Ground floor", [3, 4]],
      ["First floor", [0, 1, 2]],
      ["none", [5]],
    ]);
  });

  it("has the colours of charts, and never one of them twice", () => {
    const { entries } = colouring(columns, "class");
    expect(entries[0]?.light).toBe(colorOf("class", "IfcWallStandardCase").light);
    expect(new Set(entries.map(({ light }) => light)).size).toBe(entries.length);
  });

  it("gives a material the colour of its catalogue entry, as charts and tables do, whatever the file calls it", () => {
    const { entries } = colouring(
      {
        ...columns,
        materials: ["Ziegel 24", "Mauerwerk", "Unbekanntes"],
        material: [0, 0, 1, 2, -1, -1],
        material_entries: ["brick", "brick", null],
      },
      "material",
    );
    const colours = new Map(
      entries.flatMap(({ what, light }) => (what.kind === "named" ? [[what.name, light]] : [])),
    );
    const brick = colorOf("material", "brick").light;
    expect(colours.get("Ziegel 24")).toBe(brick);
    expect(colours.get("Mauerwerk")).toBe(brick);
    expect(materialColor("Ziegel 24", "brick").light).toBe(brick);
    expect(colours.get("Unbekanntes")).toBe(materialColor("Unbekanntes", null).light);
  });

  it("divides costs into ranges without gaps that add up to all of them", () => {
    const { entries } = colouring(columns, "cost");
    const ranges = entries.flatMap(({ what }) => (what.kind === "range" ? [what] : []));
    expect(ranges[0]?.from).toBe(10);
    expect(ranges.at(-1)?.to).toBe(5000);
    for (const [at, { from }] of ranges.slice(1).entries()) expect(from).toBeGreaterThan(ranges[at]?.to ?? 0);
    expect(entries.reduce((sum, entry) => sum + (entry.sum ?? 0), 0)).toBe(5460);
    expect(entries.at(-1)).toMatchObject({ what: { kind: "none" }, ordinals: [5], sum: null });
  });

  it("says what is confirmed, doubtful or without a quantity", () => {
    expect(members("confidence")).toEqual([
      ["confirmed", [0, 1, 3, 5]],
      ["doubtful", [2]],
      ["none", [4]],
    ]);
  });

  it.each(COLOUR_MODES.filter((mode) => mode !== "model"))("%s: has each element once", (mode) => {
    const all = colouring(columns, mode).entries.flatMap(({ ordinals }) => ordinals);
    expect(all.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

it("paints each element as its line in the legend shows it", () => {
  const { entries, colours } = colouring(columns, "storey");
  for (const dark of [false, true]) {
    const painted = colours(dark);
    for (const entry of entries)
      for (const ordinal of entry.ordinals) {
        const hex = Buffer.from(painted?.subarray(ordinal * 3, ordinal * 3 + 3) ?? []).toString("hex");
        expect(`#${hex}`).toBe(dark ? entry.dark : entry.light);
      }
  }
  expect(colouring(columns, "model").colours(false)).toBeNull();
});
