import { describe, expect, it } from "vitest";
import { type MapNode, nodeAt, shownOf } from "./treemap-tree.ts";

const node = (id: string, value: number, children: readonly MapNode[] = []): MapNode => ({
  id,
  label: id,
  color: "black",
  value,
  text: String(value),
  children,
});

const root = node("all", 100, [
  node("ground", 70, [node("ground/wall", 50, [node("ground/wall/brick", 50)]), node("ground/slab", 20)]),
  node("roof", 30, [node("roof/tiles", 30), node("roof/free", 0)]),
  node("air", 0, [node("air/nothing", 0)]),
]);

describe("what a map shows", () => {
  it("is two levels, without what is nothing", () => {
    const { groups, total } = shownOf(root);
    expect(total).toBe(100);
    expect(groups.map(({ id, tiles }) => [id, tiles.map((tile) => tile.id)])).toEqual([
      ["ground", ["ground/wall", "ground/slab"]],
      ["roof", ["roof/tiles"]],
    ]);
  });

  it("ends in one group of things that have nothing in them", () => {
    const wall = nodeAt(root, ["ground", "ground/wall"]);
    expect(shownOf(wall).groups).toMatchObject([
      { id: "ground/wall", tiles: [{ id: "ground/wall/brick" }], rest: 0 },
    ]);
  });

  it("draws the greatest only, and says how many it leaves out", () => {
    const { groups } = shownOf(root, 2);
    expect(groups.map(({ tiles, rest }) => [tiles.length, rest])).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it("goes back to the whole where a path leads nowhere any more", () => {
    expect(nodeAt(root, ["ground", "gone"])).toBe(root);
    expect(nodeAt(root, []).id).toBe("all");
  });
});
