import type { SpooledElement } from "./mesh-spool.ts";
import type { Point } from "./types.ts";
import { GRID_M } from "./types.ts";

/** Elements that share a frame of 16-bit positions: `origin` in grid units, `step` how many of them a position counts. */
export interface Frame {
  origin: Point;
  step: number;
  elements: SpooledElement[];
}

/** One file: elements in the order of their local ids are those of its frames, one frame after the other. */
export type PartPlan = Frame[];

/** What a part may hold, about, compressed. The first one is smaller, since everybody waits for it. */
const PART_BYTES = 1_300_000;
const FIRST_PART_BYTES = 600_000;
/** Local ids are 16 bits. */
const MOST_ELEMENTS = 65_535;
/** Compressed, about; as measured on real models (bench/model-mesh). */
const bytesOf = ({ opaque, transparent }: SpooledElement) =>
  2.8 * (opaque.vertices + transparent.vertices) + 0.6 * (opaque.triangles + transparent.triangles) + 8;

/** Positions of a frame: 0 to this. */
const LARGEST_POSITION = 65_535;
/** 2 mm: no position is moved by more than 1 mm. */
const LARGEST_STEP = 8;
/** Cells by which the parts after the first are gathered within a storey, 20 m. */
const NEIGHBOURHOOD = 20 / GRID_M;

/**
 * Which elements stand in which part. The first part holds the largest ones, which give a picture of the whole; the others
 * follow storey by storey, neighbours together.
 */
export function planParts(elements: readonly SpooledElement[]): PartPlan[] {
  const step = commonStep(elements);
  const bySize = elements
    .map((element) => ({ element, size: diagonal(element) }))
    .sort((a, b) => b.size - a.size || a.element.ordinal - b.element.ordinal)
    .map(({ element }) => element);
  const first = takeWhile(bySize, FIRST_PART_BYTES);
  const parts = [first];
  const rest = bySize
    .slice(first.length)
    .map((element) => ({ element, place: neighbourhoodOf(element) }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({ element }) => element);
  for (let from = 0; from < rest.length; ) {
    const part = takeWhile(rest, PART_BYTES, from);
    parts.push(part);
    from += part.length;
  }
  return parts.filter((part) => part.length > 0).map((part) => framesOf(part, step));
}

function takeWhile(from: readonly SpooledElement[], bytes: number, start = 0): SpooledElement[] {
  const taken: SpooledElement[] = [];
  let sum = 0;
  for (let at = start; at < from.length && taken.length < MOST_ELEMENTS; at++) {
    const element = from[at];
    if (!element) break;
    sum += bytesOf(element);
    if (taken.length > 0 && sum > bytes) break;
    taken.push(element);
  }
  return taken;
}

/** The same for the whole model where it can be, so that what coincides does so in every part. */
function commonStep(elements: readonly SpooledElement[]): number {
  const extent = extentOf(boundsOf(elements));
  let step = 1;
  while (step < LARGEST_STEP && extent > step * LARGEST_POSITION) step *= 2;
  return step;
}

/**
 * One frame where the part fits into one, else one for each cell of half a frame's size, and one for each larger element.
 * What is too thin for the step has frames with a finer one.
 */
function framesOf(elements: readonly SpooledElement[], common: number): Frame[] {
  const bySteps = Map.groupBy(elements, (element) => stepOf(element, common));
  return [...bySteps].sort(([a], [b]) => b - a).flatMap(([step, of]) => framesOfStep(of, step));
}

/** The common step, or the largest that is no thicker than an element, as far as its size allows that. */
function stepOf({ min, max }: SpooledElement, common: number): number {
  const sides = min.map((value, axis) => (max[axis] ?? 0) - value);
  const thin = Math.min(...sides.filter((side) => side > 0));
  const long = Math.max(...sides);
  let step = common;
  while (step > 1 && thin < step && long <= reachOf(step / 2) / 2) step /= 2;
  return step;
}

const reachOf = (step: number) => step * (LARGEST_POSITION - 1);

function framesOfStep(elements: SpooledElement[], step: number): Frame[] {
  const reach = reachOf(step);
  if (extentOf(boundsOf(elements)) <= reach) return [frameOf(elements, step)];
  const cells = new Map<string, SpooledElement[]>();
  const frames: Frame[] = [];
  for (const element of elements) {
    const extent = extentOf(element);
    if (extent > reach / 2) {
      frames.push(
        frameOf([element], 2 ** Math.ceil(Math.log2(Math.max(step, extent / (LARGEST_POSITION - 1))))),
      );
      continue;
    }
    const key = element.min.map((value) => Math.floor(value / (reach / 2))).join(" ");
    const cell = cells.get(key);
    if (cell) cell.push(element);
    else cells.set(key, [element]);
  }
  for (const cell of cells.values()) frames.push(frameOf(cell, step));
  return frames;
}

/** Its origin lies on the grid of its step, as that of every other frame does. */
function frameOf(elements: SpooledElement[], step: number): Frame {
  const { min } = boundsOf(elements);
  const origin = min.map((value) => step * Math.floor(value / step)) as Point;
  return { origin, step, elements };
}

export function boundsOf(elements: readonly Pick<SpooledElement, "min" | "max">[]): {
  min: Point;
  max: Point;
} {
  const min: Point = [Infinity, Infinity, Infinity];
  const max: Point = [-Infinity, -Infinity, -Infinity];
  for (const element of elements) {
    for (const axis of [0, 1, 2] as const) {
      min[axis] = Math.min(min[axis], element.min[axis]);
      max[axis] = Math.max(max[axis], element.max[axis]);
    }
  }
  return { min, max };
}

function extentOf({ min, max }: { min: Point; max: Point }): number {
  return Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}

function diagonal({ min, max }: SpooledElement): number {
  return Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}

/** Storey, then the cell it begins in; those without a storey come last. */
function neighbourhoodOf({ storey, min }: SpooledElement): readonly number[] {
  return [
    storey ?? Number.MAX_SAFE_INTEGER,
    Math.floor(min[0] / NEIGHBOURHOOD),
    Math.floor(min[1] / NEIGHBOURHOOD),
    Math.floor(min[2] / NEIGHBOURHOOD),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
