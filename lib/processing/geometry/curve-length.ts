import type { Vec3 } from "./mesh/vector.ts";
import { cross, dot, unit } from "./mesh/vector.ts";
import type { StepEntity } from "./step/model.ts";
import type { StepValue } from "./step/values.ts";
import { enumOf, numberOf, refId, refIds, StepRef, StepTyped } from "./step/values.ts";

/** Any record of the file by id, or null. */
export type ReadRecord = (id: number) => StepEntity | null;

const MAX_DEPTH = 8;
const FULL = 2 * Math.PI;

/** Lengths of curves in file units: polylines, lines, circles, arcs and what is put together of them; else null. */
export class CurveReader {
  private readonly read: ReadRecord;
  private readonly radians: number;
  private readonly known = new Map<number, number | null>();

  /** `radians`: the project's unit of angles in radians. */
  constructor(read: ReadRecord, radians: number) {
    this.read = read;
    this.radians = radians;
  }

  /** From one parameter to another, or, where neither is given, of the whole curve. */
  length(curveId: number, from: number | null, to: number | null): number | null {
    const whole = this.whole(curveId, 0);
    if (whole === null || (from === null && to === null)) return whole;
    const curve = this.read(curveId);
    const circle = curve?.type === "IFCTRIMMEDCURVE" ? this.read(refId(curve.attributes[0]) ?? -1) : curve;
    if (circle?.type === "IFCCIRCLE" && from !== null && to !== null)
      return (numberOf(circle.attributes[1]) ?? 0) * Math.abs(to - from) * this.radians;
    // Along segments the parameter counts them; a part of one is not read.
    const covers = (from ?? 0) === 0 && (to === null || to === this.segments(curve));
    return covers ? whole : null;
  }

  private whole(id: number, depth: number): number | null {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const curve = depth < MAX_DEPTH ? this.read(id) : null;
    const length = curve ? this.ofCurve(curve, depth) : null;
    this.known.set(id, length);
    return length;
  }

  private ofCurve({ type, attributes }: StepEntity, depth: number): number | null {
    switch (type) {
      case "IFCCIRCLE":
        return FULL * (numberOf(attributes[1]) ?? 0);
      case "IFCPOLYLINE":
        return alongPoints(refIds(attributes[0]).map((id) => this.point(id)));
      case "IFCTRIMMEDCURVE":
        return this.trimmed(attributes);
      case "IFCINDEXEDPOLYCURVE":
        return this.indexed(attributes);
      case "IFCCOMPOSITECURVE": {
        let total = 0;
        for (const id of refIds(attributes[0])) {
          const segment = this.read(id);
          const parent = segment?.type === "IFCCOMPOSITECURVESEGMENT" ? refId(segment.attributes[2]) : null;
          const length = parent === null ? null : this.whole(parent, depth + 1);
          if (length === null) return null;
          total += length;
        }
        return total;
      }
      default:
        return null;
    }
  }

  private trimmed(attributes: StepValue[]): number | null {
    const basis = this.read(refId(attributes[0]) ?? -1);
    const [first, second] = [this.trim(attributes[1]), this.trim(attributes[2])];
    if (basis?.type === "IFCLINE") {
      if (first.point && second.point) return distance(first.point, second.point);
      const step = numberOf(this.read(refId(basis.attributes[1]) ?? -1)?.attributes[1]);
      return first.parameter === null || second.parameter === null || step === null
        ? null
        : Math.abs(second.parameter - first.parameter) * step;
    }
    if (basis?.type !== "IFCCIRCLE") return null;
    const byPoints = enumOf(attributes[4]) === "CARTESIAN";
    const from = this.angle(first, basis, byPoints);
    const to = this.angle(second, basis, byPoints);
    const radius = numberOf(basis.attributes[1]);
    if (from === null || to === null || radius === null) return null;
    const turn = enumOf(attributes[3]) === "F" ? from - to : to - from;
    const swept = ((turn % FULL) + FULL) % FULL;
    return radius * (swept < 1e-9 ? FULL : swept);
  }

  private trim(value: StepValue | undefined): { point: Vec3 | null; parameter: number | null } {
    const items = Array.isArray(value) ? value : [];
    const pointId = refId(items.find((item) => item instanceof StepRef));
    const parameter = items.find((item) => item instanceof StepTyped || typeof item === "number");
    return { point: pointId === null ? null : this.point(pointId), parameter: numberOf(parameter) };
  }

  private angle(
    { point, parameter }: ReturnType<CurveReader["trim"]>,
    circle: StepEntity,
    byPoints: boolean,
  ): number | null {
    if (parameter !== null && !(byPoints && point)) return parameter * this.radians;
    const placement = this.read(refId(circle.attributes[0]) ?? -1);
    if (!point || !placement) return null;
    const isFlat = placement.type === "IFCAXIS2PLACEMENT2D";
    const origin = this.point(refId(placement.attributes[0]) ?? -1);
    const z = (isFlat ? null : this.direction(placement.attributes[1])) ?? [0, 0, 1];
    const x = upright(this.direction(placement.attributes[isFlat ? 1 : 2]) ?? [1, 0, 0], z);
    if (!origin || !x) return null;
    const arm = minus(point, origin);
    return Math.atan2(dot(arm, cross(z, x)), dot(arm, x));
  }

  private indexed(attributes: StepValue[]): number | null {
    const list = this.read(refId(attributes[0]) ?? -1)?.attributes[0];
    const points = Array.isArray(list) ? list.map(pointOf) : [];
    const segments = attributes[1];
    if (!Array.isArray(segments)) return alongPoints(points);
    let total = 0;
    for (const segment of segments) {
      if (!(segment instanceof StepTyped) || !Array.isArray(segment.value)) return null;
      const through = segment.value.map((index) => points[(numberOf(index) ?? 0) - 1] ?? null);
      const length = segment.type === "IFCARCINDEX" ? arcThrough(through) : alongPoints(through);
      if (length === null) return null;
      total += length;
    }
    return total;
  }

  private segments(curve: StepEntity | null): number | null {
    if (curve?.type === "IFCPOLYLINE") return refIds(curve.attributes[0]).length - 1;
    if (curve?.type === "IFCCOMPOSITECURVE") return refIds(curve.attributes[0]).length;
    return null;
  }

  private point(id: number): Vec3 | null {
    return pointOf(this.read(id)?.attributes[0]);
  }

  private direction(value: StepValue | undefined): Vec3 | null {
    const id = refId(value);
    const vector = id === null ? null : this.point(id);
    return vector && unit(vector);
  }
}

/** Distance of a profile's position from the axis of a revolution (IfcAxis1Placement), both in the profile's plane. */
export function distanceToAxis(
  read: ReadRecord,
  positionId: number | null,
  axisId: number | null,
): number | null {
  const at = (id: number | null, index: number) =>
    pointOf(read(refId(read(id ?? -1)?.attributes[index]) ?? -1)?.attributes[0]);
  const middle = positionId === null ? ([0, 0, 0] satisfies Vec3) : at(positionId, 0);
  const origin = at(axisId, 0);
  const along = unit(at(axisId, 1) ?? [0, 0, 1]);
  return middle && origin && along ? Math.hypot(...cross(minus(middle, origin), along)) : null;
}

function alongPoints(points: readonly (Vec3 | null)[]): number | null {
  let total = 0;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    if (!from || !to) return null;
    total += distance(from, to);
  }
  return points.length < 2 ? null : total;
}

/** Length of the circular arc from the first point through the second to the third. */
function arcThrough([first, middle, last]: readonly (Vec3 | null)[]): number | null {
  if (!first || !middle || !last) return null;
  const [a, b, c] = [distance(first, middle), distance(middle, last), distance(first, last)];
  const doubleArea = Math.hypot(...cross(minus(middle, first), minus(last, first)));
  if (doubleArea < 1e-12 * a * b) return a + b;
  const radius = (a * b * c) / (2 * doubleArea);
  // The angle at the middle point stands on the other arc.
  const standing = Math.acos(Math.max(-1, Math.min(1, (a * a + b * b - c * c) / (2 * a * b))));
  return radius * (FULL - 2 * standing);
}

function pointOf(value: StepValue | undefined): Vec3 | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const [x, y, z] = value.map(numberOf);
  return x === null || x === undefined || y === null || y === undefined ? null : [x, y, z ?? 0];
}

/** The part of `direction` at right angles to `z`, as a unit vector. */
function upright(direction: Vec3, z: Vec3): Vec3 | null {
  const along = dot(direction, z);
  return unit([direction[0] - along * z[0], direction[1] - along * z[1], direction[2] - along * z[2]]);
}

const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const distance = (a: Vec3, b: Vec3): number => Math.hypot(...minus(a, b));
