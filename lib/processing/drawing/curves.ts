import {
  type Affine,
  cross,
  directionBy,
  dot,
  minus,
  norm,
  plus,
  pointBy,
  times,
  type Vec,
} from "./affine.ts";
import { integrate } from "./integrate.ts";
import { at, type Nurbs, spansOf } from "./nurbs.ts";

/**
 * What every drawn line is made of. An arc is center + u·cos t + v·sin t for t from `from` to `to`, rad: of a circle, or by
 * a map or from the start of an ellipse. All three kinds stay what they are under affine maps.
 */
export type Curve =
  | { kind: "line"; a: Vec; b: Vec }
  | { kind: "arc"; center: Vec; u: Vec; v: Vec; from: number; to: number }
  | { kind: "nurbs"; curve: Nurbs };

type Arc = Extract<Curve, { kind: "arc" }>;

export function curveBy(map: Affine, curve: Curve): Curve {
  switch (curve.kind) {
    case "line":
      return { kind: "line", a: pointBy(map, curve.a), b: pointBy(map, curve.b) };
    case "arc":
      return {
        ...curve,
        center: pointBy(map, curve.center),
        u: directionBy(map, curve.u),
        v: directionBy(map, curve.v),
      };
    case "nurbs":
      return {
        kind: "nurbs",
        curve: { ...curve.curve, points: curve.curve.points.map((point) => pointBy(map, point)) },
      };
  }
}

/** Length in the drawing's units: exact for lines and circles, else integrated to some 1e-10 of it. */
export function lengthOf(curve: Curve): number {
  if (curve.kind === "line") return norm(minus(curve.b, curve.a));
  if (curve.kind === "arc") return arcLength(curve);
  return sum(
    spansOf(curve.curve).map(({ index, from, to }) =>
      integrate((t) => norm(at(curve.curve, index, t).derivative), from, to),
    ),
  );
}

function arcLength({ u, v, from, to }: Arc): number {
  const radius = norm(u);
  const isCircle =
    Math.abs(norm(v) - radius) <= radius * 1e-12 && Math.abs(dot(u, v)) <= radius * radius * 1e-12;
  if (isCircle) return radius * Math.abs(to - from);
  const speed = (t: number) => norm(plus(times(u, -Math.sin(t)), times(v, Math.cos(t))));
  // By quarters of a turn: near the ends of a flat ellipse the speed changes fast.
  const pieces = Math.max(1, Math.min(64, Math.ceil(Math.abs(to - from) / (Math.PI / 4))));
  const step = (to - from) / pieces;
  let length = 0;
  for (let i = 0; i < pieces; i++)
    length += Math.abs(integrate(speed, from + i * step, from + (i + 1) * step));
  return length;
}

/**
 * ½ ∮ r × dr over curves that follow each other around: a vector across their plane whose length is the area. About the
 * first point, since drawings stand at national coordinates, whose squares would swallow the figures.
 */
export function areaOf(loop: readonly Curve[]): Vec {
  const [first] = loop;
  if (!first) return [0, 0, 0];
  const origin = startOf(first);
  return loop.map((curve) => times(sweptArea(curve, origin), 0.5)).reduce(plus, [0, 0, 0]);
}

/** ∫ (r − origin) × dr. */
function sweptArea(curve: Curve, origin: Vec): Vec {
  if (curve.kind === "line") return cross(minus(curve.a, origin), minus(curve.b, origin));
  if (curve.kind === "arc") {
    const { u, v, from, to } = curve;
    const center = minus(curve.center, origin);
    const chord = minus(onArc(curve, to), onArc(curve, from));
    return plus(cross(center, chord), times(cross(u, v), to - from));
  }
  const swept = [0, 1, 2].map((axis) =>
    sum(
      spansOf(curve.curve).map(({ index, from, to }) =>
        integrate(
          (t) => {
            const { point, derivative } = at(curve.curve, index, t);
            return cross(minus(point, origin), derivative)[axis] ?? 0;
          },
          from,
          to,
        ),
      ),
    ),
  );
  return [swept[0] ?? 0, swept[1] ?? 0, swept[2] ?? 0];
}

const onArc = ({ center, u, v }: Arc, t: number): Vec =>
  plus(center, plus(times(u, Math.cos(t)), times(v, Math.sin(t))));

export function startOf(curve: Curve): Vec {
  if (curve.kind === "line") return curve.a;
  if (curve.kind === "arc") return onArc(curve, curve.from);
  const [span] = spansOf(curve.curve);
  return span ? at(curve.curve, span.index, span.from).point : [0, 0, 0];
}

export function endOf(curve: Curve): Vec {
  if (curve.kind === "line") return curve.b;
  if (curve.kind === "arc") return onArc(curve, curve.to);
  const span = spansOf(curve.curve).at(-1);
  return span ? at(curve.curve, span.index, span.to).point : [0, 0, 0];
}

export function reversed(curve: Curve): Curve {
  if (curve.kind === "line") return { kind: "line", a: curve.b, b: curve.a };
  if (curve.kind === "arc") return { ...curve, from: curve.to, to: curve.from };
  const { degree, knots, points, weights } = curve.curve;
  return {
    kind: "nurbs",
    curve: {
      degree,
      knots: knots.map((knot) => -knot).reverse(),
      points: [...points].reverse(),
      weights: [...weights].reverse(),
    },
  };
}

const SAMPLES_A_TURN = 64;
const SAMPLES_A_SPAN = 16;

/** Points along a curve from its start on, without its end: close enough together to see what lies within it. */
export function pointsAlong(curve: Curve): Vec[] {
  if (curve.kind === "line") return [curve.a];
  if (curve.kind === "arc") {
    const { from, to } = curve;
    const count = Math.max(
      2,
      Math.min(256, Math.ceil((Math.abs(to - from) / (2 * Math.PI)) * SAMPLES_A_TURN)),
    );
    return Array.from({ length: count }, (_, i) => onArc(curve, from + ((to - from) * i) / count));
  }
  return spansOf(curve.curve).flatMap(({ index, from, to }) =>
    Array.from(
      { length: SAMPLES_A_SPAN },
      (_, i) => at(curve.curve, index, from + ((to - from) * i) / SAMPLES_A_SPAN).point,
    ),
  );
}

export interface Box {
  min: Vec;
  max: Vec;
}

/** What curves lie in: exactly for lines and arcs, by points along them for splines. */
export function boxOf(curves: readonly Curve[]): Box {
  const min = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const curve of curves)
    for (const point of [startOf(curve), endOf(curve), ...extremesOf(curve)])
      for (const [axis, value] of point.entries()) {
        min[axis] = Math.min(min[axis] ?? value, value);
        max[axis] = Math.max(max[axis] ?? value, value);
      }
  return { min: [min[0] ?? 0, min[1] ?? 0, min[2] ?? 0], max: [max[0] ?? 0, max[1] ?? 0, max[2] ?? 0] };
}

function extremesOf(curve: Curve): Vec[] {
  if (curve.kind === "line") return [];
  if (curve.kind === "nurbs") return pointsAlong(curve);
  const { u, v } = curve;
  const low = Math.min(curve.from, curve.to);
  const high = Math.max(curve.from, curve.to);
  const points: Vec[] = [];
  for (let axis = 0; axis < 3; axis++) {
    const first = Math.atan2(v[axis] ?? 0, u[axis] ?? 0);
    const start = Math.ceil((low - first) / Math.PI);
    const end = Math.min(start + 4, Math.floor((high - first) / Math.PI));
    for (let k = start; k <= end; k++) points.push(onArc(curve, first + k * Math.PI));
  }
  return points;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
