import { type Attribute, choice, list, NONE, real, type StepFile } from "./step-file.ts";

export type Point = [number, number, number];
export type Point2 = [number, number];

/** A closed profile in its own plane, millimetres, with its exact area. */
export interface Profile {
  reference: (file: StepFile) => Attribute;
  areaMm2: number;
  /** True where the curve is round, so that a mesh of it only comes near the exact area. */
  round: boolean;
}

/** A profile extruded by `depth` along the z axis of its own placement. Millimetres. */
export interface Solid {
  profile: Profile;
  depth: number;
  at: Point;
  /** Direction of extrusion and of the profile's x axis; upright and along x by default. */
  axis?: Point;
  ref?: Point;
}

export function solidVolumeM3(solids: readonly Solid[]): number {
  return solids.reduce((sum, { profile, depth }) => sum + profile.areaMm2 * depth, 0) / 1e9;
}

/** A rectangle from (x, y) by its sizes. */
export function rectangle(width: number, height: number, x = 0, y = 0): Profile {
  return {
    areaMm2: width * height,
    round: false,
    reference: (file) => {
      const centre = axis2(file, x + width / 2, y + height / 2);
      return file.value("IfcRectangleProfileDef", choice("AREA"), NONE, centre, real(width), real(height));
    },
  };
}

/** A rectangular tube around the origin. */
export function tube(width: number, height: number, wall: number): Profile {
  return {
    areaMm2: width * height - (width - 2 * wall) * (height - 2 * wall),
    round: false,
    reference: (file) =>
      file.value(
        "IfcRectangleHollowProfileDef",
        ...[choice("AREA"), NONE, axis2(file, 0, 0), real(width), real(height), real(wall), NONE, NONE],
      ),
  };
}

/** A round pipe around the origin. */
export function pipe(radius: number, wall: number): Profile {
  return {
    areaMm2: Math.PI * (radius ** 2 - (radius - wall) ** 2),
    round: true,
    reference: (file) =>
      file.value(
        "IfcCircleHollowProfileDef",
        choice("AREA"),
        NONE,
        axis2(file, 0, 0),
        real(radius),
        real(wall),
      ),
  };
}

/** A rolled I section without fillets, around the origin. */
export function iSection(width: number, depth: number, web: number, flange: number): Profile {
  return {
    areaMm2: 2 * width * flange + (depth - 2 * flange) * web,
    round: false,
    reference: (file) =>
      file.value(
        "IfcIShapeProfileDef",
        ...[
          choice("AREA"),
          NONE,
          axis2(file, 0, 0),
          real(width),
          real(depth),
          real(web),
          real(flange),
          NONE,
          NONE,
          NONE,
        ],
      ),
  };
}

/** A frame from (0, 0): a rectangle with a rectangular hole `rim` inside of it. */
export function frame(width: number, height: number, rim: number): Profile {
  const outer: Point2[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const inner: Point2[] = outer.map(([x, y]) => [x === 0 ? rim : width - rim, y === 0 ? rim : height - rim]);
  return {
    areaMm2: width * height - (width - 2 * rim) * (height - 2 * rim),
    round: false,
    reference: (file) =>
      file.value(
        "IfcArbitraryProfileDefWithVoids",
        ...[choice("AREA"), NONE, polyline(file, outer), list([polyline(file, inner)])],
      ),
  };
}

/** Any polygon, counter-clockwise, not closed. */
export function polygon(points: readonly Point2[]): Profile {
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return {
    areaMm2: twice / 2,
    round: false,
    reference: (file) =>
      file.value("IfcArbitraryClosedProfileDef", choice("AREA"), NONE, polyline(file, points)),
  };
}

/** An upright box from its least corner. */
export function box([x, y, z]: Point, [dx, dy, dz]: Point): Solid {
  return { profile: rectangle(dx, dy), depth: dz, at: [x, y, z] };
}

/** A profile along a line of the x, y or z axis. */
export function along(profile: Profile, from: Point, axis: "x" | "y" | "z", length: number): Solid {
  const direction: Record<typeof axis, Point> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };
  const ref: Record<typeof axis, Point> = { x: [0, 1, 0], y: [-1, 0, 0], z: [1, 0, 0] };
  return { profile, depth: length, at: from, axis: direction[axis], ref: ref[axis] };
}

export function writeSolid(file: StepFile, { profile, depth, at, axis, ref }: Solid): Attribute {
  const position = axis3(file, at, axis, ref);
  const up = file.value("IfcDirection", list([0, 0, 1].map(real)));
  return file.add("IfcExtrudedAreaSolid", profile.reference(file), position, up, real(depth));
}

export function axis3(file: StepFile, at: Point, axis?: Point, ref?: Point): Attribute {
  const direction = (of: Point | undefined) => (of ? file.value("IfcDirection", list(of.map(real))) : NONE);
  return file.value("IfcAxis2Placement3D", point(file, at), direction(axis), direction(ref));
}

function axis2(file: StepFile, x: number, y: number): Attribute {
  return file.value("IfcAxis2Placement2D", point(file, [x, y]), NONE);
}

function point(file: StepFile, coordinates: readonly number[]): Attribute {
  return file.value("IfcCartesianPoint", list(coordinates.map(real)));
}

function polyline(file: StepFile, points: readonly Point2[]): Attribute {
  const closed = [...points, ...points.slice(0, 1)];
  return file.add("IfcPolyline", list(closed.map((at) => point(file, at))));
}
