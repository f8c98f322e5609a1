import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { Counts, ElementMesh, Point } from "./types.ts";

/** What is remembered of an element whose triangles are in the spool. Grid units of the model's own coordinates. */
export interface SpooledElement {
  ordinal: number;
  storey: number | null;
  /** Where it begins in the spool, bytes. */
  at: number;
  base: Point;
  min: Point;
  max: Point;
  opaque: Counts;
  transparent: Counts;
  closed: boolean;
}

/** An element as it comes back; the arrays are views that hold until the next one. */
export interface SpooledMesh {
  positions: Int32Array;
  normals: Int8Array;
  colors: Uint32Array;
  indices: Uint32Array;
}

/** Bytes gathered before a write. */
const BUFFER_BYTES = 1 << 20;

/**
 * A local file of elements' triangles: written one after the other as they are measured, then read in the order in which
 * the parts want them, so that no model is ever in memory whole.
 */
export class MeshSpool {
  readonly elements: SpooledElement[] = [];
  triangles = 0;
  private readonly path: string;
  private readonly fd: number;
  private readonly pending = new Uint8Array(BUFFER_BYTES);
  private pendingBytes = 0;
  private written = 0;
  private record = new ArrayBuffer(BUFFER_BYTES);

  constructor(path: string) {
    this.path = path;
    this.fd = openSync(path, "wx+", 0o600);
  }

  add(ordinal: number, storey: number | null, mesh: ElementMesh): void {
    const { base, opaque, transparent, closed } = mesh;
    const vertices = opaque.vertices + transparent.vertices;
    const triangles = opaque.triangles + transparent.triangles;
    this.elements.push({
      ordinal,
      storey,
      at: this.written + this.pendingBytes,
      base,
      ...boundsOf(mesh, vertices),
      opaque,
      transparent,
      closed,
    });
    this.triangles += triangles;
    this.append(mesh.positions, 3 * vertices);
    this.append(mesh.normals, 4 * vertices);
    this.append(mesh.colors, vertices);
    this.append(mesh.indices, 3 * triangles);
  }

  read({ at, opaque, transparent }: SpooledElement): SpooledMesh {
    this.flush();
    const vertices = opaque.vertices + transparent.vertices;
    const indices = 3 * (opaque.triangles + transparent.triangles);
    const bytes = 20 * vertices + 4 * indices;
    if (this.record.byteLength < bytes) this.record = new ArrayBuffer(2 * bytes);
    const target = new Uint8Array(this.record, 0, bytes);
    for (let done = 0; done < bytes; ) {
      const read = readSync(this.fd, target, done, bytes - done, at + done);
      if (read === 0) throw new Error("The spool of the model ends before its last element");
      done += read;
    }
    return {
      positions: new Int32Array(this.record, 0, 3 * vertices),
      normals: new Int8Array(this.record, 12 * vertices, 4 * vertices),
      colors: new Uint32Array(this.record, 16 * vertices, vertices),
      indices: new Uint32Array(this.record, 20 * vertices, indices),
    };
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.fd);
    rmSync(this.path, { force: true });
  }

  private append(array: Int32Array | Int8Array | Uint32Array, length: number): void {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, length * array.BYTES_PER_ELEMENT);
    if (this.pendingBytes + bytes.length > BUFFER_BYTES) this.flush();
    if (bytes.length > BUFFER_BYTES) {
      this.write(bytes);
      return;
    }
    this.pending.set(bytes, this.pendingBytes);
    this.pendingBytes += bytes.length;
  }

  private flush(): void {
    if (this.pendingBytes === 0) return;
    this.write(this.pending.subarray(0, this.pendingBytes));
    this.pendingBytes = 0;
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done, bytes.length - done);
    this.written += bytes.length;
  }
}

function boundsOf({ base, positions }: ElementMesh, vertices: number): { min: Point; max: Point } {
  const min: Point = [Infinity, Infinity, Infinity];
  const max: Point = [-Infinity, -Infinity, -Infinity];
  for (const axis of [0, 1, 2] as const) {
    for (let at = axis; at < 3 * vertices; at += 3) {
      const value = (positions[at] ?? 0) + base[axis];
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  }
  return { min, max };
}
