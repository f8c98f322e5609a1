import type { MeshBuffer } from "./mesh-buffer.ts";

/** Finest raster, m, and most cells of one footprint. */
const CELL = 0.05;
const MAX_CELLS = 4_000_000;

/**
 * The union, seen from above, of several meshes: their upward faces are gathered and drawn into a raster, so overlaps
 * count once. Exact to about half a cell along the outline.
 */
export class Footprint {
  private triangles: number[] = [];

  add({ positions, indices, indexCount, origin }: MeshBuffer): void {
    const [ox, oy] = origin;
    for (let at = 0; at < indexCount; at += 3) {
      const corners: number[] = [];
      for (let k = 0; k < 3; k++) {
        const vertex = 3 * (indices[at + k] ?? 0);
        corners.push((positions[vertex] ?? 0) + ox, (positions[vertex + 1] ?? 0) + oy);
      }
      if (Math.abs(twiceArea(corners)) > 1e-6) this.triangles.push(...corners);
    }
  }

  /** Area of the union in m²; 0 when nothing was added. */
  areaM2(): number {
    if (this.triangles.length === 0) return 0;
    const [minX, maxX] = range(this.triangles, 0);
    const [minY, maxY] = range(this.triangles, 1);
    const cell = Math.max(CELL, Math.sqrt(((maxX - minX) * (maxY - minY)) / MAX_CELLS));
    const columns = Math.ceil((maxX - minX) / cell) + 1;
    const rows = Math.ceil((maxY - minY) / cell) + 1;
    if (columns * rows > 4 * MAX_CELLS) return 0;
    const raster = new Uint8Array(columns * rows);
    for (let at = 0; at < this.triangles.length; at += 6) {
      const corners = this.triangles
        .slice(at, at + 6)
        .map((v, k) => (v - (k % 2 === 0 ? minX : minY)) / cell);
      fillTriangle(raster, columns, rows, corners);
    }
    let filled = 0;
    for (const on of raster) filled += on;
    return filled * cell * cell;
  }
}

function range(values: number[], offset: 0 | 1): [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = offset; at < values.length; at += 2) {
    const value = values[at] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

function twiceArea([ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0]: number[]): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** Marks the cells whose centre is inside, line by line. Coordinates are in cells. */
function fillTriangle(raster: Uint8Array, columns: number, rows: number, corners: number[]): void {
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = corners;
  const first = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const last = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  for (let row = first; row <= last; row++) {
    const y = row + 0.5;
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    const meet = (x1: number, y1: number, x2: number, y2: number) => {
      if (y1 === y2 || (y < y1 && y < y2) || (y > y1 && y > y2)) return;
      const x = x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
      from = Math.min(from, x);
      to = Math.max(to, x);
    };
    meet(ax, ay, bx, by);
    meet(bx, by, cx, cy);
    meet(cx, cy, ax, ay);
    const start = Math.max(0, Math.ceil(from - 0.5));
    const end = Math.min(columns - 1, Math.floor(to - 0.5));
    if (end >= start) raster.fill(1, row * columns + start, row * columns + end + 1);
  }
}
