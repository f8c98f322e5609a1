import { describe, expect, it } from "vitest";
import type { GroupsAnswer } from "./answers.ts";
import { isOpen, openedAtFirst, sectionsOf, showsElements, turned } from "./sections.ts";
import { unknownOf } from "./shares.ts";
import { readView } from "./view.ts";

const sums = (count: number, volume_m3: number | null = null) => ({
  count,
  length_m: null,
  area_m2: null,
  volume_m3,
  weight_kg: null,
  low_confidence: 0,
});
const groups: GroupsAnswer = {
  groups: [
    { key: "Ground", name: "Ground", ...sums(2, 5) },
    { key: "First", name: "First", ...sums(3, 9) },
    { key: "none", name: null, ...sums(1) },
  ],
  total: sums(6, 14),
  left_out: 0,
};
const viewOf = (search: string) => {
  const params = new URLSearchParams(search);
  return readView((name) => params.get(name) ?? "");
};
const keys = (search: string) =>
  sectionsOf(viewOf(search), groups, undefined, openedAtFirst("storey", 6)).map(({ key }) => key);

describe("groups", () => {
  it("are open in a small file, closed in a large one, until somebody turns one", () => {
    const small = openedAtFirst("storey", 200);
    const large = openedAtFirst("storey", 201);
    expect([isOpen(small, "First"), isOpen(large, "First")]).toEqual([true, false]);
    expect([showsElements(small), showsElements(large)]).toEqual([true, false]);
    const one = turned(large, "First");
    expect([isOpen(one, "First"), isOpen(one, "Ground"), showsElements(one)]).toEqual([true, false, true]);
    expect(showsElements(turned(one, "First"))).toBe(false);
    expect(showsElements(openedAtFirst("", 100_000))).toBe(true);
  });

  it("follow the sort by their sums, what has none last", () => {
    expect(keys("")).toEqual(["Ground", "First", "none"]);
    expect(keys("sort=-volume_m3")).toEqual(["First", "Ground", "none"]);
    expect(keys("sort=volume_m3")).toEqual(["Ground", "First", "none"]);
    expect(keys("sort=-storey")).toEqual(["First", "Ground", "none"]);
    expect(keys("sort=-name")).toEqual(["Ground", "First", "none"]);
  });

  it("follow what they cost, what costs nothing last", () => {
    const amounts = new Map([
      ["Ground", { cost: 900, carbon_kg: null }],
      ["First", { cost: 20, carbon_kg: 4 }],
    ]);
    const by = (search: string) =>
      sectionsOf(viewOf(search), groups, undefined, openedAtFirst("storey", 6), amounts).map(
        ({ key }) => key,
      );
    expect(by("sort=-cost")).toEqual(["Ground", "First", "none"]);
    expect(by("sort=cost")).toEqual(["First", "Ground", "none"]);
    expect(by("sort=-carbon_kg")).toEqual(["First", "Ground", "none"]);
  });

  it("take the ordinals of their key", () => {
    const order = { groups: [{ key: "First", ordinals: [4, 2, 3] }] };
    const [ground, first] = sectionsOf(viewOf(""), groups, order, openedAtFirst("storey", 6));
    expect([ground?.ordinals, first?.ordinals]).toEqual([undefined, [4, 2, 3]]);
    const flat = { groups: [{ key: null, ordinals: [1, 2] }] };
    expect(sectionsOf(viewOf("by=none"), groups, flat, openedAtFirst("", 6))).toEqual([
      { key: null, open: true, count: 6, ordinals: [1, 2] },
    ]);
  });
});

describe("unknown materials", () => {
  const material = (
    name: string,
    volume_m3: number,
    elements: number,
    catalogue_id: string | null = null,
  ) => ({
    name,
    catalogue_id,
    confidence: 0,
    rule: "unknown",
    volume_m3,
    mass_kg: null,
    elements,
    unweighed_elements: elements,
  });

  it("come with their share, the most volume first, without those on their way", () => {
    const all = [
      material("A", 1, 4),
      material("B", 3, 1),
      material("C", 0, 9),
      material("Concrete", 6, 10, "concrete-c30"),
    ];
    expect(unknownOf(all, 20, new Set(["C"]))).toEqual([
      { name: "B", volumeShare: 0.3, elements: 1, elementShare: 0.05 },
      { name: "A", volumeShare: 0.1, elements: 4, elementShare: 0.2 },
    ]);
    expect(unknownOf([material("C", 0, 9)], 18, new Set())).toEqual([
      { name: "C", volumeShare: null, elements: 9, elementShare: 0.5 },
    ]);
  });
});
