import { describe, expect, it } from "vitest";
import type { ColumnsAnswer } from "./answers.ts";
import { bothModels, positionsOf } from "./made-of.ts";

/** One added, one removed, one changed, two unchanged. */
const columns: ColumnsAnswer = {
  count: 5,
  kinds: ["added", "removed", "changed", "unchanged"],
  kind: [0, 1, 2, 3, 3],
  classes: ["IfcWall", "IfcSlab"],
  class: [0, 0, 1, 0, 1],
  storeys: ["Ground"],
  storey: [0, -1, 0, 0, -1],
  ordinal: [3, -1, 1, 0, 2],
  base_ordinal: [-1, 2, 1, 0, 3],
};

describe("the elements of two versions by one number", () => {
  it("puts what was removed behind the newer model", () => {
    const both = bothModels(columns);
    expect(both.offset).toBe(4);
    expect(both.count).toBe(8);
    expect([...both.numberOf]).toEqual([3, 6, 1, 0, 2]);
    // What is still there has an older shape, which no row is about.
    expect([...both.positionOf]).toEqual([3, 2, 4, 0, -1, -1, 1, -1]);
    expect(both.byKind).toEqual({ added: [3], removed: [6], changed: [1], unchanged: [0, 2] });
  });

  it("shows what changed unless all is asked for", () => {
    const shown = (view: object) => positionsOf(columns, { kind: "", class: "", storey: "", ...view });
    expect(shown({})).toEqual([0, 1, 2]);
    expect(shown({ kind: "all" })).toEqual([0, 1, 2, 3, 4]);
    expect(shown({ kind: "unchanged", class: "IfcSlab" })).toEqual([4]);
    expect(shown({ storey: "none" })).toEqual([1]);
    expect(shown({ storey: "Ground", class: "IfcSlab" })).toEqual([2]);
    expect(shown({ class: "IfcDoor" })).toEqual([]);
  });
});
