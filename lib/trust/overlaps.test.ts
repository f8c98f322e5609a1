import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ElementBox } from "#lib/processing/types.ts";
import { type Boxed, findOverlaps } from "./overlaps.ts";

const boxed = (ordinal: number, box: ElementBox, over: Partial<Boxed> = {}): Boxed => ({
  ordinal,
  ifcClass: "IfcWall",
  globalId: `g${ordinal}`,
  parentGlobalId: null,
  box,
  ...over,
});
const pairsOf = async (all: readonly Boxed[]) => (await findOverlaps(all, 50)).pairs;

describe("elements that fill the same place", () => {
  it("are found where their boxes share four fifths of the smaller one", async () => {
    const wall = boxed(0, [0, 0, 1.5, 4, 0.2, 3]);
    expect(await pairsOf([wall, boxed(1, [0.4, 0, 1.5, 4, 0.2, 3])])).toEqual([
      { a: 0, b: 1, share: expect.closeTo(0.9, 9) },
    ]);
    expect(await pairsOf([wall, boxed(1, [1, 0, 1.5, 4, 0.2, 3])])).toEqual([]);
    // Touching is not overlapping.
    expect(await pairsOf([wall, boxed(1, [4, 0, 1.5, 4, 0.2, 3])])).toEqual([]);
  });

  it("are not a window in its wall, nor a whole and its parts, nor what has no thickness", async () => {
    const wall = boxed(0, [0, 0, 1.5, 4, 0.2, 3]);
    expect(await pairsOf([wall, boxed(1, [0, 0, 1.5, 1, 0.2, 1])])).toEqual([]);
    expect(await pairsOf([wall, boxed(1, [0, 0, 1.5, 4, 0.2, 3], { parentGlobalId: "g0" })])).toEqual([]);
    const flat = boxed(2, [0, 0, 0, 4, 4, 0]);
    expect(await pairsOf([flat, { ...flat, ordinal: 3, globalId: "g3" }])).toEqual([]);
  });

  it("are the same pairs as when each is held against each, in any order", async () => {
    const coordinate = fc.integer({ min: 0, max: 6 }).map((n) => n / 2);
    const extent = fc.integer({ min: 1, max: 6 }).map((n) => n / 4);
    const box = fc.tuple(coordinate, coordinate, coordinate, extent, extent, extent);
    await fc.assert(
      fc.asyncProperty(fc.array(box, { maxLength: 40 }), async (boxes) => {
        const all = boxes.map((one, ordinal) => boxed(ordinal, one));
        const found = await findOverlaps(all, 10_000);
        const keys = found.pairs.map(({ a, b }) => [a, b].toSorted((x, y) => x - y).join("-")).toSorted();
        expect(keys).toEqual(eachAgainstEach(boxes).toSorted());
        expect(found.total).toBe(keys.length);
      }),
      { numRuns: 100 },
    );
  });

  it("are counted where they are too many to name", async () => {
    const all = Array.from({ length: 30 }, (_, ordinal) => boxed(ordinal, [0, 0, 0, 1, 1, 1]));
    const { total, pairs } = await findOverlaps(all, 10);
    expect(total).toBe((30 * 29) / 2);
    expect(pairs).toHaveLength(10);
  });
});

function eachAgainstEach(boxes: readonly ElementBox[]): string[] {
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b, next) => {
      const shared = [0, 1, 2].reduce((volume, axis) => {
        const [p, q, dp, dq] = [a[axis] ?? 0, b[axis] ?? 0, a[axis + 3] ?? 0, b[axis + 3] ?? 0];
        return volume * Math.max(0, Math.min(p + dp / 2, q + dq / 2) - Math.max(p - dp / 2, q - dq / 2));
      }, 1);
      const [small = 0, large = 0] = [a, b].map(([, , , x, y, z]) => x * y * z).toSorted((x, y) => x - y);
      return small >= large / 2 && shared / small >= 0.8 ? [`${i}-${i + 1 + next}`] : [];
    }),
  );
}
