import { describe, expect, it } from "vitest";
import { SolidMeter } from "../mesh/measure-solid.ts";
import { MeshBuffer } from "../mesh/mesh-buffer.ts";
import { ElementMesher } from "./element-mesh.ts";
import { GRID_M } from "./types.ts";

/** Corners of a box of 2 × 3 × 4 m by their bits, and its faces as they look outwards. */
const FACES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
];
const TRIANGLES = FACES.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [
  [a, b, c],
  [a, c, d],
]);
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const cornersAt = (x: number) =>
  [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) => [
    x + (corner & 1) * 2,
    ((corner >> 1) & 1) * 3,
    ((corner >> 2) & 1) * 4,
    ...[0, 0, 1],
  ]);

/** The volume that a body's faces enclose as they are drawn, m³. */
function drawn(triangles: readonly number[][]) {
  const buffer = new MeshBuffer();
  buffer.append(1, new Float32Array(cornersAt(0)), new Uint32Array(triangles.flat()), IDENTITY);
  new SolidMeter().measure(buffer);
  const mesh = new ElementMesher().meshOf(buffer);
  if (!mesh) throw new Error("Nothing is drawn");
  expect(mesh.closed).toBe(triangles.length === TRIANGLES.length);
  const point = (at: number) =>
    [0, 1, 2].map((axis) => (mesh.positions[3 * (mesh.indices[at] ?? 0) + axis] ?? 0) * GRID_M);
  let volume = 0;
  for (let at = 0; at < 3 * mesh.opaque.triangles; at += 3) {
    const [a = [], b = [], c = []] = [point(at), point(at + 1), point(at + 2)];
    const [ax = 0, ay = 0, az = 0] = a;
    const [bx = 0, by = 0, bz = 0] = b;
    const [cx = 0, cy = 0, cz = 0] = c;
    volume += (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
  }
  return volume;
}

describe("the faces of a body", () => {
  it("look outwards, also where all of them were wound the other way", () => {
    expect(drawn(TRIANGLES)).toBeCloseTo(24, 6);
    expect(drawn(TRIANGLES.map((triangle) => triangle.toReversed()))).toBeCloseTo(24, 6);
  });

  it("are turned one by one where a file mixes them", () => {
    const mixed = TRIANGLES.map((triangle, at) => (at % 3 === 0 ? triangle.toReversed() : triangle));
    expect(drawn(mixed)).toBeCloseTo(24, 6);
  });

  it("are seen from both sides where one body of several is wound the other way", () => {
    const isClosed = (turned: boolean) => {
      const second = TRIANGLES.map((triangle) => (turned ? triangle.toReversed() : triangle));
      const corners = [...TRIANGLES, ...second.map((triangle) => triangle.map((corner) => corner + 8))];
      const buffer = new MeshBuffer();
      const vertices = new Float32Array([...cornersAt(0), ...cornersAt(10)]);
      buffer.append(1, vertices, new Uint32Array(corners.flat()), IDENTITY);
      new SolidMeter().measure(buffer);
      return new ElementMesher().meshOf(buffer)?.closed;
    };
    expect([isClosed(false), isClosed(true)]).toEqual([true, false]);
  });

  it("stay as they are where they close nothing", () => {
    expect(Math.abs(drawn(TRIANGLES.slice(0, 2)))).toBeLessThan(24);
  });
});
