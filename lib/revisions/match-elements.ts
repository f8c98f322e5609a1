import { setImmediate } from "node:timers/promises";
import { MATCHED_BY, type MatchedBy } from "#db/schema/versions.ts";
import type { ElementBox } from "#lib/processing/types.ts";
import { type ComparedElement, type ComparedModel, PLACE_TOLERANCE_M } from "./compared-element.ts";
import { matchLikeness } from "./match-likeness.ts";
import { matchStoreys } from "./match-storeys.ts";
import { mix, PlaceGrid, signatureOf } from "./place-grid.ts";

/** Which element of the newer model is which of the one before. Columns by the newer elements' place in their list. */
export interface Matches {
  /** Place in the base's list; -1: there is none. */
  baseOf: Int32Array;
  howOf: (at: number) => MatchedBy | null;
  /** The newer storey of each of the base's; -1: gone. */
  storeys: readonly number[];
}

/** An element of the same name, class and size is the same one if it was moved by no more, m. */
const MOVED_MOST_M = 5;
/** Larger and larger, so that what is nearest is found first. */
const MOVED_RADII_M = [0.05, 0.2, 0.8, 2.5, MOVED_MOST_M];
/** Of a cell so many are looked at: of more that are alike, one is as good as another. */
const LOOKED_AT = 64;
/** On either side of where an element would stand among those on its line. */
const BESIDE = 16;
const PER_TURN = 5000;

/**
 * Matches two versions of a model: by GlobalId, then what is left by class, place and size, at last what has no place by
 * class, name, storey and quantities (`matchLikeness`). By place, in this order, each over what is left:
 *
 * 1. class, centre and extents are the same to 10 mm;
 * 2. the same but for one axis, along which the boxes overlap by half of the shorter: made longer, higher or thicker;
 * 3. class, name and extents are the same, and it was moved by 5 m at most: the nearest;
 * 4. the only one of its class and name on either side, and the boxes touch;
 * 5. centre and extents are the same to 10 mm and the class is not.
 *
 * Everything goes by a grid, so that it takes time in proportion to the elements; their order decides between equals, so
 * that the same two models always match alike. The event loop turns meanwhile.
 */
export async function matchElements(base: ComparedModel, newer: ComparedModel): Promise<Matches> {
  const pairs = new Pairs(base.elements, newer.elements);
  const storeys = matchStoreys(base.storeys, newer.storeys);
  await byGlobalId(pairs);
  if (pairs.isOpen()) {
    await samePlace(pairs, { sameClass: true });
    for (const axis of [0, 1, 2] as const) await resized(pairs, axis);
    for (const radius of MOVED_RADII_M) await moved(pairs, radius);
    onlyOnes(pairs);
    await samePlace(pairs, { sameClass: false });
    matchLikeness(pairs, storeys);
  }
  return { baseOf: pairs.baseOf, howOf: (at) => pairs.howOf(at), storeys };
}

/** What is matched so far. */
export class Pairs {
  readonly baseOf: Int32Array;
  private readonly how: Uint8Array;
  private readonly taken: Uint8Array;
  private readonly baseClasses: Int32Array;
  private readonly newerClasses: Int32Array;
  private left: { base: number; newer: number };
  readonly base: readonly ComparedElement[];
  readonly newer: readonly ComparedElement[];

  constructor(base: readonly ComparedElement[], newer: readonly ComparedElement[]) {
    this.base = base;
    this.newer = newer;
    this.baseOf = new Int32Array(newer.length).fill(-1);
    this.how = new Uint8Array(newer.length);
    this.taken = new Uint8Array(base.length);
    this.baseClasses = classSignatures(base);
    this.newerClasses = classSignatures(newer);
    this.left = { base: base.length, newer: newer.length };
  }

  /** Both sides have some that are not matched. */
  isOpen(): boolean {
    return this.left.base > 0 && this.left.newer > 0;
  }
  isFree(baseAt: number): boolean {
    return this.taken[baseAt] === 0;
  }
  pair(newerAt: number, baseAt: number, how: MatchedBy): void {
    this.baseOf[newerAt] = baseAt;
    this.how[newerAt] = MATCHED_BY.indexOf(how);
    this.taken[baseAt] = 1;
    this.left.base--;
    this.left.newer--;
  }
  howOf(newerAt: number): MatchedBy | null {
    return this.baseOf[newerAt] === -1 ? null : (MATCHED_BY[this.how[newerAt] ?? 0] ?? null);
  }
  classOfBase(at: number): number {
    return this.baseClasses[at] ?? 0;
  }
  classOfNewer(at: number): number {
    return this.newerClasses[at] ?? 0;
  }
  *freeBase(): Generator<number> {
    for (let at = 0; at < this.base.length; at++) if (this.taken[at] === 0) yield at;
  }
  *freeNewer(): Generator<number> {
    for (let at = 0; at < this.newer.length; at++) if (this.baseOf[at] === -1) yield at;
  }
}

function classSignatures(elements: readonly ComparedElement[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(elements, ({ ifcClass }) => {
    const signature = known.get(ifcClass) ?? signatureOf(ifcClass);
    known.set(ifcClass, signature);
    return signature;
  });
}

/** Where a file repeats an id, the first is the first of the other file, and so on. */
async function byGlobalId(pairs: Pairs): Promise<void> {
  const places = new Map<string, number[]>();
  // From the last on, so that the first is at the end, from where it is taken.
  for (let at = pairs.base.length - 1; at >= 0; at--) {
    const id = pairs.base[at]?.globalId ?? "";
    const known = places.get(id);
    if (known) known.push(at);
    else places.set(id, [at]);
  }
  await setImmediate();
  for (const at of pairs.freeNewer()) {
    const baseAt = places.get(pairs.newer[at]?.globalId ?? "")?.pop();
    if (baseAt !== undefined) pairs.pair(at, baseAt, "global_id");
  }
  await setImmediate();
}

async function samePlace(pairs: Pairs, { sameClass }: { sameClass: boolean }): Promise<void> {
  const grid = new PlaceGrid([0, 1, 2], 0.1);
  const signature = (of: number) => (sameClass ? of : 0);
  for (const at of pairs.freeBase()) {
    const box = pairs.base[at]?.box;
    if (box) grid.add(at, box, signature(pairs.classOfBase(at)));
  }
  await eachFree(pairs, (at, box) =>
    nearest(
      pairs,
      grid,
      { box, signature: signature(pairs.classOfNewer(at)), radius: PLACE_TOLERANCE_M },
      (b) => {
        const other = pairs.base[b];
        if (!other?.box || !sameSize(box, other.box)) return null;
        if (sameClass && other.ifcClass !== pairs.newer[at]?.ifcClass) return null;
        const apart = distance(box, other.box);
        return apart <= PLACE_TOLERANCE_M * 1.75 ? apart : null;
      },
    ),
  );
}

/** The same but along one axis, where it may have grown or shrunk. */
async function resized(pairs: Pairs, axis: 0 | 1 | 2): Promise<void> {
  const across = ([0, 1, 2] as const).filter((other) => other !== axis);
  const grid = new PlaceGrid(across, 0.1);
  const centre = (at: number) => pairs.base[at]?.box?.[axis] ?? 0;
  for (const at of pairs.freeBase()) {
    const box = pairs.base[at]?.box;
    if (box) grid.add(at, box, pairs.classOfBase(at));
  }
  grid.sort((a, b) => centre(a) - centre(b) || a - b);
  await eachFree(pairs, (at, box) => {
    let best = -1;
    let most = 0;
    grid.near(box, pairs.classOfNewer(at), PLACE_TOLERANCE_M, (cell) => {
      const middle = firstFrom(cell, (b) => centre(b) >= box[axis]);
      for (
        let place = Math.max(0, middle - BESIDE);
        place < Math.min(cell.length, middle + BESIDE);
        place++
      ) {
        const b = cell[place] ?? -1;
        const other = pairs.base[b];
        if (!other?.box || !pairs.isFree(b) || other.ifcClass !== pairs.newer[at]?.ifcClass) continue;
        const { box: before } = other;
        if (!across.every((side) => isClose(box, before, side))) continue;
        const share = overlap(box, before, axis);
        if (share > most || (share === most && share > 0 && b < best)) {
          most = share;
          best = b;
        }
      }
    });
    return most >= 0.5 ? best : -1;
  });
}

async function moved(pairs: Pairs, radius: number): Promise<void> {
  const grid = new PlaceGrid([0, 1, 2], radius);
  const signature = (of: number, name: string | null) => mix(of, name === null ? 0 : signatureOf(name));
  for (const at of pairs.freeBase()) {
    const { box, name } = pairs.base[at] ?? {};
    if (box) grid.add(at, box, signature(pairs.classOfBase(at), name ?? null));
  }
  await eachFree(pairs, (at, box) => {
    const { name = null, ifcClass } = pairs.newer[at] ?? {};
    return nearest(pairs, grid, { box, signature: signature(pairs.classOfNewer(at), name), radius }, (b) => {
      const other = pairs.base[b];
      if (!other?.box || other.ifcClass !== ifcClass || other.name !== name) return null;
      if (!sameSize(box, other.box)) return null;
      const apart = distance(box, other.box);
      return apart <= radius ? apart : null;
    });
  });
}

/** The only one left of a class and a name, where the boxes touch: what became of it is its own. */
function onlyOnes(pairs: Pairs): void {
  const key = (element: ComparedElement | undefined) =>
    element?.box && element.name !== null ? `${element.ifcClass}\n${element.name}` : null;
  const base = Map.groupBy(pairs.freeBase(), (at) => key(pairs.base[at]));
  const newer = Map.groupBy([...pairs.freeNewer()], (at) => key(pairs.newer[at]));
  for (const [name, [at, ...others]] of newer) {
    const [b, ...rest] = base.get(name) ?? [];
    if (name === null || at === undefined || b === undefined || others.length + rest.length > 0) continue;
    const after = pairs.newer[at]?.box;
    const before = pairs.base[b]?.box;
    if (after && before && ([0, 1, 2] as const).every((axis) => touch(after, before, axis)))
      pairs.pair(at, b, "place");
  }
}

async function eachFree(pairs: Pairs, find: (at: number, box: ElementBox) => number): Promise<void> {
  let seen = 0;
  for (const at of pairs.freeNewer()) {
    const box = pairs.newer[at]?.box;
    if (!box) continue;
    const found = find(at, box);
    if (found >= 0) pairs.pair(at, found, "place");
    if (++seen % PER_TURN === 0) await setImmediate();
  }
}

/** The free element of the base that is nearest by `measure`; null of it: another one. -1: none. */
function nearest(
  pairs: Pairs,
  grid: PlaceGrid,
  { box, signature, radius }: { box: ElementBox; signature: number; radius: number },
  measure: (baseAt: number) => number | null,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  grid.near(box, signature, radius, (cell) => {
    let looked = 0;
    for (const b of cell) {
      if (!pairs.isFree(b)) continue;
      if (++looked > LOOKED_AT) break;
      const apart = measure(b);
      if (apart === null || apart > least || (apart === least && b > best)) continue;
      least = apart;
      best = b;
    }
  });
  return best;
}

/** The first place of a sorted list from which on `is` holds. */
function firstFrom(list: readonly number[], is: (value: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(list[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const extent = (box: ElementBox, axis: 0 | 1 | 2) => box[(axis + 3) as 3 | 4 | 5];

function sameSize(a: ElementBox, b: ElementBox): boolean {
  return ([0, 1, 2] as const).every(
    (axis) => Math.abs(extent(a, axis) - extent(b, axis)) <= PLACE_TOLERANCE_M,
  );
}

function isClose(a: ElementBox, b: ElementBox, axis: 0 | 1 | 2): boolean {
  return (
    Math.abs(a[axis] - b[axis]) <= PLACE_TOLERANCE_M &&
    Math.abs(extent(a, axis) - extent(b, axis)) <= PLACE_TOLERANCE_M
  );
}

function distance(a: ElementBox, b: ElementBox): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The common part of two boxes along an axis, as a share of the shorter; 0: they do not meet. */
function overlap(a: ElementBox, b: ElementBox, axis: 0 | 1 | 2): number {
  const half = (box: ElementBox) => extent(box, axis) / 2;
  const common =
    Math.min(a[axis] + half(a), b[axis] + half(b)) - Math.max(a[axis] - half(a), b[axis] - half(b));
  const shorter = Math.min(extent(a, axis), extent(b, axis));
  return shorter > 0 ? Math.max(0, common) / shorter : 0;
}

function touch(a: ElementBox, b: ElementBox, axis: 0 | 1 | 2): boolean {
  return Math.abs(a[axis] - b[axis]) <= (extent(a, axis) + extent(b, axis)) / 2 + PLACE_TOLERANCE_M;
}
