import { signedVolume } from "../mesh/measure-mesh.ts";
import type { MeshBuffer, MeshPart } from "../mesh/mesh-buffer.ts";
import { orient, tetrahedron } from "../mesh/orient.ts";
import { cornerNormals } from "./corner-normals.ts";
import { GridIndex } from "./grid-index.ts";
import type { Counts, ElementMesh, Point } from "./types.ts";
import { GRID_M } from "./types.ts";

/**
 * Brings the triangles of an element onto the grid: welded, faces of closed bodies outwards, without triangles that
 * have no area there, with normals that are smooth across round faces and sharp at edges. One is used for all elements
 * in turn; what it answers holds until the next.
 */
export class ElementMesher {
  /** Vertices of the buffer by their place on the grid. */
  private readonly places = new GridIndex();
  /** Vertices of the answer by place, normal and colour. */
  private readonly vertices = new GridIndex();
  private placed = new Int32Array(0);
  private placeOf = new Uint32Array(0);
  /** Places that hang together, by one of them, and what they enclose. */
  private shellOf = new Uint32Array(0);
  private volumeOf = new Float64Array(0);
  /** Geometries whose faces cannot be turned to look outwards: many elements share one, and to try costs the most. */
  private readonly unturned = new Set<number>();
  private corners = new Uint32Array(0);
  private colorOfTriangle = new Uint32Array(0);
  private positions = new Int32Array(0);
  private normals = new Int8Array(0);
  private colors = new Uint32Array(0);
  private indices = new Uint32Array(0);
  private closed = true;

  /** Null when nothing of it is large enough to be seen on the grid. */
  meshOf(buffer: MeshBuffer): ElementMesh | null {
    const base = buffer.origin.map((value) => Math.round(value / GRID_M)) as Point;
    this.reserve(buffer);
    this.places.clear(buffer.vertexCount);
    this.closed = true;
    const { opaque: firstTransparent, triangles } = this.gather(buffer, base);
    if (triangles === 0) return null;
    const normals = cornerNormals(this.placed, this.corners, triangles, this.places.size);
    this.vertices.clear(3 * triangles);
    const opaque = this.emit(normals, 0, firstTransparent);
    const transparent = this.emit(normals, firstTransparent, triangles);
    const { positions, normals: kept, colors, indices, closed } = this;
    return { base, positions, normals: kept, colors, indices, opaque, transparent, closed };
  }

  /** Triangles of opaque parts, then those of transparent ones, by welded corners. */
  private gather(buffer: MeshBuffer, base: Point): { opaque: number; triangles: number } {
    let triangles = 0;
    for (const part of buffer.parts)
      if (!isTransparent(part)) triangles = this.gatherPart(buffer, part, base, triangles);
    const opaque = triangles;
    for (const part of buffer.parts)
      if (isTransparent(part)) triangles = this.gatherPart(buffer, part, base, triangles);
    return { opaque, triangles };
  }

  private gatherPart(buffer: MeshBuffer, part: MeshPart, base: Point, before: number): number {
    this.placeVertices(buffer, part, base);
    const { indices } = buffer;
    const { corners, placeOf } = this;
    const inwards = this.inwardsOf(buffer, part);
    let triangles = before;
    for (let at = part.firstIndex; at < part.firstIndex + part.indexCount; at += 3) {
      const a = placeOf[indices[at] ?? 0] ?? 0;
      const turn = inwards(at);
      const b = placeOf[indices[at + (turn ? 2 : 1)] ?? 0] ?? 0;
      const c = placeOf[indices[at + (turn ? 1 : 2)] ?? 0] ?? 0;
      if (a === b || b === c || c === a || this.isFlat(3 * a, 3 * b, 3 * c)) continue;
      corners[3 * triangles] = a;
      corners[3 * triangles + 1] = b;
      corners[3 * triangles + 2] = c;
      this.colorOfTriangle[triangles++] = part.color;
    }
    return triangles;
  }

  /** Whether the triangle at a place of the indices looks inwards: all of a part or none, or, where they are mixed, each. */
  private inwardsOf(buffer: MeshBuffer, part: MeshPart): (at: number) => boolean {
    const mixed =
      part.loose && !this.unturned.has(part.geometryId)
        ? orient(buffer, part, (vertex) => this.placeOf[vertex] ?? 0)
        : null;
    if (mixed) return (at) => mixed.senses[(at - part.firstIndex) / 3] === -1;
    if (part.loose) this.unturned.add(part.geometryId);
    const all = signedVolume(buffer, part) < 0;
    this.closed &&= !part.loose && this.isWoundAlike(buffer, part, all);
    return () => all;
  }

  /** Whether the bodies of a part that touch nowhere all look the same way; a hollow in a body does not. */
  private isWoundAlike(buffer: MeshBuffer, part: MeshPart, inwards: boolean): boolean {
    const { indices } = buffer;
    const { placeOf, shellOf, volumeOf } = this;
    for (let vertex = part.firstVertex; vertex < part.firstVertex + part.vertexCount; vertex++) {
      const place = placeOf[vertex] ?? 0;
      shellOf[place] = place;
      volumeOf[place] = 0;
    }
    const end = part.firstIndex + part.indexCount;
    for (let at = part.firstIndex; at < end; at += 3) {
      const shell = this.shellAt(indices[at] ?? 0);
      shellOf[this.shellAt(indices[at + 1] ?? 0)] = shell;
      shellOf[this.shellAt(indices[at + 2] ?? 0)] = shell;
    }
    const shells = new Set<number>();
    for (let at = part.firstIndex; at < end; at += 3) shells.add(this.shellAt(indices[at] ?? 0));
    if (shells.size < 2) return true;
    for (let at = part.firstIndex; at < end; at += 3) {
      const shell = this.shellAt(indices[at] ?? 0);
      volumeOf[shell] = (volumeOf[shell] ?? 0) + tetrahedron(buffer, part, (at - part.firstIndex) / 3);
    }
    return [...shells].every((shell) => (volumeOf[shell] ?? 0) < 0 === inwards);
  }

  private shellAt(vertex: number): number {
    const { shellOf } = this;
    let shell = this.placeOf[vertex] ?? 0;
    for (let next = shellOf[shell] ?? 0; next !== shell; next = shellOf[shell] ?? 0) {
      shellOf[shell] = shellOf[next] ?? 0;
      shell = next;
    }
    return shell;
  }

  private placeVertices(buffer: MeshBuffer, { firstVertex, vertexCount }: MeshPart, base: Point): void {
    const { positions, origin } = buffer;
    const { placed, places, placeOf } = this;
    const [ox, oy, oz] = origin;
    const [bx, by, bz] = base;
    for (let vertex = firstVertex; vertex < firstVertex + vertexCount; vertex++) {
      const x = Math.round(((positions[3 * vertex] ?? 0) + ox) / GRID_M) - bx;
      const y = Math.round(((positions[3 * vertex + 1] ?? 0) + oy) / GRID_M) - by;
      const z = Math.round(((positions[3 * vertex + 2] ?? 0) + oz) / GRID_M) - bz;
      const place = places.of(x, y, z);
      placed[3 * place] = x;
      placed[3 * place + 1] = y;
      placed[3 * place + 2] = z;
      placeOf[vertex] = place;
    }
  }

  /** On a line of the grid, to the last digit. */
  private isFlat(a: number, b: number, c: number): boolean {
    const { placed } = this;
    const ax = placed[a] ?? 0;
    const ay = placed[a + 1] ?? 0;
    const az = placed[a + 2] ?? 0;
    const ux = (placed[b] ?? 0) - ax;
    const uy = (placed[b + 1] ?? 0) - ay;
    const uz = (placed[b + 2] ?? 0) - az;
    const vx = (placed[c] ?? 0) - ax;
    const vy = (placed[c + 1] ?? 0) - ay;
    const vz = (placed[c + 2] ?? 0) - az;
    return uy * vz === uz * vy && uz * vx === ux * vz && ux * vy === uy * vx;
  }

  private emit(normals: Int8Array, from: number, to: number): Counts {
    const before = this.vertices.size;
    for (let triangle = from; triangle < to; triangle++) {
      const color = this.colorOfTriangle[triangle] ?? 0;
      for (let corner = 3 * triangle; corner < 3 * triangle + 3; corner++) {
        const place = this.corners[corner] ?? 0;
        const x = normals[3 * corner] ?? 0;
        const y = normals[3 * corner + 1] ?? 0;
        const z = normals[3 * corner + 2] ?? 0;
        const normal = (x & 255) | ((y & 255) << 8) | ((z & 255) << 16);
        const known = this.vertices.size;
        const vertex = this.vertices.of(place, normal, color | 0);
        this.indices[corner] = vertex;
        if (vertex < known) continue;
        this.positions[3 * vertex] = this.placed[3 * place] ?? 0;
        this.positions[3 * vertex + 1] = this.placed[3 * place + 1] ?? 0;
        this.positions[3 * vertex + 2] = this.placed[3 * place + 2] ?? 0;
        this.normals[4 * vertex] = x;
        this.normals[4 * vertex + 1] = y;
        this.normals[4 * vertex + 2] = z;
        this.colors[vertex] = color;
      }
    }
    return { vertices: this.vertices.size - before, triangles: to - from };
  }

  private reserve({ vertexCount, indexCount }: MeshBuffer): void {
    if (this.placeOf.length < vertexCount) {
      this.placed = new Int32Array(6 * vertexCount);
      this.placeOf = new Uint32Array(2 * vertexCount);
      this.shellOf = new Uint32Array(2 * vertexCount);
      this.volumeOf = new Float64Array(2 * vertexCount);
    }
    if (this.corners.length >= indexCount) return;
    const most = 2 * indexCount;
    this.corners = new Uint32Array(most);
    this.colorOfTriangle = new Uint32Array(Math.ceil(most / 3));
    this.positions = new Int32Array(3 * most);
    this.normals = new Int8Array(4 * most);
    this.colors = new Uint32Array(most);
    this.indices = new Uint32Array(most);
  }
}

const isTransparent = ({ color }: MeshPart) => color >>> 24 < 255;
