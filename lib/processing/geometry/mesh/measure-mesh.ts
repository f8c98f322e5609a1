import type { MeshBuffer, MeshPart } from "./mesh-buffer.ts";
import type { Tensor, Vec3 } from "./vector.ts";
import { dot, eigenvectors } from "./vector.ts";

/** Calls `visit` with each triangle's area vector (half the cross product, m²) and its place in the indices. */
function eachTriangle(
  { positions, indices }: MeshBuffer,
  part: MeshPart,
  visit: (ax: number, ay: number, az: number, at: number) => void,
): void {
  const end = part.firstIndex + part.indexCount;
  for (let at = part.firstIndex; at < end; at += 3) {
    const p = 3 * (indices[at] ?? 0);
    const q = 3 * (indices[at + 1] ?? 0);
    const r = 3 * (indices[at + 2] ?? 0);
    const px = positions[p] ?? 0;
    const py = positions[p + 1] ?? 0;
    const pz = positions[p + 2] ?? 0;
    const ux = (positions[q] ?? 0) - px;
    const uy = (positions[q + 1] ?? 0) - py;
    const uz = (positions[q + 2] ?? 0) - pz;
    const vx = (positions[r] ?? 0) - px;
    const vy = (positions[r + 1] ?? 0) - py;
    const vz = (positions[r + 2] ?? 0) - pz;
    visit(0.5 * (uy * vz - uz * vy), 0.5 * (uz * vx - ux * vz), 0.5 * (ux * vy - uy * vx), at);
  }
}

/**
 * Signed volume of a part in m³, by the divergence theorem over its triangles; taken about the part's first corner so
 * that no digits are lost far from the origin. Meaningful only for a closed part; positive when it faces outwards.
 */
export function signedVolume({ positions, indices }: MeshBuffer, part: MeshPart): number {
  const first = 3 * (indices[part.firstIndex] ?? 0);
  const ox = positions[first] ?? 0;
  const oy = positions[first + 1] ?? 0;
  const oz = positions[first + 2] ?? 0;
  let sum = 0;
  const end = part.firstIndex + part.indexCount;
  for (let at = part.firstIndex; at < end; at += 3) {
    const p = 3 * (indices[at] ?? 0);
    const q = 3 * (indices[at + 1] ?? 0);
    const r = 3 * (indices[at + 2] ?? 0);
    const ax = (positions[p] ?? 0) - ox;
    const ay = (positions[p + 1] ?? 0) - oy;
    const az = (positions[p + 2] ?? 0) - oz;
    const bx = (positions[q] ?? 0) - ox;
    const by = (positions[q + 1] ?? 0) - oy;
    const bz = (positions[q + 2] ?? 0) - oz;
    const cx = (positions[r] ?? 0) - ox;
    const cy = (positions[r + 1] ?? 0) - oy;
    const cz = (positions[r + 2] ?? 0) - oz;
    sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sum / 6;
}

/**
 * Sum over triangles of area × n nᵀ: its large eigenvectors face the large faces, its smallest runs along a prism.
 * With `beside`, only faces that lie along that direction count, so that oblique ends do not turn a prism's axis.
 */
export function normalTensor(buffer: MeshBuffer, beside: Vec3 | null = null): Tensor {
  const t: Tensor = [0, 0, 0, 0, 0, 0];
  const [bx, by, bz] = beside ?? [0, 0, 0];
  eachTriangle(buffer, buffer.whole(), (x, y, z) => {
    const area = Math.sqrt(x * x + y * y + z * z);
    if (area === 0 || Math.abs(x * bx + y * by + z * bz) > 0.2 * area) return;
    t[0] += (x * x) / area;
    t[1] += (y * y) / area;
    t[2] += (z * z) / area;
    t[3] += (x * y) / area;
    t[4] += (x * z) / area;
    t[5] += (y * z) / area;
  });
  return t;
}

/** Area of the mesh seen along `direction`, in m²: half of what all faces project, so front and back count once. */
export function projectedArea(buffer: MeshBuffer, direction: Vec3): number {
  const [dx, dy, dz] = direction;
  let sum = 0;
  eachTriangle(buffer, buffer.whole(), (x, y, z) => {
    sum += Math.abs(x * dx + y * dy + z * dz);
  });
  return sum / 2;
}

/**
 * The two faces of a wall, those within about 25° of `normal`: their mean area (m²) and mean extent along `along` (m).
 * Where walls meet at a corner one face is longer than the other; the mean is what base quantities state.
 */
export function facePair(buffer: MeshBuffer, normal: Vec3, along: Vec3): { areaM2: number; lengthM: number } {
  const { positions, indices } = buffer;
  const [nx, ny, nz] = normal;
  const [ax, ay, az] = along;
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let area = 0;
  eachTriangle(buffer, buffer.whole(), (x, y, z, at) => {
    const size = Math.sqrt(x * x + y * y + z * z);
    const facing = x * nx + y * ny + z * nz;
    if (Math.abs(facing) < 0.9 * size) return;
    area += size;
    const side = facing > 0 ? 0 : 1;
    for (let k = at; k < at + 3; k++) {
      const vertex = 3 * (indices[k] ?? 0);
      const where =
        (positions[vertex] ?? 0) * ax + (positions[vertex + 1] ?? 0) * ay + (positions[vertex + 2] ?? 0) * az;
      least[side] = Math.min(least[side] ?? where, where);
      most[side] = Math.max(most[side] ?? where, where);
    }
  });
  const lengths = most.map((value, side) => value - (least[side] ?? value)).filter((length) => length > 0);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return { areaM2: area / 2, lengthM: lengths.length > 0 ? total / lengths.length : 0 };
}

/** Area of the faces within about 17° of vertical, in m² (both sides). */
export function verticalArea(buffer: MeshBuffer): number {
  let sum = 0;
  eachTriangle(buffer, buffer.whole(), (x, y, z) => {
    const area = Math.sqrt(x * x + y * y + z * z);
    if (Math.abs(z) < 0.3 * area) sum += area;
  });
  return sum;
}

/** Extent of the vertices in use along a unit vector, in m. */
export function extentAlong({ positions, vertexCount }: MeshBuffer, direction: Vec3): number {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < 3 * vertexCount; at += 3) {
    const along = dot([positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0], direction);
    if (along < min) min = along;
    if (along > max) max = along;
  }
  return max > min ? max - min : 0;
}

/** Area of all faces of a part, m². */
export function surfaceArea(buffer: MeshBuffer, part: MeshPart): number {
  let sum = 0;
  eachTriangle(buffer, part, (x, y, z) => {
    sum += Math.sqrt(x * x + y * y + z * z);
  });
  return sum;
}

/** The direction a prism runs in: at right angles to the normals of its sides. */
export function prismAxis(buffer: MeshBuffer): Vec3 {
  const rough = eigenvectors(normalTensor(buffer)).vectors[2];
  return eigenvectors(normalTensor(buffer, rough)).vectors[2];
}
