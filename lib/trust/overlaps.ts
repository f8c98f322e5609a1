import { setImmediate } from "node:timers/promises";
import type { ElementBox } from "#lib/processing/types.ts";

export interface Boxed {
  ordinal: number;
  ifcClass: string;
  parentGlobalId: string | null;
  globalId: string;
  box: ElementBox;
}

export interface Overlap {
  a: number;
  b: number;
  /** Of the smaller box, the part that both fill, 0 to 1. */
  share: number;
}

/** Two boxes stand in one place when they share so much of the smaller one, and are of like size: a window in a wall is not. */
const SHARED = 0.8;
const LIKE_SIZE = 0.5;
/** What has no thickness has no box to fill; m3. */
const SMALLEST_M3 = 1e-6;
/** Between two turns of the event loop. */
const AT_ONCE = 2000;

/**
 * Pairs of elements whose bounding boxes fill the same place, the fullest first, `most` at most, and how many there are.
 * Boxes along the model's axes are only a hint: what stands askew fills less than its box. Sorted along x and held against
 * those that can reach; parts are not held against their wholes.
 */
export async function findOverlaps(
  boxed: readonly Boxed[],
  most: number,
): Promise<{ total: number; pairs: Overlap[] }> {
  const solid = boxed
    .filter(({ box }) => volumeOf(box) >= SMALLEST_M3)
    .toSorted((a, b) => lowOf(a.box, 0) - lowOf(b.box, 0));
  const pairs: Overlap[] = [];
  let total = 0;
  for (const [at, a] of solid.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const end = highOf(a.box, 0);
    for (let next = at + 1; next < solid.length; next += 1) {
      const b = solid[next];
      if (!b || lowOf(b.box, 0) > end) break;
      const share = sharedOf(a.box, b.box);
      if (share < SHARED || areWholeAndPart(a, b)) continue;
      total += 1;
      pairs.push({ a: a.ordinal, b: b.ordinal, share });
    }
    if (pairs.length > most * 4) keepFullest(pairs, most);
  }
  keepFullest(pairs, most);
  return { total, pairs };
}

/** 0 where one is much smaller than the other. */
function sharedOf(a: ElementBox, b: ElementBox): number {
  const [small, large] = [volumeOf(a), volumeOf(b)].toSorted((x, y) => x - y);
  if (!small || !large || small < large * LIKE_SIZE) return 0;
  let shared = 1;
  for (const axis of [0, 1, 2] as const) {
    const length = Math.min(highOf(a, axis), highOf(b, axis)) - Math.max(lowOf(a, axis), lowOf(b, axis));
    if (length <= 0) return 0;
    shared *= length;
  }
  return shared / small;
}

const areWholeAndPart = (a: Boxed, b: Boxed) =>
  a.parentGlobalId === b.globalId ||
  b.parentGlobalId === a.globalId ||
  (a.parentGlobalId !== null && a.parentGlobalId === b.parentGlobalId);

function keepFullest(pairs: Overlap[], most: number): void {
  pairs.sort((x, y) => y.share - x.share || x.a - y.a || x.b - y.b);
  pairs.splice(most);
}

type Axis = 0 | 1 | 2;
const extentOf = (box: ElementBox, axis: Axis) => box[(axis + 3) as 3 | 4 | 5];
const lowOf = (box: ElementBox, axis: Axis) => box[axis] - extentOf(box, axis) / 2;
const highOf = (box: ElementBox, axis: Axis) => box[axis] + extentOf(box, axis) / 2;
const volumeOf = ([, , , dx, dy, dz]: ElementBox) => dx * dy * dz;
