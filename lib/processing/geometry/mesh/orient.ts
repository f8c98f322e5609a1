import type { MeshBuffer, MeshPart } from "./mesh-buffer.ts";

/** Above this the repair would cost more than a doubtful shape is worth. */
const MAX_TRIANGLES = 200_000;
/** More than so many triangles have. */
const MOST_VERTICES = 2 ** 26;

interface Side {
  triangle: number;
  /** True when the triangle runs along the edge from its lower to its higher vertex. */
  isForward: boolean;
}

export interface Orientation {
  /** One for each triangle of the part: 1 it looks outwards as it stands, -1 it is to be turned. */
  senses: Int8Array;
  volumeM3: number;
}

/**
 * How the faces of a part look outwards whose every edge joins exactly two triangles but whose faces do not all look the
 * same way, as some exporters write them: neighbours are turned to agree, and each shell counts with its own volume. Null
 * when the part is no such surface. `weldOf` gives vertices that coincide the same number.
 */
export function orient(
  buffer: MeshBuffer,
  part: MeshPart,
  weldOf: (vertex: number) => number,
): Orientation | null {
  const count = part.indexCount / 3;
  if (count > MAX_TRIANGLES) return null;
  const sides = sidesByEdge(buffer, part, weldOf);
  if (!sides) return null;
  const neighbours: { triangle: number; agrees: boolean }[][] = Array.from({ length: count }, () => []);
  for (const [first, second] of sides) {
    if (!first || !second) return null;
    const agrees = first.isForward !== second.isForward;
    neighbours[first.triangle]?.push({ triangle: second.triangle, agrees });
    neighbours[second.triangle]?.push({ triangle: first.triangle, agrees });
  }
  const senses = new Int8Array(count);
  let volumeM3 = 0;
  for (let seed = 0; seed < count; seed++) {
    if (senses[seed] !== 0) continue;
    senses[seed] = 1;
    const shell = [seed];
    let shellVolume = 0;
    for (let at = 0; at < shell.length; at++) {
      const triangle = shell[at] ?? seed;
      const sense = senses[triangle] ?? 1;
      shellVolume += sense * tetrahedron(buffer, part, triangle);
      for (const next of neighbours[triangle] ?? []) {
        const wanted = next.agrees ? sense : -sense;
        if (senses[next.triangle] === 0) {
          senses[next.triangle] = wanted;
          shell.push(next.triangle);
        } else if (senses[next.triangle] !== wanted) return null;
      }
    }
    if (shellVolume < 0) for (const triangle of shell) senses[triangle] = -(senses[triangle] ?? 1);
    volumeM3 += Math.abs(shellVolume);
  }
  return { senses, volumeM3 };
}

/** The two triangles at each edge, or null when an edge has another number of them. */
function sidesByEdge(
  { indices }: MeshBuffer,
  part: MeshPart,
  weldOf: (vertex: number) => number,
): Iterable<Side[]> | null {
  const edges = new Map<number, Side[]>();
  const corner = (at: number) => weldOf(indices[at] ?? 0);
  for (let triangle = 0; 3 * triangle < part.indexCount; triangle++) {
    const at = part.firstIndex + 3 * triangle;
    const corners = [corner(at), corner(at + 1), corner(at + 2)];
    if (new Set(corners).size < 3) continue;
    for (let k = 0; k < 3; k++) {
      const from = corners[k] ?? 0;
      const to = corners[(k + 1) % 3] ?? 0;
      const key = Math.min(from, to) * MOST_VERTICES + Math.max(from, to);
      const sides = edges.get(key);
      const side = { triangle, isForward: from < to };
      if (!sides) edges.set(key, [side]);
      else if (sides.push(side) > 2) return null;
    }
  }
  for (const sides of edges.values()) if (sides.length !== 2) return null;
  return edges.values();
}

/** Signed volume between a triangle and the part's first corner. */
export function tetrahedron({ positions, indices }: MeshBuffer, part: MeshPart, triangle: number): number {
  const origin = 3 * (indices[part.firstIndex] ?? 0);
  const at = (k: number, axis: number) => {
    const vertex = 3 * (indices[part.firstIndex + 3 * triangle + k] ?? 0);
    return (positions[vertex + axis] ?? 0) - (positions[origin + axis] ?? 0);
  };
  const [ax, ay, az] = [at(0, 0), at(0, 1), at(0, 2)];
  const [bx, by, bz] = [at(1, 0), at(1, 1), at(1, 2)];
  const [cx, cy, cz] = [at(2, 0), at(2, 1), at(2, 2)];
  return (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
}
