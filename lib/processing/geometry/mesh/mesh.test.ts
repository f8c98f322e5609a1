import { describe, expect, it } from "vitest";
import { measureRule } from "../measure-rules.ts";
import { closePart } from "./closedness.ts";
import { Footprint } from "./footprint.ts";
import { measureShape } from "./measure-shape.ts";
import { correctByProfile, SolidMeter } from "./measure-solid.ts";
import { MeshBuffer } from "./mesh-buffer.ts";

/** web-ifc's world is Y-up: maps Z-up coordinates to it, so that tests may speak Z-up. */
const Z_UP = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1];

type Point = [number, number, number];

function load(triangles: Point[][], matrix = Z_UP): MeshBuffer {
  const buffer = new MeshBuffer();
  add(buffer, 1, triangles, matrix);
  return buffer;
}

function add(buffer: MeshBuffer, geometryId: number, triangles: Point[][], matrix = Z_UP): void {
  const vertices = triangles.flat().flatMap((point) => [...point, 0, 0, 0]);
  const indices = triangles.flatMap((_, index) => [3 * index, 3 * index + 1, 3 * index + 2]);
  buffer.append(geometryId, new Float32Array(vertices), new Uint32Array(indices), matrix);
}

/** A polygon of the plan, counter-clockwise and convex, extruded from `z0` to `z1`. */
function prism(plan: [number, number][], z0: number, z1: number): Point[][] {
  const triangles: Point[][] = [];
  plan.forEach(([x, y], index) => {
    const [nx, ny] = plan[(index + 1) % plan.length] ?? [x, y];
    triangles.push([
      [x, y, z0],
      [nx, ny, z0],
      [nx, ny, z1],
    ]);
    triangles.push([
      [x, y, z0],
      [nx, ny, z1],
      [x, y, z1],
    ]);
    if (index === 0 || index === plan.length - 1) return;
    const [ax, ay] = plan[0] ?? [x, y];
    triangles.push([
      [ax, ay, z1],
      [x, y, z1],
      [nx, ny, z1],
    ]);
    triangles.push([
      [ax, ay, z0],
      [nx, ny, z0],
      [x, y, z0],
    ]);
  });
  return triangles;
}

function box(x: number, y: number, z: number, at: Point = [0, 0, 0]): Point[][] {
  const [ax, ay, az] = at;
  const plan: [number, number][] = [
    [ax, ay],
    [ax + x, ay],
    [ax + x, ay + y],
    [ax, ay + y],
  ];
  return prism(plan, az, az + z);
}

const measure = (buffer: MeshBuffer) => new SolidMeter().measure(buffer);

describe("volumes", () => {
  it("measures a closed box, inside out as well", () => {
    expect(measure(load(box(2, 3, 4)))).toEqual({ closed: true, volumeM3: 24, drawnM3: 24 });
    const insideOut = box(2, 3, 4).map((triangle) => triangle.toReversed());
    expect(measure(load(insideOut))).toEqual({ closed: true, volumeM3: 24, drawnM3: 24 });
  });

  it("measures a cylinder's polygon exactly", () => {
    const sides = 32;
    const plan = Array.from({ length: sides }, (_, k): [number, number] => [
      Math.cos((2 * Math.PI * k) / sides),
      Math.sin((2 * Math.PI * k) / sides),
    ]);
    const solid = measure(load(prism(plan, 0, 2)));
    expect(solid.closed).toBe(true);
    expect(solid.volumeM3).toBeCloseTo(sides * Math.sin((2 * Math.PI) / sides), 5);
  });

  it("keeps its digits far from the origin", () => {
    const far = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 4e6, 300, -5e6, 1];
    const solid = measure(load(box(0.1, 0.1, 0.1), far));
    expect(solid.closed).toBe(true);
    expect(solid.volumeM3).toBeCloseTo(0.001, 8);
  });

  it("closes T-junctions and a missing flat sliver, not a missing wall", () => {
    const split = box(1, 1, 1).filter((triangle) => !triangle.every(([, , z]) => z === 1));
    const half: Point = [0.5, 0, 1];
    const top: Point[][] = [
      [[0, 0, 1], half, [0, 1, 1]],
      [half, [1, 0, 1], [1, 1, 1]],
      [half, [1, 1, 1], [0, 1, 1]],
    ];
    const junction = measure(load([...split, ...top]));
    expect(junction.closed).toBe(true);
    expect(junction.volumeM3).toBeCloseTo(1, 6);
    const sliver = box(10, 1, 1).filter((_, index) => index !== 2);
    expect(measure(load(sliver.filter((t) => !t.every(([x]) => x === 10)))).closed).toBe(true);
    expect(measure(load(box(1, 1, 1).filter((t) => !t.every(([, , z]) => z === 1)))).closed).toBe(false);
  });

  it("turns faces that look inwards", () => {
    const mixed = box(2, 3, 4).map((triangle, index) => (index % 3 === 0 ? triangle.toReversed() : triangle));
    expect(measure(load(mixed))).toEqual({ closed: true, volumeM3: 24, drawnM3: 24 });
    expect(measure(load(mixed.slice(0, 8))).closed).toBe(false);
  });

  it("says that a sheet, a lone triangle and nothing are open", () => {
    const sheet: Point[][] = [
      [
        [0, 0, 0],
        [1, 0, 0],
        [1, 1, 0],
      ],
      [
        [0, 0, 0],
        [1, 1, 0],
        [0, 1, 0],
      ],
    ];
    expect(measure(load(sheet)).closed).toBe(false);
    expect(measure(load(sheet.slice(0, 1))).closed).toBe(false);
    expect(measure(new MeshBuffer())).toEqual({ closed: false, volumeM3: 0, drawnM3: 0 });
  });

  it("adds the bodies of one element, each by its own closure", () => {
    const buffer = load(box(1, 1, 1));
    add(buffer, 2, box(1, 1, 2, [5, 0, 0]));
    expect(measure(buffer)).toEqual({ closed: true, volumeM3: 3, drawnM3: 3 });
  });

  it("closes a shell that is split into open bodies", () => {
    const whole = box(1, 1, 1);
    const buffer = load(whole.slice(0, 6));
    add(buffer, 2, whole.slice(6));
    expect(closePart(buffer, buffer.whole()).closed).toBe(true);
    expect(measure(buffer)).toEqual({ closed: true, volumeM3: 1, drawnM3: 1 });
  });

  it("remembers a shared geometry and scales it with its placement", () => {
    const meter = new SolidMeter();
    expect(meter.measure(load(box(1, 1, 1))).volumeM3).toBeCloseTo(1, 9);
    const doubled = Z_UP.map((value, index) => (index < 12 ? 2 * value : value));
    expect(meter.measure(load(box(1, 1, 1), doubled)).volumeM3).toBeCloseTo(8, 9);
  });

  it("corrects an extrusion by its profile's exact area, unless something was cut off along it", () => {
    const buffer = load(box(0.1, 0.1, 3));
    const solid = measure(buffer);
    const profile = { exact: 0.0102, least: 0.0099, most: 0.0103, depthM: null };
    expect(correctByProfile(buffer, solid, profile, false).volumeM3).toBeCloseTo(0.0306, 9);
    const uncut = { ...profile, depthM: 3.1 };
    expect(correctByProfile(buffer, solid, uncut, false).volumeM3).toBeCloseTo(0.03162, 9);
    expect(correctByProfile(buffer, solid, uncut, true).volumeM3).toBeCloseTo(0.0306, 9);
    const larger = { exact: 0.012, least: 0.0118, most: 0.0122, depthM: null };
    expect(correctByProfile(buffer, solid, larger, false)).toEqual(solid);
  });
});

describe("areas and lengths", () => {
  const shapeOf = (ifcClass: string, buffer: MeshBuffer) =>
    measureShape(buffer, measure(buffer), measureRule(ifcClass));

  it("sees a wall from its side, wherever it runs", () => {
    const turn = Math.PI / 5;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const turned = [cos, 0, -sin, 0, -sin, 0, -cos, 0, 0, 1, 0, 0, 7, 0, 3, 1];
    const shape = shapeOf("IfcWallStandardCase", load(box(5, 0.2, 3), turned));
    expect(shape.areaM2).toBeCloseTo(15, 5);
    expect(shape.lengthM).toBeCloseTo(5, 5);
  });

  it("takes the mean of a mitred wall's faces", () => {
    const plan: [number, number][] = [
      [0, 0],
      [6, 0],
      [5.7, 0.3],
      [0.3, 0.3],
    ];
    const shape = shapeOf("IfcWall", load(prism(plan, 0, 2)));
    expect(shape.areaM2).toBeCloseTo(2 * 5.7, 5);
    expect(shape.lengthM).toBeCloseTo(5.7, 5);
  });

  it("counts layers behind one another once", () => {
    const buffer = load(box(5, 0.1, 3));
    add(buffer, 2, box(5, 0.2, 3, [0, 0.1, 0]));
    expect(shapeOf("IfcWall", buffer).areaM2).toBeCloseTo(15, 5);
  });

  it("takes both faces of a curved wall", () => {
    const at = (radius: number, k: number): [number, number] => [
      radius * Math.cos((Math.PI * k) / 32),
      radius * Math.sin((Math.PI * k) / 32),
    ];
    const triangles = Array.from({ length: 32 }, (_, k) =>
      prism([at(10, k), at(10.2, k), at(10.2, k + 1), at(10, k + 1)], 0, 3).filter((t) => !isSeam(t)),
    ).flat();
    const shape = shapeOf("IfcWall", load(triangles));
    expect(Math.abs((shape.areaM2 ?? 0) / (Math.PI * 10.1 * 3) - 1)).toBeLessThan(0.01);
  });

  it("sees a slab in plan, a leaning one in its own plane", () => {
    expect(shapeOf("IfcSlab", load(box(8, 5, 0.2))).areaM2).toBeCloseTo(40, 5);
    const [cos, sin] = [Math.cos(0.5), Math.sin(0.5)];
    const leaning = [cos, sin, 0, 0, 0, 0, -1, 0, -sin, cos, 0, 0, 0, 0, 0, 1];
    expect(shapeOf("IfcSlab", load(box(8, 5, 0.2), leaning)).areaM2).toBeCloseTo(40, 4);
  });

  it("measures a window's frame and a beam's axis, oblique ends and all", () => {
    expect(shapeOf("IfcWindow", load(box(1.2, 0.1, 1.5))).areaM2).toBeCloseTo(1.8, 5);
    const plan: [number, number][] = [
      [0, 0],
      [4, 0],
      [3.9, 0.1],
      [0, 0.1],
    ];
    expect(shapeOf("IfcBeam", load(prism(plan, 0, 0.2))).lengthM).toBeCloseTo(4, 5);
    expect(shapeOf("IfcFurniture", load(box(1, 1, 1))).areaM2).toBeNull();
  });
});

/** Faces between neighbouring pieces of a curved wall, which a whole wall does not have. */
function isSeam(triangle: Point[]): boolean {
  const angles = triangle.map(([x, y]) => Math.atan2(y, x));
  const spread = Math.max(...angles) - Math.min(...angles);
  const angle = angles[0] ?? 0;
  return spread < 1e-6 && angle > 1e-6 && angle < Math.PI - 1e-6;
}

describe("Footprint", () => {
  it("counts overlaps once", () => {
    const print = new Footprint();
    print.add(load(box(10, 10, 0.2)));
    print.add(load(box(10, 10, 0.2, [5, 0, 3])));
    expect(Math.abs(print.areaM2() / 150 - 1)).toBeLessThan(0.01);
    expect(new Footprint().areaM2()).toBe(0);
  });
});
