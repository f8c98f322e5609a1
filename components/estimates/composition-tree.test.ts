import { describe, expect, it } from "vitest";
import { type Cell, treeOf, type Words } from "./composition-tree.ts";

const words: Words = {
  all: "All",
  noStorey: "In no storey",
  noClass: "By hand",
  folded: (count) => `${count} small`,
  money: (amount) => `$${amount}`,
  carbon: (kg) => `${kg} kg`,
};

const cell = (over: Partial<Cell>): Cell => ({
  storey_order: 0,
  storey: "Ground floor",
  ifc_class: "IfcWall",
  catalogue_id: "brick",
  name: "Brick",
  folded: 0,
  cost: "10.10",
  carbon: { a1_a3_kg: 1, a4_kg: 2, a5_kg: 3, biogenic_kg: 50 },
  ...over,
});

describe("an estimate as a tree", () => {
  const cells = [
    cell({ storey_order: 1, storey: "First floor", cost: "99.90" }),
    cell({}),
    cell({ ifc_class: "IfcSlab", catalogue_id: "concrete-c30", name: "Concrete", cost: "20.20" }),
    cell({ storey_order: null, storey: null, cost: "0.05" }),
  ];

  it("has storeys from the lowest up, then classes and materials from the greatest down, with exact sums", () => {
    const root = treeOf(cells, "cost", words);
    expect(root.text).toBe("$130.25");
    expect(root.children.map(({ label, text }) => [label, text])).toEqual([
      ["Ground floor", "$30.30"],
      ["First floor", "$99.90"],
      ["In no storey", "$0.05"],
    ]);
    expect(root.children[0]?.children.map(({ label }) => label)).toEqual(["Slab", "Wall"]);
    expect(root.children[0]?.children[0]?.children.map(({ label }) => label)).toEqual(["Concrete"]);
  });

  it("weighs by carbon without what timber has stored", () => {
    expect(treeOf(cells, "carbon", words)).toMatchObject({ value: 24, text: "24 kg" });
  });

  it("is flat for what was entered by hand, and names what was folded", () => {
    const byHand = [
      cell({ storey_order: null, storey: null, ifc_class: null }),
      cell({ storey_order: null, storey: null, ifc_class: null, catalogue_id: null, name: null, folded: 7 }),
    ];
    const { children } = treeOf(byHand, "cost", words);
    expect(children.map(({ label }) => label)).toEqual(["Brick", "7 small"]);
    expect(children.every((one) => one.children.length === 0)).toBe(true);
  });
});
