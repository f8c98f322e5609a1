import {
  Arc,
  Circle,
  Ellipse,
  type Entity,
  Face3D,
  Hatch,
  Line,
  LwPolyline,
  MLine,
  MLineFlags,
  Point,
  Polyline2D,
  Polyline3D,
  Solid,
  Spline,
  Vertex,
  VertexFlags,
} from "@node-projects/acad-ts";
import { type Affine, cross, fromNormal, minus, norm, times, type Vec } from "./affine.ts";
import { areaOf, boxOf, type Curve, curveBy, endOf, startOf } from "./curves.ts";
import { measureHatch } from "./measure-hatch.ts";
import { isNurbs, type Nurbs } from "./nurbs.ts";
import { type Corner, segments } from "./segments.ts";
import type { DrawnKind } from "./types.ts";

/** What is drawn by one entity, in the coordinates of the block that it stands in. */
export interface Shape {
  kind: DrawnKind;
  /** Empty for what has no length of its own: fills and points. */
  curves: Curve[];
  /** A vector across its plane, its length the area; null where nothing is enclosed. */
  area: Vec | null;
  /** Closed outlines: a closed line's own, or what bounds a fill, by which a fill of an outline is known. */
  outlines: Curve[][];
}

/** What a take-off cannot measure, though it is drawn: solids, meshes, images, and definitions that do not hold. */
export type Unmeasured = "unmeasured";
/** Texts, dimensions, leaders, endless help lines: nothing that is built. */
export type Annotation = "annotation";

const ANNOTATIONS =
  /^(Text|MText|Attribute|Dimension|Leader|MultiLeader|Tolerance|Table|Viewport|Ray|XLine|Seqend|Wipeout|Shape)/;

/** The shape of an entity that is no insert, exact whatever it is made of. */
export function shapeOf(entity: Entity): Shape | Unmeasured | Annotation {
  const shape = drawn(entity);
  if (shape !== null) return isDrawable(shape) ? shape : "unmeasured";
  return ANNOTATIONS.test(entity.constructor.name) ? "annotation" : "unmeasured";
}

/** Coordinates of no building on Earth, in any unit down to a hundredth of a millimetre. */
const FARTHEST = 1e13;

function isDrawable({ curves, area, outlines }: Shape): boolean {
  const { min, max } = boxOf([...curves, ...outlines.flat()]);
  const isEmpty = curves.length === 0 && outlines.length === 0;
  const isNear = [...min, ...max].every((value) => Math.abs(value) < FARTHEST);
  return (isEmpty || isNear) && (area === null || area.every(Number.isFinite));
}

function drawn(entity: Entity): Shape | null {
  if (entity instanceof Line) return open("line", [line(vec(entity.startPoint), vec(entity.endPoint))]);
  // Before the circle, of which the library makes an arc a kind.
  if (entity instanceof Arc) return open("arc", [arcOf(entity)]);
  if (entity instanceof Circle) return closed("circle", [circle(entity, 0, 2 * Math.PI)]);
  if (entity instanceof Ellipse) return ellipseOf(entity);
  if (entity instanceof LwPolyline) return lwPolylineOf(entity);
  if (entity instanceof Polyline2D || entity instanceof Polyline3D) return polylineOf(entity);
  if (entity instanceof Spline) return splineOf(entity);
  if (entity instanceof Hatch) return measureHatch(entity);
  if (entity instanceof Solid) {
    // Corners of a solid are stored like a Z: first, second, fourth, third go around it.
    const { firstCorner: a, secondCorner: b, thirdCorner: c, fourthCorner: d } = entity;
    return fill([a, b, d, c].map(vec), fromNormal(vec(entity.normal)));
  }
  if (entity instanceof Face3D) {
    const { firstCorner: a, secondCorner: b, thirdCorner: c, fourthCorner: d } = entity;
    return fill([a, b, c, d].map(vec));
  }
  if (entity instanceof MLine) return multiLineOf(entity);
  return entity instanceof Point ? { kind: "point", curves: [], area: null, outlines: [] } : null;
}

const vec = ({ x, y, z }: { x: number; y: number; z: number }): Vec => [x, y, z];
const line = (a: Vec, b: Vec): Curve => ({ kind: "line", a, b });
const open = (kind: DrawnKind, curves: Curve[]): Shape => ({ kind, curves, area: null, outlines: [] });

/** Loose ends this near to each other, as a part of the whole, meet. */
const MEETS = 1e-9;

/** Closed where it is said to be or where it ends where it began. */
function closed(kind: DrawnKind, curves: Curve[], said = true): Shape {
  const first = curves[0];
  const last = curves.at(-1);
  if (!first || !last) return open(kind, curves);
  const gap = minus(endOf(last), startOf(first));
  const { min, max } = boxOf(curves);
  const meets = norm(gap) <= norm(minus(max, min)) * MEETS;
  if (!said && !(meets && curves.length + (first.kind === "line" ? 0 : 2) > 2)) return open(kind, curves);
  return { kind, curves, area: areaOf(curves), outlines: [curves] };
}

function circle(
  { center, radius, normal }: Pick<Circle, "center" | "radius" | "normal">,
  from: number,
  to: number,
): Curve {
  const map = fromNormal(vec(normal));
  return curveBy(map, { kind: "arc", center: vec(center), u: [radius, 0, 0], v: [0, radius, 0], from, to });
}

function arcOf(arc: Arc): Curve {
  return circle(arc, arc.startAngle, turnedTo(arc.startAngle, arc.endAngle));
}

/** The end of an arc that runs counterclockwise from its start: after it, and within one turn. */
function turnedTo(from: number, to: number): number {
  const turn = (((to - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  return from + (turn < 1e-12 ? 2 * Math.PI : turn);
}

function ellipseOf(ellipse: Ellipse): Shape {
  const u = vec(ellipse.majorAxisEndPoint);
  const normal = vec(ellipse.normal);
  const v = times(cross(times(normal, 1 / (norm(normal) || 1)), u), ellipse.radiusRatio);
  const from = ellipse.startParameter;
  const to = turnedTo(from, ellipse.endParameter);
  const curve: Curve = { kind: "arc", center: vec(ellipse.center), u, v, from, to };
  return to - from > 2 * Math.PI - 1e-9 ? closed("ellipse", [curve]) : open("ellipse", [curve]);
}

function lwPolylineOf(polyline: LwPolyline): Shape {
  const corners = polyline.vertices.map(({ location, bulge }) => ({
    at: [location.x, location.y, polyline.elevation] as const,
    bulge,
  }));
  return around(corners, polyline.isClosed, fromNormal(vec(polyline.normal)));
}

function polylineOf(polyline: Polyline2D | Polyline3D): Shape {
  const isFlat = polyline instanceof Polyline2D;
  const corners = [...polyline.vertices].flatMap((vertex): Corner[] => {
    // The frame of a smoothed polyline is not drawn.
    if (!(vertex instanceof Vertex) || (vertex.flags & VertexFlags.SplineFrameControlPoint) !== 0) return [];
    const { x, y, z } = vertex.location;
    return [{ at: [x, y, isFlat ? polyline.elevation || z : z], bulge: isFlat ? vertex.bulge : 0 }];
  });
  return around(corners, polyline.isClosed, isFlat ? fromNormal(vec(polyline.normal)) : undefined);
}

function around(corners: readonly Corner[], isClosed: boolean, map?: Affine): Shape {
  const curves = segments(corners, isClosed).map((curve) => (map ? curveBy(map, curve) : curve));
  return closed("polyline", curves, isClosed && corners.length > 1);
}

function splineOf(spline: Spline): Shape | null {
  // One that was drawn through points has to be worked out first.
  if (spline.controlPoints.length === 0 && !spline.updateFromFitPoints()) return null;
  const curve: Nurbs = {
    degree: spline.degree,
    knots: spline.knots,
    points: spline.controlPoints.map(vec),
    weights:
      spline.weights.length === spline.controlPoints.length
        ? spline.weights
        : spline.controlPoints.map(() => 1),
  };
  return isNurbs(curve) ? closed("spline", [{ kind: "nurbs", curve }], false) : null;
}

function fill(corners: readonly Vec[], map?: Affine): Shape {
  const outline = segments(
    corners.map((at) => ({ at, bulge: 0 })),
    true,
  ).map((curve) => (map ? curveBy(map, curve) : curve));
  return { kind: "fill", curves: [], area: areaOf(outline), outlines: [outline] };
}

function multiLineOf(multi: MLine): Shape {
  const corners = multi.vertices.map(({ position }) => ({ at: vec(position), bulge: 0 }));
  return open("multiline", segments(corners, (multi.flags & MLineFlags.Closed) !== 0));
}
