import { MeshoptEncoder } from "meshoptimizer/encoder";

/** Strides are multiples of four bytes, as the codec wants them: positions four of 16 bits a vertex, ids two. */
export interface PrimitiveData {
  positions: Uint16Array;
  normals: Int8Array;
  /** sRGB and opacity, a byte each, red in the lowest. */
  colors: Uint32Array;
  ids: Uint16Array;
  indices: Uint32Array;
}

/** A compressed buffer view of EXT_meshopt_compression. */
export interface CompressedView {
  bytes: Uint8Array;
  count: number;
  stride: number;
  mode: "ATTRIBUTES" | "TRIANGLES";
}

/** How a primitive is drawn, by the number of its material: from both sides, see-through, from outside alone. */
export const SURFACES = ["open", "transparent", "closed"] as const;
export type Surface = (typeof SURFACES)[number];

export interface Primitive {
  surface: Surface;
  vertices: number;
  /** Largest and least position. */
  min: number[];
  max: number[];
  views: Record<"positions" | "normals" | "colors" | "ids" | "indices", CompressedView>;
}

/** Wait for it before the first primitive. */
export const encoderReady = () => MeshoptEncoder.ready;

/** Writes over the data's indices. */
export function encodePrimitive(data: PrimitiveData, surface: Surface): Primitive {
  // In the order in which triangles follow one another best, the whole takes a third less.
  const [places, vertices] = MeshoptEncoder.reorderMesh(data.indices, true, true);
  const indices = vertices <= 65_535 ? new Uint16Array(data.indices) : data.indices;
  const positions = reordered(data.positions, 4, new Uint16Array(4 * vertices), places);
  return {
    surface,
    vertices,
    ...rangeOf(positions),
    views: {
      positions: attribute(positions, vertices),
      normals: attribute(reordered(data.normals, 4, new Int8Array(4 * vertices), places), vertices),
      colors: attribute(reordered(data.colors, 1, new Uint32Array(vertices), places), vertices),
      ids: attribute(reordered(data.ids, 2, new Uint16Array(2 * vertices), places), vertices),
      indices: {
        bytes: MeshoptEncoder.encodeIndexBuffer(bytesOf(indices), indices.length, indices.BYTES_PER_ELEMENT),
        count: indices.length,
        stride: indices.BYTES_PER_ELEMENT,
        mode: "TRIANGLES",
      },
    },
  };
}

/** The vertices, of so many numbers each, at their new places; one that no triangle uses has none. */
function reordered<T extends Uint16Array | Int8Array | Uint32Array>(
  from: T,
  width: number,
  to: T,
  places: Uint32Array,
): T {
  for (let vertex = 0; vertex < places.length; vertex++) {
    const place = width * (places[vertex] ?? 0);
    if (place >= to.length) continue;
    for (let n = 0; n < width; n++) to[place + n] = from[width * vertex + n] ?? 0;
  }
  return to;
}

type Data = Uint8Array | Int8Array | Uint16Array | Uint32Array;

const bytesOf = (data: Data) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** The codec's first version is the one that the glTF extension knows. */
function attribute(data: Data, vertices: number): CompressedView {
  const stride = data.byteLength / vertices;
  const bytes = MeshoptEncoder.encodeVertexBufferLevel(bytesOf(data), vertices, stride, 2, 0);
  return { bytes, count: vertices, stride, mode: "ATTRIBUTES" };
}

function rangeOf(positions: Uint16Array): { min: number[]; max: number[] } {
  const min = [65_535, 65_535, 65_535];
  const max = [0, 0, 0];
  for (let at = 0; at < positions.length; at++) {
    const axis = at % 4;
    if (axis === 3) continue;
    const value = positions[at] ?? 0;
    if (value < (min[axis] ?? 0)) min[axis] = value;
    if (value > (max[axis] ?? 0)) max[axis] = value;
  }
  return { min, max };
}
