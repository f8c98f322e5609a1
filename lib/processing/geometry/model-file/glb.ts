import { type CompressedView, type Primitive, SURFACES, type Surface } from "./encode-primitive.ts";
import type { Point } from "./types.ts";

export interface GlbNode {
  translation: Point;
  scale: number;
  primitives: Primitive[];
}

/** glTF's numbers of component types. */
const TYPES = { byte: 5120, unsignedByte: 5121, unsignedShort: 5123, unsignedInt: 5125 } as const;

/**
 * A glTF 2.0 binary with KHR_mesh_quantization and EXT_meshopt_compression. The scene's `extras.ordinals` are the
 * elements' ordinals by their local id, which `_FEATURE_ID_0` has.
 */
export function glb(nodes: readonly GlbNode[], ordinals: readonly number[]): Uint8Array {
  const views = new Views();
  const json = {
    asset: { version: "2.0" },
    extensionsUsed: ["KHR_mesh_quantization", "EXT_meshopt_compression"],
    extensionsRequired: ["KHR_mesh_quantization", "EXT_meshopt_compression"],
    scene: 0,
    scenes: [{ nodes: nodes.map((_, index) => index), extras: { ordinals } }],
    nodes: nodes.map(({ translation, scale }, mesh) => ({ mesh, translation, scale: [scale, scale, scale] })),
    meshes: nodes.map(({ primitives }) => ({
      primitives: primitives.map((primitive) => views.addPrimitive(primitive)),
    })),
    materials: SURFACES.map((surface) => MATERIALS[surface]),
    accessors: views.accessors,
    bufferViews: views.bufferViews,
    buffers: [
      { byteLength: views.compressedBytes },
      // Where the views stand when they are unpacked; without bytes of its own.
      {
        byteLength: views.unpackedBytes,
        extensions: { EXT_meshopt_compression: { fallback: true } },
      },
    ],
  };
  return container(JSON.stringify(json), views.chunks, views.compressedBytes);
}

const MATT = { pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } };
/** Faces of open bodies are seen from both sides. */
const MATERIALS: Record<Surface, object> = {
  open: { ...MATT, doubleSided: true },
  transparent: { ...MATT, doubleSided: true, alphaMode: "BLEND" },
  closed: MATT,
};

class Views {
  readonly accessors: object[] = [];
  readonly bufferViews: object[] = [];
  readonly chunks: Uint8Array[] = [];
  compressedBytes = 0;
  unpackedBytes = 0;

  addPrimitive({ surface, vertices, min, max, views }: Primitive): object {
    const attribute = (view: CompressedView, facts: object) =>
      this.accessor(view, { count: vertices, ...facts });
    const wide = views.indices.stride === 4;
    return {
      attributes: {
        POSITION: attribute(views.positions, { componentType: TYPES.unsignedShort, type: "VEC3", min, max }),
        NORMAL: attribute(views.normals, { componentType: TYPES.byte, type: "VEC3", normalized: true }),
        COLOR_0: attribute(views.colors, {
          componentType: TYPES.unsignedByte,
          type: "VEC4",
          normalized: true,
        }),
        _FEATURE_ID_0: attribute(views.ids, { componentType: TYPES.unsignedShort, type: "SCALAR" }),
      },
      indices: this.accessor(views.indices, {
        count: views.indices.count,
        componentType: wide ? TYPES.unsignedInt : TYPES.unsignedShort,
        type: "SCALAR",
      }),
      material: SURFACES.indexOf(surface),
    };
  }

  private accessor({ bytes, count, stride, mode }: CompressedView, facts: object): number {
    const byteLength = count * stride;
    const isAttribute = mode === "ATTRIBUTES";
    this.bufferViews.push({
      buffer: 1,
      byteOffset: this.unpackedBytes,
      byteLength,
      ...(isAttribute ? { byteStride: stride, target: 34_962 } : { target: 34_963 }),
      extensions: {
        EXT_meshopt_compression: {
          buffer: 0,
          byteOffset: this.compressedBytes,
          byteLength: bytes.length,
          byteStride: stride,
          count,
          mode,
        },
      },
    });
    this.chunks.push(bytes);
    this.compressedBytes = aligned(this.compressedBytes + bytes.length);
    this.unpackedBytes = aligned(this.unpackedBytes + byteLength);
    return this.accessors.push({ bufferView: this.bufferViews.length - 1, ...facts }) - 1;
  }
}

const aligned = (bytes: number) => 4 * Math.ceil(bytes / 4);

const GLTF = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** The container: a header, the JSON padded with spaces, the bytes padded with zeros. */
function container(json: string, chunks: readonly Uint8Array[], binaryBytes: number): Uint8Array {
  const text = new TextEncoder().encode(json);
  const textBytes = aligned(text.length);
  const out = new Uint8Array(12 + 8 + textBytes + 8 + binaryBytes);
  const view = new DataView(out.buffer);
  view.setUint32(0, GLTF, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, out.length, true);
  view.setUint32(12, textBytes, true);
  view.setUint32(16, JSON_CHUNK, true);
  out.fill(0x20, 20, 20 + textBytes);
  out.set(text, 20);
  view.setUint32(20 + textBytes, binaryBytes, true);
  view.setUint32(24 + textBytes, BINARY_CHUNK, true);
  let at = 28 + textBytes;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += aligned(chunk.length);
  }
  return out;
}
