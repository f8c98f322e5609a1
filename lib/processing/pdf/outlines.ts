import type { Vec } from "#lib/processing/drawing/affine.ts";
import { areaOf, type Curve } from "#lib/processing/drawing/curves.ts";

/** One run of a path. */
export interface Outline {
  curves: Curve[];
  /** Points in order, those of curves' frames among them. */
  corners: Vec[];
  /** Signed, by the way that it runs around; null: it is open. */
  area: number | null;
}

/** Marks of pdf.js' path data, each before its points. */
const MOVE = 0;
const LINE = 1;
const CUBIC = 2;
const QUADRATIC = 3;
const CLOSE = 4;

/**
 * The runs of a path. Those that go on where the one before ended are one: plotters write a polyline as its single lines.
 * `closes`: the last one is closed by how it is painted.
 */
export function outlinesOf(data: Float32Array, map: readonly number[], closes: boolean): Outline[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = map;
  const pointAt = (at: number): Vec => {
    const x = data[at] ?? Number.NaN;
    const y = data[at + 1] ?? Number.NaN;
    return [a * x + c * y + e, b * x + d * y + f, 0];
  };
  const runs: { curves: Curve[]; start: Vec; at: Vec; isClosed: boolean }[] = [];
  let run = runs[0];
  const goOn = () => {
    // After a closing, a path goes on from where it was closed.
    if (run?.isClosed) {
      run = { curves: [], start: run.start, at: run.start, isClosed: false };
      runs.push(run);
    }
    return run;
  };
  for (let i = 0; i < data.length; ) {
    const mark = data[i++];
    if (mark === MOVE) {
      const at = pointAt(i);
      i += 2;
      const joins = run !== undefined && !run.isClosed && run.curves.length > 0 && isSame(run.at, at);
      if (!joins) {
        run = { curves: [], start: at, at, isClosed: false };
        runs.push(run);
      }
    } else if (mark === LINE) {
      const to = pointAt(i);
      i += 2;
      const on = goOn();
      if (on && !isSame(on.at, to)) on.curves.push({ kind: "line", a: on.at, b: to });
      if (on) on.at = to;
    } else if (mark === CUBIC || mark === QUADRATIC) {
      const count = mark === CUBIC ? 3 : 2;
      const points = Array.from({ length: count }, (_, k) => pointAt(i + 2 * k));
      i += 2 * count;
      const on = goOn();
      const end = points.at(-1);
      if (on && end) {
        if (![on.at, ...points].every((point, k, all) => k === 0 || isSame(point, all[0] ?? point)))
          on.curves.push(bezier([on.at, ...points]));
        on.at = end;
      }
    } else if (mark === CLOSE) {
      if (run) close(run);
    } else return [];
  }
  if (closes && run) close(run);
  return runs.map(outlineOf);
}

function close(run: { curves: Curve[]; start: Vec; at: Vec; isClosed: boolean }): void {
  if (!isSame(run.at, run.start)) run.curves.push({ kind: "line", a: run.at, b: run.start });
  run.at = run.start;
  run.isClosed = true;
}

function outlineOf({
  curves,
  start,
  at,
  isClosed,
}: {
  curves: Curve[];
  start: Vec;
  at: Vec;
  isClosed: boolean;
}): Outline {
  const corners = [start, ...curves.flatMap((curve) => (curve.kind === "line" ? [curve.b] : frameOf(curve)))];
  const isAround = curves.length > 1 && (isClosed || (curves.length > 2 && isSame(start, at)));
  const area = isAround ? areaOf(curves)[2] : null;
  return { curves, corners, area: area === 0 ? null : area };
}

const frameOf = (curve: Curve): readonly Vec[] => (curve.kind === "nurbs" ? curve.curve.points.slice(1) : []);

/** A Bézier curve is a B-spline whose knots stand all at its ends. */
function bezier(points: Vec[]): Curve {
  const knots = [...points.map(() => 0), ...points.map(() => 1)];
  return {
    kind: "nurbs",
    curve: { degree: points.length - 1, knots, points, weights: points.map(() => 1) },
  };
}

/** Coordinates are kept in single precision, so that ends that meet differ by a few millionths of them. */
const isSame = (a: Vec, b: Vec) => Math.abs(a[0] - b[0]) < 1e-3 && Math.abs(a[1] - b[1]) < 1e-3;

/** Runs of one fill that are compared with each other; one with more is a text or a pattern, and counts as it is. */
const MOST_NESTED = 2000;

/**
 * What a path fills, its holes left out: by the even-odd rule or by the nonzero winding of ISO 32000-1, 8.5.3.3. Exact where
 * its runs do not cross each other.
 */
export function filledArea(outlines: readonly Outline[], evenOdd: boolean): number {
  // An open run is filled as if it were closed.
  const rings = outlines.flatMap(({ corners, curves, area }) => {
    const last = corners.at(-1);
    const first = corners[0];
    if (!first || !last) return [];
    const around =
      area ??
      (areaOf(isSame(first, last) ? curves : [...curves, { kind: "line", a: last, b: first }])[2] || 0);
    return around === 0 || !Number.isFinite(around) ? [] : [{ corners, area: around }];
  });
  if (rings.length === 1 || rings.length > MOST_NESTED)
    return rings.reduce((sum, { area }) => sum + Math.abs(area), 0);
  return rings.reduce((sum, ring) => {
    const [corner] = ring.corners;
    const around = rings.filter(
      (other) =>
        other !== ring &&
        Math.abs(other.area) > Math.abs(ring.area) &&
        corner &&
        isWithin(corner, other.corners),
    );
    const size = Math.abs(ring.area);
    if (evenOdd) return around.length % 2 === 0 ? sum + size : sum - size;
    const outside = around.reduce((winding, { area }) => winding + Math.sign(area), 0);
    const inside = outside + Math.sign(ring.area);
    if (outside === 0) return sum + size;
    return inside === 0 ? sum - size : sum;
  }, 0);
}

/** By the even-odd rule; curves are taken by their frames. */
function isWithin([x, y]: Vec, corners: readonly Vec[]): boolean {
  let within = false;
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length] ?? a;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) within = !within;
  }
  return within;
}
