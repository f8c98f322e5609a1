import type { Engine, EngineMesh, PlacedGeometry } from "../engine.ts";

/** One placed geometry inside the buffer. */
export interface MeshPart {
  geometryId: number;
  /** Range in `positions`, in vertices. */
  firstVertex: number;
  vertexCount: number;
  /** Range in `indices`. */
  firstIndex: number;
  indexCount: number;
  /** Volume in the buffer per volume in the geometry's own coordinates. */
  scale: number;
  /** sRGB and opacity, a byte each, red in the lowest. */
  color: number;
  /** Its edges do not fit together as they are wound: faces are missing, split, or look the wrong way. So until it is measured. */
  loose: boolean;
}

/** White and opaque: what has no surface style. */
export const NO_COLOR = 0xffffffff;

const VERTEX_STRIDE = 6;

/**
 * The triangles of one element in metres, Z up, relative to a point near it (so that a model far from the origin loses
 * no digits). One buffer is used for all elements in turn; it grows to the largest.
 */
export class MeshBuffer {
  positions = new Float64Array(3 * 4096);
  indices = new Uint32Array(3 * 4096);
  parts: MeshPart[] = [];
  vertexCount = 0;
  indexCount = 0;
  /** World position of the buffer's origin, m. */
  origin: [number, number, number] = [0, 0, 0];
  private readonly seen = new Map<number, number[][]>();

  /**
   * Replaces the content by the element's geometries, scaled by `factor`. A geometry placed twice at the same place is
   * taken once.
   */
  load(engine: Engine, model: number, mesh: EngineMesh, factor = 1): void {
    this.clear();
    const { geometries } = mesh;
    const count = geometries.size();
    for (let index = 0; index < count; index++) {
      const placed = geometries.get(index);
      if (this.isRepeated(placed.geometryExpressID, placed.flatTransformation)) continue;
      const geometry = engine.GetGeometry(model, placed.geometryExpressID);
      try {
        const vertexAt = geometry.GetVertexData() / 4;
        const vertexSize = geometry.GetVertexDataSize();
        const indexAt = geometry.GetIndexData() / 4;
        const indexSize = geometry.GetIndexDataSize();
        this.append(
          placed.geometryExpressID,
          engine.HEAPF32.subarray(vertexAt, vertexAt + vertexSize),
          engine.HEAPU32.subarray(indexAt, indexAt + indexSize),
          factor === 1 ? placed.flatTransformation : scaleMatrix(placed.flatTransformation, factor),
          colorOf(placed),
        );
      } finally {
        geometry.delete();
      }
    }
    geometries.delete();
  }

  clear(): void {
    this.parts = [];
    this.vertexCount = 0;
    this.indexCount = 0;
    this.seen.clear();
  }

  /**
   * Appends a geometry: vertices as position and normal, `matrix` 4×4 by columns to web-ifc's Y-up world.
   * Y-up (x, y, z) becomes Z-up (x, −z, y).
   */
  append(
    geometryId: number,
    vertices: Float32Array,
    indices: Uint32Array,
    matrix: number[],
    color = NO_COLOR,
  ): void {
    const [a = 1, b = 0, c = 0, , d = 0, e = 1, f = 0, , g = 0, h = 0, i = 1, , tx = 0, ty = 0, tz = 0] =
      matrix;
    const count = Math.floor(vertices.length / VERTEX_STRIDE);
    if (count === 0 || indices.length < 3) return;
    if (this.vertexCount === 0) this.origin = [tx, -tz, ty];
    const [ox, oy, oz] = this.origin;
    this.reserve(count, indices.length);
    let out = 3 * this.vertexCount;
    for (let at = 0; at < count * VERTEX_STRIDE; at += VERTEX_STRIDE) {
      const x = vertices[at] ?? 0;
      const y = vertices[at + 1] ?? 0;
      const z = vertices[at + 2] ?? 0;
      this.positions[out++] = a * x + d * y + g * z + tx - ox;
      this.positions[out++] = -(c * x + f * y + i * z + tz) - oy;
      this.positions[out++] = b * x + e * y + h * z + ty - oz;
    }
    for (let at = 0; at < indices.length; at++)
      this.indices[this.indexCount + at] = (indices[at] ?? 0) + this.vertexCount;
    this.parts.push({
      geometryId,
      firstVertex: this.vertexCount,
      vertexCount: count,
      firstIndex: this.indexCount,
      indexCount: indices.length - (indices.length % 3),
      scale: Math.abs(a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e)),
      color,
      loose: true,
    });
    this.vertexCount += count;
    this.indexCount += indices.length - (indices.length % 3);
  }

  /** The whole buffer as one part. */
  whole(): MeshPart {
    return {
      geometryId: -1,
      firstVertex: 0,
      vertexCount: this.vertexCount,
      firstIndex: 0,
      indexCount: this.indexCount,
      scale: 1,
      color: NO_COLOR,
      loose: true,
    };
  }

  private isRepeated(geometryId: number, matrix: number[]): boolean {
    const placements = this.seen.get(geometryId);
    if (!placements) {
      this.seen.set(geometryId, [matrix]);
      return false;
    }
    const repeated = placements.some((known) => known.every((v, k) => Math.abs(v - (matrix[k] ?? 0)) < 1e-9));
    if (!repeated) placements.push(matrix);
    return repeated;
  }

  private reserve(vertices: number, indices: number): void {
    const needVertices = 3 * (this.vertexCount + vertices);
    if (needVertices > this.positions.length) {
      const larger = new Float64Array(Math.max(needVertices, 2 * this.positions.length));
      larger.set(this.positions);
      this.positions = larger;
    }
    const needIndices = this.indexCount + indices;
    if (needIndices > this.indices.length) {
      const larger = new Uint32Array(Math.max(needIndices, 2 * this.indices.length));
      larger.set(this.indices);
      this.indices = larger;
    }
  }
}

function colorOf({ color: { x, y, z, w } }: PlacedGeometry): number {
  const byte = (value: number) => Math.round(255 * Math.min(1, Math.max(0, value)));
  return (byte(x) | (byte(y) << 8) | (byte(z) << 16) | (byte(w) << 24)) >>> 0;
}

/** Scales the first three rows of a matrix stored by columns: what it maps to, not its last row. */
function scaleMatrix(matrix: number[], factor: number): number[] {
  return matrix.map((value, index) => (index % 4 === 3 ? value : value * factor));
}
