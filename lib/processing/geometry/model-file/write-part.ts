import {
  encodePrimitive,
  type Primitive,
  type PrimitiveData,
  SURFACES,
  type Surface,
} from "./encode-primitive.ts";
import { glb } from "./glb.ts";
import type { MeshSpool, SpooledElement } from "./mesh-spool.ts";
import type { Frame, PartPlan } from "./plan-parts.ts";
import type { Counts, Point } from "./types.ts";
import { GRID_M } from "./types.ts";

export interface EncodedPart {
  bytes: Uint8Array;
  triangles: number;
  elements: number;
}

/** One part as a glTF binary: a node for each frame, in it what is opaque and what is transparent. `origin` in metres. */
export function writePart(plan: PartPlan, spool: MeshSpool, origin: Point): EncodedPart {
  const ordinals: number[] = [];
  let triangles = 0;
  const nodes = plan.map((frame) => {
    const gathered = gather(frame, spool, ordinals);
    for (const data of gathered.values()) triangles += data.triangles;
    return {
      translation: frame.origin.map((value, axis) => value * GRID_M - (origin[axis] ?? 0)) as Point,
      scale: frame.step * GRID_M,
      primitives: [...gathered].flatMap(([surface, data]): Primitive[] =>
        data.triangles === 0 ? [] : [encodePrimitive(data.take(), surface)],
      ),
    };
  });
  return {
    bytes: glb(
      nodes.filter(({ primitives }) => primitives.length > 0),
      ordinals,
    ),
    triangles,
    elements: ordinals.length,
  };
}

/** The elements of a frame, one after the other; adds their ordinals in the order of their local ids. */
function gather(frame: Frame, spool: MeshSpool, ordinals: number[]): Map<Surface, Gathered> {
  const gathered = new Map(
    SURFACES.map((surface) => [
      surface,
      new Gathered(
        frame.step,
        frame.elements.map((element) => countsOf(element, surface)),
      ),
    ]),
  );
  for (const element of frame.elements) {
    const id = ordinals.length;
    ordinals.push(element.ordinal);
    const mesh = spool.read(element);
    const shift = element.base.map((value, axis) => value - (frame.origin[axis] ?? 0)) as Point;
    for (const [surface, data] of gathered) {
      const first =
        surface === "transparent"
          ? { vertex: element.opaque.vertices, index: 3 * element.opaque.triangles }
          : { vertex: 0, index: 0 };
      data.add({ mesh, shift, id }, { ...first, ...countsOf(element, surface) });
    }
  }
  return gathered;
}

const NOTHING: Counts = { vertices: 0, triangles: 0 };

function countsOf({ opaque, transparent, closed }: SpooledElement, surface: Surface): Counts {
  if (surface === "transparent") return transparent;
  return closed === (surface === "closed") ? opaque : NOTHING;
}

/** Vertices and triangles of one primitive as they come together. */
class Gathered {
  triangles = 0;
  private vertices = 0;
  private readonly step: number;
  private readonly data: PrimitiveData;

  constructor(step: number, counts: readonly Counts[]) {
    this.step = step;
    const vertices = counts.reduce((sum, one) => sum + one.vertices, 0);
    const triangles = counts.reduce((sum, one) => sum + one.triangles, 0);
    this.data = {
      positions: new Uint16Array(4 * vertices),
      normals: new Int8Array(4 * vertices),
      colors: new Uint32Array(vertices),
      ids: new Uint16Array(2 * vertices),
      indices: new Uint32Array(3 * triangles),
    };
  }

  add(
    { mesh, shift, id }: { mesh: ReturnType<MeshSpool["read"]>; shift: Point; id: number },
    from: { vertex: number; index: number; vertices: number; triangles: number },
  ): void {
    const { positions, normals, colors, ids, indices } = this.data;
    for (let n = 0; n < from.vertices; n++) {
      const source = from.vertex + n;
      const vertex = this.vertices + n;
      for (const axis of [0, 1, 2] as const) {
        const value = (mesh.positions[3 * source + axis] ?? 0) + shift[axis];
        positions[4 * vertex + axis] = Math.round(value / this.step);
      }
      colors[vertex] = mesh.colors[source] ?? 0;
      ids[2 * vertex] = id;
    }
    normals.set(mesh.normals.subarray(4 * from.vertex, 4 * (from.vertex + from.vertices)), 4 * this.vertices);
    const offset = this.vertices - from.vertex;
    for (let at = from.index; at < from.index + 3 * from.triangles; at += 3) {
      const a = (mesh.indices[at] ?? 0) + offset;
      const b = (mesh.indices[at + 1] ?? 0) + offset;
      const c = (mesh.indices[at + 2] ?? 0) + offset;
      // What the coarser grid has made an edge of is none.
      if (this.coincide(a, b) || this.coincide(b, c) || this.coincide(c, a)) continue;
      indices[3 * this.triangles] = a;
      indices[3 * this.triangles + 1] = b;
      indices[3 * this.triangles + 2] = c;
      this.triangles++;
    }
    this.vertices += from.vertices;
  }

  take(): PrimitiveData {
    return { ...this.data, indices: this.data.indices.subarray(0, 3 * this.triangles) };
  }

  private coincide(a: number, b: number): boolean {
    const { positions } = this.data;
    return (
      positions[4 * a] === positions[4 * b] &&
      positions[4 * a + 1] === positions[4 * b + 1] &&
      positions[4 * a + 2] === positions[4 * b + 2]
    );
  }
}
