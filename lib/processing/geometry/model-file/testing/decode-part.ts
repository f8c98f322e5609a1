import { MeshoptDecoder } from "meshoptimizer/decoder";
import { z } from "zod";

/** One element as a part shows it. */
export interface DecodedElement {
  ordinal: number;
  /** Corners of its triangles, m, nine numbers each, in the model's own coordinates. */
  corners: number[];
  /** sRGB and opacity of its vertices, each once: `r g b a`. */
  colors: Set<string>;
  transparentTriangles: number;
}

const View = z.object({
  byteStride: z.number().optional(),
  extensions: z.object({
    EXT_meshopt_compression: z.object({
      byteOffset: z.number(),
      byteLength: z.number(),
      byteStride: z.number(),
      count: z.number(),
      mode: z.enum(["ATTRIBUTES", "TRIANGLES"]),
    }),
  }),
});
const Part = z.object({
  extensionsRequired: z.tuple([z.literal("KHR_mesh_quantization"), z.literal("EXT_meshopt_compression")]),
  scenes: z.tuple([
    z.object({ nodes: z.array(z.number()), extras: z.object({ ordinals: z.array(z.number()) }) }),
  ]),
  nodes: z.array(
    z.object({ mesh: z.number(), translation: z.array(z.number()), scale: z.array(z.number()) }),
  ),
  meshes: z.array(
    z.object({
      primitives: z.array(
        z.object({
          attributes: z.object({
            POSITION: z.number(),
            NORMAL: z.number(),
            COLOR_0: z.number(),
            _FEATURE_ID_0: z.number(),
          }),
          indices: z.number(),
          material: z.number(),
        }),
      ),
    }),
  ),
  materials: z.array(z.object({ alphaMode: z.string().optional() })),
  accessors: z.array(z.object({ bufferView: z.number(), componentType: z.number(), count: z.number() })),
  bufferViews: z.array(View),
});
type Part = z.output<typeof Part>;

/** Reads a part as a viewer does, by the extension's own decoder; `origin` is the model's. */
export async function decodePart(glb: Uint8Array, origin: readonly number[]): Promise<DecodedElement[]> {
  await MeshoptDecoder.ready;
  const header = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
  const jsonBytes = header.getUint32(12, true);
  const part = Part.parse(JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonBytes))));
  const binary = glb.subarray(28 + jsonBytes);
  const [{ extras }] = part.scenes;
  const elements = extras.ordinals.map(
    (ordinal): DecodedElement => ({ ordinal, corners: [], colors: new Set(), transparentTriangles: 0 }),
  );
  for (const node of part.nodes) {
    for (const primitive of part.meshes[node.mesh]?.primitives ?? []) {
      const { POSITION, COLOR_0, _FEATURE_ID_0 } = primitive.attributes;
      const position = unpack(part, binary, POSITION);
      const positions = new Uint16Array(position.buffer);
      const colors = unpack(part, binary, COLOR_0);
      const ids = new Uint16Array(unpack(part, binary, _FEATURE_ID_0).buffer);
      const packed = unpack(part, binary, primitive.indices);
      const isWide = part.accessors[primitive.indices]?.componentType === 5125;
      const indices = isWide ? new Uint32Array(packed.buffer) : new Uint16Array(packed.buffer);
      const isTransparent = part.materials[primitive.material]?.alphaMode === "BLEND";
      indices.forEach((vertex, corner) => {
        const element = elements[ids[2 * vertex] ?? 0];
        if (!element) throw new Error("A vertex names an element that its part does not list");
        for (const axis of [0, 1, 2])
          element.corners.push(
            (positions[4 * vertex + axis] ?? 0) * (node.scale[axis] ?? 0) +
              (node.translation[axis] ?? 0) +
              (origin[axis] ?? 0),
          );
        element.colors.add([...colors.subarray(4 * vertex, 4 * vertex + 4)].join(" "));
        if (isTransparent && corner % 3 === 0) element.transparentTriangles++;
      });
    }
  }
  return elements;
}

function unpack({ accessors, bufferViews }: Part, binary: Uint8Array, accessor: number): Uint8Array {
  const view = bufferViews[accessors[accessor]?.bufferView ?? -1];
  if (!view) throw new Error("An accessor has no view");
  const { byteOffset, byteLength, byteStride, count, mode } = view.extensions.EXT_meshopt_compression;
  const target = new Uint8Array(count * byteStride);
  MeshoptDecoder.decodeGltfBuffer(
    target,
    count,
    byteStride,
    binary.subarray(byteOffset, byteOffset + byteLength),
    mode,
  );
  return target;
}

/** Signed volume, m³, about the first corner, and area, m². */
export function measureCorners(corners: readonly number[]): { volumeM3: number; areaM2: number } {
  const [ox = 0, oy = 0, oz = 0] = corners;
  let volume = 0;
  let area = 0;
  for (let at = 0; at < corners.length; at += 9) {
    const c = (n: number) => (corners[at + n] ?? 0) - ([ox, oy, oz][n % 3] ?? 0);
    const [ux, uy, uz] = [c(3) - c(0), c(4) - c(1), c(5) - c(2)];
    const [vx, vy, vz] = [c(6) - c(0), c(7) - c(1), c(8) - c(2)];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    volume += (c(0) * x + c(1) * y + c(2) * z) / 6;
    area += Math.hypot(x, y, z) / 2;
  }
  return { volumeM3: volume, areaM2: area };
}
