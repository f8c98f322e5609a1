import {
  BoundaryPathFlags,
  type Hatch,
  type HatchBoundaryPath,
  HatchBoundaryPathArc,
  type HatchBoundaryPathEdge,
  HatchBoundaryPathEllipse,
  HatchBoundaryPathLine,
  HatchBoundaryPathPolyline,
  HatchBoundaryPathSpline,
  HatchStyleType,
} from "@node-projects/acad-ts";
import { fromNormal, minus, norm, times, type Vec } from "./affine.ts";
import {
  areaOf,
  type Box,
  boxOf,
  type Curve,
  curveBy,
  endOf,
  pointsAlong,
  reversed,
  startOf,
} from "./curves.ts";
import { isNurbs, type Nurbs } from "./nurbs.ts";
import { segments } from "./segments.ts";
import type { Shape } from "./shape-of.ts";

/** Boundaries of one hatch; a wall of bricks drawn as one hatch has thousands, one with more is no fill of a part. */
const MOST_LOOPS = 5000;

interface Loop {
  curves: Curve[];
  area: number;
  box: Box;
  corners: Vec[];
}

/**
 * What a hatch fills: its boundaries nested into each other by its own style, islands subtracted. Null where a boundary
 * cannot be followed around: nothing is better than an area of something else.
 */
export function measureHatch(hatch: Hatch): Shape | null {
  if (hatch.paths.length > MOST_LOOPS) return null;
  const loops: Loop[] = [];
  for (const path of hatch.paths) {
    // Around a text that was left free: what is hatched lies behind it all the same.
    if ((path.flags & (BoundaryPathFlags.Textbox | BoundaryPathFlags.TextIsland)) !== 0) continue;
    const curves = loopOf(path);
    if (curves === null) return null;
    const area = areaOf(curves)[2];
    if (area === 0 || !Number.isFinite(area)) continue;
    loops.push({ curves, area: Math.abs(area), box: boxOf(curves), corners: curves.flatMap(pointsAlong) });
  }
  if (loops.length === 0) return null;
  const filled = sumOf(nested(loops), hatch.style);
  const map = { ...fromNormal([hatch.normal.x, hatch.normal.y, hatch.normal.z]) };
  const raised = { ...map, at: times(map.z, hatch.elevation) };
  return {
    kind: "hatch",
    curves: [],
    area: times(map.z, filled),
    outlines: loops.map(({ curves }) => curves.map((curve) => curveBy(raised, curve))),
  };
}

/** How deep each boundary lies within the others. */
function nested(loops: readonly Loop[]): { area: number; depth: number }[] {
  return loops.map((loop) => {
    const [corner] = loop.corners;
    const around = loops.filter(
      (other) => other !== loop && other.area > loop.area && corner && holds(other, loop, corner),
    );
    return { area: loop.area, depth: around.length };
  });
}

function sumOf(loops: readonly { area: number; depth: number }[], style: HatchStyleType): number {
  return loops.reduce((sum, { area, depth }) => {
    if (depth === 0) return sum + area;
    if (style === HatchStyleType.Ignore) return sum;
    if (style === HatchStyleType.Outer) return depth === 1 ? sum - area : sum;
    return depth % 2 === 1 ? sum - area : sum + area;
  }, 0);
}

function holds({ box, corners }: Loop, inner: Loop, [x, y]: Vec): boolean {
  const slack = 1e-9 * Math.max(box.max[0] - box.min[0], box.max[1] - box.min[1]);
  const isWithin =
    inner.box.min[0] >= box.min[0] - slack &&
    inner.box.min[1] >= box.min[1] - slack &&
    inner.box.max[0] <= box.max[0] + slack &&
    inner.box.max[1] <= box.max[1] + slack;
  if (!isWithin) return false;
  let inside = false;
  let before = corners.at(-1);
  for (const corner of corners) {
    if (before && corner[1] > y !== before[1] > y) {
      const cut = corner[0] + ((y - corner[1]) * (before[0] - corner[0])) / (before[1] - corner[1]);
      if (x < cut) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** A gap between edges, as a part of the loop, that is still drawn as closed. */
const LARGEST_GAP = 0.01;

/** One boundary as curves that follow each other, whichever way round each was stored; null where they do not meet. */
function loopOf(path: HatchBoundaryPath): Curve[] | null {
  const curves: Curve[] = [];
  for (const edge of path.edges) {
    const parts = curvesOf(edge);
    if (parts === null) return null;
    const last = curves.at(-1) ?? null;
    const [first] = parts;
    if (!first) continue;
    const gapTo = (point: Vec) => (last ? norm(minus(endOf(last), point)) : 0);
    const turned = gapTo(endOf(parts.at(-1) ?? first)) < gapTo(startOf(first));
    const next = turned ? parts.map(reversed).reverse() : parts;
    // The first edge alone does not say which way the loop goes round: the second one does.
    if (last && curves.length === 1 && next[0] && gapFrom(startOf(last), next) < gapFrom(endOf(last), next)) {
      curves[0] = reversed(last);
      const ahead =
        norm(minus(startOf(last), startOf(first))) <=
        norm(minus(startOf(last), endOf(parts.at(-1) ?? first)));
      curves.push(...(ahead ? parts : parts.map(reversed).reverse()));
    } else curves.push(...next);
  }
  return closedLoop(curves);
}

function gapFrom(point: Vec, next: readonly Curve[]): number {
  const [first] = next;
  const last = next.at(-1);
  if (!first || !last) return 0;
  return Math.min(norm(minus(point, startOf(first))), norm(minus(point, endOf(last))));
}

function closedLoop(curves: readonly Curve[]): Curve[] | null {
  const whole: Curve[] = [];
  const { min, max } = boxOf(curves);
  const widest = norm(minus(max, min)) * LARGEST_GAP;
  for (const [i, curve] of curves.entries()) {
    whole.push(curve);
    const a = endOf(curve);
    const b = startOf(curves[(i + 1) % curves.length] ?? curve);
    const gap = norm(minus(a, b));
    if (gap > widest) return null;
    if (gap > 0) whole.push({ kind: "line", a, b });
  }
  return whole;
}

function curvesOf(edge: HatchBoundaryPathEdge): Curve[] | null {
  if (edge instanceof HatchBoundaryPathLine)
    return [{ kind: "line", a: [edge.start.x, edge.start.y, 0], b: [edge.end.x, edge.end.y, 0] }];
  if (edge instanceof HatchBoundaryPathPolyline)
    return segments(
      edge.vertices.map(({ x, y, z }) => ({ at: [x, y, 0], bulge: z })),
      true,
    );
  if (edge instanceof HatchBoundaryPathArc) return [turning(edge, [edge.radius, 0, 0], [0, edge.radius, 0])];
  if (edge instanceof HatchBoundaryPathEllipse) {
    const { x, y } = edge.majorAxisEndPoint;
    const ratio = edge.minorToMajorRatio;
    return [turning(edge, [x, y, 0], [-y * ratio, x * ratio, 0])];
  }
  return edge instanceof HatchBoundaryPathSpline ? splineOf(edge) : null;
}

/** Angles of an edge that runs clockwise are stored as if they ran the other way. */
function turning(edge: HatchBoundaryPathArc | HatchBoundaryPathEllipse, u: Vec, v: Vec): Curve {
  const { startAngle: from, endAngle } = edge;
  const to = endAngle > from ? endAngle : endAngle + 2 * Math.PI;
  return {
    kind: "arc",
    center: [edge.center.x, edge.center.y, 0],
    u,
    v: edge.counterClockWise ? v : times(v, -1),
    from,
    to,
  };
}

function splineOf(edge: HatchBoundaryPathSpline): Curve[] | null {
  const curve: Nurbs = {
    degree: edge.degree,
    knots: edge.knots,
    points: edge.controlPoints.map(({ x, y }) => [x, y, 0]),
    weights: edge.controlPoints.map(({ z }) => (edge.isRational && z > 0 ? z : 1)),
  };
  return isNurbs(curve) ? [{ kind: "nurbs", curve }] : null;
}
