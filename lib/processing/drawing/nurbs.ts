import type { Vec } from "./affine.ts";

/** A rational B-spline. `knots` are `points.length + degree + 1`, rising; every weight is positive. */
export interface Nurbs {
  degree: number;
  knots: readonly number[];
  points: readonly Vec[];
  weights: readonly number[];
}

const HIGHEST_DEGREE = 25;

/** False for what the definition does not hold of: such a curve has no points to measure. */
export function isNurbs({ degree, knots, points, weights }: Nurbs): boolean {
  return (
    Number.isInteger(degree) &&
    degree >= 1 &&
    degree <= HIGHEST_DEGREE &&
    points.length > degree &&
    knots.length === points.length + degree + 1 &&
    weights.length === points.length &&
    weights.every((weight) => weight > 0 && Number.isFinite(weight)) &&
    points.every((point) => point.every(Number.isFinite)) &&
    knots.every((knot, i) => Number.isFinite(knot) && (i === 0 || knot >= (knots[i - 1] ?? knot))) &&
    (knots[points.length] ?? 0) > (knots[degree] ?? 0)
  );
}

/** The pieces between different knots, on each of which the curve is smooth. */
export function spansOf({ degree, knots, points }: Nurbs): { index: number; from: number; to: number }[] {
  const spans = [];
  for (let index = degree; index < points.length; index++) {
    const from = knots[index] ?? 0;
    const to = knots[index + 1] ?? 0;
    if (to > from) spans.push({ index, from, to });
  }
  return spans;
}

type Weighted = [x: number, y: number, z: number, w: number];

/** Point and derivative at `t` of the span that begins at knot `index`, by de Boor's algorithm on weighted points. */
export function at(curve: Nurbs, index: number, t: number): { point: Vec; derivative: Vec } {
  const { degree: p, knots } = curve;
  const d: Weighted[] = [];
  for (let j = 0; j <= p; j++) {
    const i = index - p + j;
    const point = curve.points[i] ?? [0, 0, 0];
    const w = curve.weights[i] ?? 1;
    d.push([point[0] * w, point[1] * w, point[2] * w, w]);
  }
  let slope: Weighted = [0, 0, 0, 0];
  for (let level = 1; level <= p; level++) {
    if (level === p) {
      const width = (knots[index + 1] ?? 0) - (knots[index] ?? 0);
      slope = combine(d[p] ?? slope, p / width, d[p - 1] ?? slope, -p / width);
    }
    for (let j = p; j >= level; j--) {
      const low = knots[index - p + j] ?? 0;
      const high = knots[index + 1 + j - level] ?? 0;
      const share = high > low ? (t - low) / (high - low) : 0;
      const [here, before] = [d[j], d[j - 1]];
      if (here && before) d[j] = combine(here, share, before, 1 - share);
    }
  }
  const [x, y, z, w] = d[p] ?? [0, 0, 0, 1];
  const point: Vec = [x / w, y / w, z / w];
  const derivative: Vec = [
    (slope[0] - slope[3] * point[0]) / w,
    (slope[1] - slope[3] * point[1]) / w,
    (slope[2] - slope[3] * point[2]) / w,
  ];
  return { point, derivative };
}

const combine = (a: Weighted, s: number, b: Weighted, t: number): Weighted => [
  a[0] * s + b[0] * t,
  a[1] * s + b[1] * t,
  a[2] * s + b[2] * t,
  a[3] * s + b[3] * t,
];
