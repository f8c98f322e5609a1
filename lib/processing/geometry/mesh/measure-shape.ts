import type { MeasureRule } from "../measure-rules.ts";
import {
  extentAlong,
  facePair,
  normalTensor,
  prismAxis,
  projectedArea,
  verticalArea,
} from "./measure-mesh.ts";
import type { Solid } from "./measure-solid.ts";
import type { MeshBuffer } from "./mesh-buffer.ts";
import type { Tensor, Vec3 } from "./vector.ts";
import { cross, eigenvectors, unit } from "./vector.ts";

export interface Shape {
  areaM2: number | null;
  lengthM: number | null;
  /** Volume of the box around the mesh in its own directions, m³: no content can be larger. */
  boxM3: number;
}

const UP: Vec3 = [0, 0, 1];

/**
 * Area and length as the class asks for them, from the mesh in the buffer:
 * - `side`: the wall seen at right angles to its faces; the length runs along it;
 * - `plan`: the slab, roof or covering seen at right angles to its main faces, so a level one in plan;
 * - `box`: width × height of the frame around a window, door or plate;
 * - `axis`: the length along a prism.
 */
export function measureShape(buffer: MeshBuffer, solid: Solid, rule: MeasureRule): Shape {
  const tensor = normalTensor(buffer);
  const [facing, middle, along] = eigenvectors(tensor).vectors;
  const [x, y, z] = [extentAlong(buffer, facing), extentAlong(buffer, middle), extentAlong(buffer, along)];
  const shape: Shape = { areaM2: null, lengthM: null, boxM3: x * y * z };
  if (rule.area === "side") return measureSide(buffer, solid, tensor, shape);
  if (rule.area === "plan")
    shape.areaM2 = countedOnce(projectedArea(buffer, facing), buffer, solid, x) || null;
  if (rule.area === "box") shape.areaM2 = boxArea(buffer, facing);
  if (rule.length === "axis") shape.lengthM = extentAlong(buffer, prismAxis(buffer)) || null;
  return shape;
}

function measureSide(buffer: MeshBuffer, solid: Solid, tensor: Tensor, shape: Shape): Shape {
  const normal = horizontalNormal(tensor);
  const depth = extentAlong(buffer, normal);
  const faces = facePair(buffer, normal, cross(UP, normal));
  const area = countedOnce(faces.areaM2, buffer, solid, depth);
  const thickness = area > 0 ? solid.volumeM3 / area : 0;
  // A curved wall's own depth is far more than its thickness: take both of its faces instead of one view of it.
  const curved = solid.closed && depth > 2.5 * thickness && buffer.parts.length === 1 && isCurved(tensor);
  if (curved) return { ...shape, areaM2: verticalArea(buffer) / 2, lengthM: null };
  return { ...shape, areaM2: area || null, lengthM: faces.lengthM || null };
}

/**
 * Bodies that lie behind one another (the layers of a wall) are seen once each; volume over depth counts them once.
 */
function countedOnce(seen: number, buffer: MeshBuffer, solid: Solid, depth: number): number {
  if (buffer.parts.length < 2 || !solid.closed || depth <= 0) return seen;
  const behind = solid.volumeM3 / depth;
  return seen > 1.5 * behind ? behind : seen;
}

function boxArea(buffer: MeshBuffer, facing: Vec3): number | null {
  const across = unit(cross(UP, facing)) ?? [1, 0, 0];
  const upright = cross(facing, across);
  return extentAlong(buffer, across) * extentAlong(buffer, upright) || null;
}

/** The horizontal direction most of the vertical faces look in (principal axis of the tensor's horizontal part). */
function horizontalNormal([xx, yy, , xy]: Tensor): Vec3 {
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return [Math.cos(angle), Math.sin(angle), 0];
}

/** True when the vertical faces look in many directions rather than in two opposite ones. */
function isCurved([xx, yy, , xy]: Tensor): boolean {
  const mean = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  return mean > 0 && mean - spread > 0.02 * (mean + spread);
}
