import { signedVolume, surfaceArea } from "./measure-mesh.ts";
import type { MeshBuffer, MeshPart } from "./mesh-buffer.ts";
import { orient } from "./orient.ts";
import type { Vec3 } from "./vector.ts";
import { cross, dot, unit } from "./vector.ts";

export interface Closure {
  /** The part bounds a volume: it is closed, or closes with caps that leave no doubt about it. */
  closed: boolean;
  /** Volume between the part and its reference point (see `signedVolume`), caps included, m³. */
  signedVolumeM3: number;
  /** Some edges are not used as often in one direction as in the other. */
  loose: boolean;
}

/**
 * Closes a part and measures it. A part is closed when every edge is used as often in one direction as in the other.
 * Vertices are welded within a tolerance relative to the part's size. What is left are loops of loose edges: T-junctions
 * and missing slivers, as boolean operations leave them. Each loop is capped by a cone from its middle; the part counts
 * as closed when the caps are a small part of its surface and so flat that their shape cannot change the volume by more
 * than half a percent. A surface that is closed but for faces that look inwards is turned right first.
 */
export function closePart(buffer: MeshBuffer, part: MeshPart): Closure {
  const open = signedVolume(buffer, part);
  if (part.indexCount < 12) return { closed: false, signedVolumeM3: open, loose: true };
  const tolerance = weldTolerance(buffer, part);
  const weld = weldVertices(buffer, part, tolerance);
  const loops = looseLoops(unbalancedEdges(buffer, part, weld));
  if (loops.length === 0) return { closed: true, signedVolumeM3: open, loose: false };
  const reference = corner(buffer, buffer.indices[part.firstIndex] ?? 0);
  const caps = loops.map((loop) => capLoop(buffer, loop, reference));
  const signedVolumeM3 = caps.reduce((sum, cap) => sum + cap.volumeM3, open);
  const capArea = caps.reduce((sum, cap) => sum + cap.areaM2, 0);
  const doubt = caps.reduce((sum, cap) => sum + cap.areaM2 * cap.unevenM, 0);
  const closed =
    capArea <= LARGEST_CAPS * surfaceArea(buffer, part) && doubt <= LARGEST_DOUBT * Math.abs(signedVolumeM3);
  if (closed) return { closed, signedVolumeM3, loose: true };
  const oriented = orient(buffer, part, (vertex) => weld[vertex - part.firstVertex] ?? 0);
  return oriented === null
    ? { closed, signedVolumeM3, loose: true }
    : { closed: true, signedVolumeM3: oriented.volumeM3, loose: true };
}

/** Share of a part's surface that may be missing. */
const LARGEST_CAPS = 0.1;
/** Share of a part's volume that the shape of its caps may leave open. */
const LARGEST_DOUBT = 0.005;

interface Edge {
  /** Vertex indices of the buffer. */
  from: number;
  to: number;
  /** How many times more often it is used in this direction than in the other. */
  times: number;
}

function weldTolerance({ positions }: MeshBuffer, part: MeshPart): number {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const end = 3 * (part.firstVertex + part.vertexCount);
  for (let at = 3 * part.firstVertex; at < end; at++) {
    const axis = at % 3;
    const value = positions[at] ?? 0;
    if (value < (min[axis] ?? 0)) min[axis] = value;
    if (value > (max[axis] ?? 0)) max[axis] = value;
  }
  const diagonal = Math.hypot(...max.map((value, axis) => value - (min[axis] ?? 0)));
  // Single-precision vertices of web-ifc are good to about 1e-7 of their size.
  return Math.max(1e-6, 2e-6 * diagonal);
}

/** Representative vertex of each vertex of the part, by a grid of the tolerance. */
function weldVertices({ positions }: MeshBuffer, part: MeshPart, tolerance: number): Int32Array {
  const weld = new Int32Array(part.vertexCount);
  const size = tableSize(part.vertexCount);
  const table = new Int32Array(size).fill(-1);
  const cells = new Int32Array(3 * part.vertexCount);
  for (let k = 0; k < part.vertexCount; k++) {
    const at = 3 * (part.firstVertex + k);
    const x = Math.round((positions[at] ?? 0) / tolerance) | 0;
    const y = Math.round((positions[at + 1] ?? 0) / tolerance) | 0;
    const z = Math.round((positions[at + 2] ?? 0) / tolerance) | 0;
    cells[3 * k] = x;
    cells[3 * k + 1] = y;
    cells[3 * k + 2] = z;
    let slot = hash3(x, y, z) & (size - 1);
    for (;;) {
      const other = table[slot] ?? -1;
      if (other < 0) {
        table[slot] = k;
        weld[k] = k;
        break;
      }
      if (cells[3 * other] === x && cells[3 * other + 1] === y && cells[3 * other + 2] === z) {
        weld[k] = other;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return weld;
}

function unbalancedEdges({ indices }: MeshBuffer, part: MeshPart, weld: Int32Array): Edge[] {
  const size = tableSize(part.indexCount);
  const low = new Int32Array(size).fill(-1);
  const high = new Int32Array(size);
  const balance = new Int32Array(size);
  const vertex = (at: number) => weld[(indices[at] ?? 0) - part.firstVertex] ?? 0;
  const use = (from: number, to: number) => {
    const a = Math.min(from, to);
    const b = Math.max(from, to);
    let slot = hash3(a, b, 0) & (size - 1);
    while ((low[slot] ?? -1) >= 0 && (low[slot] !== a || high[slot] !== b)) slot = (slot + 1) & (size - 1);
    low[slot] = a;
    high[slot] = b;
    balance[slot] = (balance[slot] ?? 0) + (from < to ? 1 : -1);
  };
  const end = part.firstIndex + part.indexCount;
  for (let at = part.firstIndex; at < end; at += 3) {
    const a = vertex(at);
    const b = vertex(at + 1);
    const c = vertex(at + 2);
    if (a === b || b === c || c === a) continue;
    use(a, b);
    use(b, c);
    use(c, a);
  }
  const edges: Edge[] = [];
  for (let slot = 0; slot < size; slot++) {
    const times = balance[slot] ?? 0;
    if (times === 0) continue;
    const a = part.firstVertex + (low[slot] ?? 0);
    const b = part.firstVertex + (high[slot] ?? 0);
    edges.push(times > 0 ? { from: a, to: b, times } : { from: b, to: a, times: -times });
  }
  return edges;
}

/** Groups loose edges into connected loops. The boundary of a surface is always a set of closed loops. */
function looseLoops(edges: Edge[]): Edge[][] {
  const leader = new Map<number, number>();
  const find = (vertex: number): number => {
    let at = vertex;
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) at = up;
    leader.set(vertex, at);
    return at;
  };
  for (const { from, to } of edges) leader.set(find(from), find(to));
  const loops = new Map<number, Edge[]>();
  for (const edge of edges) {
    const key = find(edge.from);
    const loop = loops.get(key);
    if (loop) loop.push(edge);
    else loops.set(key, [edge]);
  }
  return [...loops.values()];
}

/** A cone over a loop: its volume to the reference, its area, and how far the loop is from flat. */
function capLoop(
  buffer: MeshBuffer,
  loop: Edge[],
  reference: Vec3,
): { volumeM3: number; areaM2: number; unevenM: number } {
  const middle: Vec3 = [0, 0, 0];
  for (const { from } of loop) {
    const point = corner(buffer, from);
    for (const axis of [0, 1, 2] as const) middle[axis] += point[axis] / loop.length;
  }
  let volumeM3 = 0;
  let areaM2 = 0;
  const total: Vec3 = [0, 0, 0];
  for (const { from, to, times } of loop) {
    // Against the loose edge, so that the cap balances it.
    const a = minus(corner(buffer, to), middle);
    const b = minus(corner(buffer, from), middle);
    const doubled = cross(a, b);
    for (const axis of [0, 1, 2] as const) total[axis] += times * doubled[axis];
    areaM2 += (times * Math.hypot(...doubled)) / 2;
    volumeM3 += (times * dot(minus(middle, reference), doubled)) / 6;
  }
  const normal = unit(total);
  let unevenM = 0;
  for (const { from } of loop) {
    const offset = minus(corner(buffer, from), middle);
    unevenM = Math.max(unevenM, normal ? Math.abs(dot(offset, normal)) : 0);
  }
  return { volumeM3, areaM2, unevenM };
}

function corner({ positions }: MeshBuffer, vertex: number): Vec3 {
  return [positions[3 * vertex] ?? 0, positions[3 * vertex + 1] ?? 0, positions[3 * vertex + 2] ?? 0];
}

function minus(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function tableSize(items: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, 2 * items)));
}

function hash3(x: number, y: number, z: number): number {
  let h = Math.imul(x, 73_856_093) ^ Math.imul(y, 19_349_663) ^ Math.imul(z, 83_492_791);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
