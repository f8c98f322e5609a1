/** Points and directions, in the drawing's units, and affine maps between a block and where it is inserted. */
export type Vec = readonly [x: number, y: number, z: number];

export const ORIGIN: Vec = [0, 0, 0];

export const plus = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const minus = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const times = (a: Vec, by: number): Vec => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const norm = (a: Vec): number => Math.hypot(a[0], a[1], a[2]);
export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** p ↦ x·p₀ + y·p₁ + z·p₂ + at: the images of the three axes, and of the origin. */
export interface Affine {
  x: Vec;
  y: Vec;
  z: Vec;
  at: Vec;
}

export const IDENTITY: Affine = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1], at: ORIGIN };

export const directionBy = ({ x, y, z }: Affine, v: Vec): Vec =>
  plus(plus(times(x, v[0]), times(y, v[1])), times(z, v[2]));
export const pointBy = (map: Affine, p: Vec): Vec => plus(directionBy(map, p), map.at);

/** The map that does `inner` first. */
export function after(outer: Affine, inner: Affine): Affine {
  return {
    x: directionBy(outer, inner.x),
    y: directionBy(outer, inner.y),
    z: directionBy(outer, inner.z),
    at: pointBy(outer, inner.at),
  };
}

export const translation = (at: Vec): Affine => ({ ...IDENTITY, at });

/**
 * From an object's own coordinates (OCS), in which flat objects are stored, to those of the drawing: by the arbitrary axis
 * algorithm of the DXF reference, "Object Coordinate Systems". A mirrored object has the normal (0, 0, −1).
 */
export function fromNormal(normal: Vec): Affine {
  const length = norm(normal);
  if (!(length > 0) || (normal[0] === 0 && normal[1] === 0 && normal[2] > 0)) return IDENTITY;
  const z = times(normal, 1 / length);
  const nearlyUp = Math.abs(z[0]) < 1 / 64 && Math.abs(z[1]) < 1 / 64;
  const across = cross(nearlyUp ? [0, 1, 0] : [0, 0, 1], z);
  const x = times(across, 1 / norm(across));
  return { x, y: cross(z, x), z, at: ORIGIN };
}

/** The factor of a map that keeps shapes (turned, moved, mirrored, scaled alike in all directions); null for any other. */
export function scaleOf({ x, y, z }: Affine): number | null {
  const s = norm(x);
  const off = s * 1e-9;
  const alike = Math.abs(norm(y) - s) <= off && Math.abs(norm(z) - s) <= off;
  const square = [dot(x, y), dot(y, z), dot(z, x)].every((value) => Math.abs(value) <= s * off);
  return alike && square ? s : null;
}

/** What a flat area, as a vector across its plane, becomes by a map: the cofactor matrix applied to it. */
export function areaBy({ x, y, z }: Affine, area: Vec): Vec {
  return plus(plus(times(cross(y, z), area[0]), times(cross(z, x), area[1])), times(cross(x, y), area[2]));
}
