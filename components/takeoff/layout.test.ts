import { describe, expect, it } from "vitest";
import {
  groupRowOf,
  layoutOf,
  MOST_ROWS,
  PAGE,
  placeOf,
  rowAt,
  type Section,
  windowsFor,
  windowsOf,
} from "./layout.ts";

const from = (start: number, count: number) => Array.from({ length: count }, (_, i) => start + i);
const section = (key: string | null, open: boolean, start: number, count: number): Section => ({
  key,
  open,
  count,
  ordinals: from(start, count),
});
const grouped = layoutOf([
  section("a", true, 0, 250),
  section("b", false, 1000, 5),
  section("c", true, 2000, 3),
]);

describe("the rows of grouped elements", () => {
  it("are a row a group and the elements of those that are open", () => {
    expect(grouped).toMatchObject({ rows: 1 + 250 + 1 + 1 + 3, leftOut: 0, starts: [0, 251, 252] });
    expect(rowAt(grouped, 0)).toEqual({ kind: "group", section: 0, group: "a" });
    expect(rowAt(grouped, 1)).toEqual({ kind: "element", section: 0, at: 0, ordinal: 0 });
    expect(rowAt(grouped, 250)).toEqual({ kind: "element", section: 0, at: 249, ordinal: 249 });
    expect(rowAt(grouped, 251)).toMatchObject({ kind: "group", group: "b" });
    expect(rowAt(grouped, 252)).toMatchObject({ kind: "group", group: "c" });
    expect(rowAt(grouped, 255)).toMatchObject({ ordinal: 2002 });
    expect(rowAt(grouped, 256)).toBeUndefined();
    expect(rowAt(grouped, -1)).toBeUndefined();
  });

  it("know the row of their group", () => {
    expect([0, 100, 251, 255].map((row) => groupRowOf(grouped, row))).toEqual([0, 0, 251, 252]);
    expect(groupRowOf(layoutOf([section(null, true, 0, 3)]), 2)).toBeNull();
  });

  it("are found by the element, in a closed group as well", () => {
    expect(placeOf(grouped, 17)).toEqual({ section: 0, key: "a", row: 18 });
    expect(placeOf(grouped, 2001)).toEqual({ section: 2, key: "c", row: 254 });
    expect(placeOf(grouped, 1003)).toMatchObject({ section: 1, key: "b" });
    expect(placeOf(grouped, 9999)).toBeNull();
    expect(rowAt(grouped, placeOf(grouped, 2001)?.row ?? -1)).toMatchObject({ ordinal: 2001 });
  });

  it("are counted by the sums until their order is there", () => {
    const waiting = layoutOf([{ key: "a", open: true, count: 7, ordinals: undefined }]);
    expect(waiting.rows).toBe(8);
    expect(rowAt(waiting, 3)).toEqual({ kind: "element", section: 0, at: 2, ordinal: undefined });
    expect(windowsOf(waiting, 0, 7)).toEqual([]);
  });
});

describe("what is fetched", () => {
  it("is the windows in sight, over the ends of groups", () => {
    const windows = windowsOf(grouped, 190, 260);
    expect(windows.map(({ section: at, page, ordinals }) => [at, page, ordinals.length])).toEqual([
      [0, 1, PAGE],
      [0, 2, 50],
      [2, 0, 3],
    ]);
    expect(windows[1]?.ordinals[0]).toBe(200);
  });

  it("is each window once, whoever asks for it", () => {
    const ranges = [
      [0, 30],
      [40, 40],
      [255, 255],
    ] as const;
    expect(windowsFor(grouped, ranges).map(({ section: at, page }) => [at, page])).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  it("never is an element of a closed group, nor any beyond the ends", () => {
    expect(windowsOf(grouped, -60, 10).map(({ page }) => page)).toEqual([0]);
    expect(windowsOf(grouped, 251, 252)).toEqual([]);
    expect(windowsOf(layoutOf([]), 0, 100)).toEqual([]);
  });

  it("is the same two windows however deep in 100 000 rows", () => {
    const deep = layoutOf([section(null, true, 0, 100_000)]);
    expect(windowsOf(deep, 99_850, 99_960).map(({ page }) => page)).toEqual([998, 999]);
  });
});

it("leaves out what no browser can scroll to, and says how much", () => {
  const layout = layoutOf([{ key: null, open: true, count: MOST_ROWS + 12, ordinals: undefined }]);
  expect(layout).toMatchObject({ rows: MOST_ROWS, leftOut: 12 });
});
