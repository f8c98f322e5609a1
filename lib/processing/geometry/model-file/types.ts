export type Point = [x: number, y: number, z: number];

/** One part as it was written, `<number>.glb` in the model's directory. */
export interface WrittenPart {
  number: number;
  bytes: number;
  triangles: number;
  elements: number;
}

/** A model as it was written. Metres, Z up; bounds are relative to `origin`. JSON-safe. */
export interface WrittenModel {
  origin: Point;
  bounds: { min: Point; max: Point };
  triangles: number;
  elements: number;
  parts: WrittenPart[];
}

/** `empty`: no element has a body. `failed`: why, for the log. */
export type ModelOutcome =
  | { kind: "made"; model: WrittenModel }
  | { kind: "empty" }
  | { kind: "too_large" }
  | { kind: "failed"; reason: string };

/**
 * The grid that all positions lie on, in the model's own coordinates: a quarter of a millimetre. What coincides in the
 * model coincides in it, whatever part it comes to stand in.
 */
export const GRID_M = 1 / 4000;

/**
 * An element's triangles on the grid: each vertex once for its position, normal and colour, the opaque ones and their
 * triangles first. The arrays may be longer than what is in use.
 */
export interface ElementMesh {
  /** Position of the element's own origin, grid units. */
  base: Point;
  /** Relative to `base`, three a vertex. */
  positions: Int32Array;
  /** −127..127, four a vertex, of which the last is 0. */
  normals: Int8Array;
  /** sRGB and opacity, a byte each, red in the lowest. */
  colors: Uint32Array;
  indices: Uint32Array;
  opaque: Counts;
  transparent: Counts;
  /** Every body is closed and its faces look outwards: nothing of the insides is ever seen. */
  closed: boolean;
}

export interface Counts {
  vertices: number;
  triangles: number;
}
