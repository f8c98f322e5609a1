import { MeshoptEncoder } from "meshoptimizer/encoder";

/** A box-shaped element: its corner and its extent in metres, and its colour in sRGB. */
export interface Block {
  ordinal: number;
  at: readonly [x: number, y: number, z: number];
  size: readonly [x: number, y: number, z: number];
  rgba: readonly [r: number, g: number, b: number, a: number];
}

/** Metres to one step of a stored coordinate. */
const STEP = 0.002;
const FACES: readonly { normal: readonly number[]; corners: readonly (readonly number[])[] }[] = [
  0, 1, 2,
].flatMap((axis) => [1, 0].map((side) => face(axis, side)));
const QUAD = [0, 1, 2, 0, 2, 3];

/** A part of a model as the server writes it: quantised, compressed, with each vertex' element. For tests and benchmarks. */
export async function makePart(blocks: readonly Block[]): Promise<Uint8Array<ArrayBuffer>> {
  await MeshoptEncoder.ready;
  const low = [0, 1, 2].map((axis) => Math.min(...blocks.map(({ at }) => at[axis] ?? 0)));
  const solid = primitive(blocks, ({ rgba }) => rgba[3] === 255, low);
  const glass = primitive(blocks, ({ rgba }) => rgba[3] < 255, low);
  const made = [solid, glass].filter((one) => one.vertices > 0);
  const views: Encoded[] = [];
  const primitives = made.map(({ vertices, data, indices, most }, material) => {
    const first = views.length;
    views.push(
      vertexView(data.position, vertices, 8),
      vertexView(data.normal, vertices, 4),
      vertexView(data.color, vertices, 4),
      vertexView(data.feature, vertices, 4),
      indexView(indices),
    );
    return {
      accessors: [
        { bufferView: first, componentType: 5123, count: vertices, type: "VEC3", min: [0, 0, 0], max: most },
        { bufferView: first + 1, componentType: 5120, normalized: true, count: vertices, type: "VEC3" },
        { bufferView: first + 2, componentType: 5121, normalized: true, count: vertices, type: "VEC4" },
        { bufferView: first + 3, componentType: 5123, count: vertices, type: "SCALAR" },
        { bufferView: first + 4, componentType: 5125, count: indices.length, type: "SCALAR" },
      ],
      primitive: {
        attributes: {
          POSITION: material * 5,
          NORMAL: material * 5 + 1,
          COLOR_0: material * 5 + 2,
          _FEATURE_ID_0: material * 5 + 3,
        },
        indices: material * 5 + 4,
        material,
      },
    };
  });
  let compressed = 0;
  let plain = 0;
  const bufferViews = views.map(({ bytes, stride, count, mode, size }) => {
    const view = {
      buffer: 1,
      byteOffset: plain,
      byteLength: size,
      ...(mode === "ATTRIBUTES" ? { byteStride: stride } : {}),
      extensions: {
        EXT_meshopt_compression: {
          buffer: 0,
          byteOffset: compressed,
          byteLength: bytes.length,
          byteStride: stride,
          count,
          mode,
        },
      },
    };
    compressed += padded(bytes.length);
    plain += padded(size);
    return view;
  });
  const json = {
    asset: { version: "2.0" },
    extensionsUsed: ["KHR_mesh_quantization", "EXT_meshopt_compression"],
    extensionsRequired: ["KHR_mesh_quantization", "EXT_meshopt_compression"],
    scene: 0,
    scenes: [{ nodes: [0], extras: { ordinals: blocks.map(({ ordinal }) => ordinal) } }],
    nodes: [{ mesh: 0, translation: low, scale: [STEP, STEP, STEP] }],
    meshes: [{ primitives: primitives.map((one) => one.primitive) }],
    materials: made.map((one) => (one === glass ? { alphaMode: "BLEND" } : {})),
    accessors: primitives.flatMap((one) => one.accessors),
    bufferViews,
    buffers: [
      { byteLength: compressed },
      { byteLength: plain, extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
  };
  return binary(json, views, compressed);
}

function primitive(blocks: readonly Block[], wanted: (block: Block) => boolean, low: readonly number[]) {
  const chosen = [...blocks.entries()].filter(([, block]) => wanted(block));
  const vertices = chosen.length * 24;
  const position = new Uint16Array(vertices * 4);
  const normal = new Int8Array(vertices * 4);
  const color = new Uint8Array(vertices * 4);
  const feature = new Uint16Array(vertices * 2);
  const indices = new Uint32Array(chosen.length * 36);
  const most = [0, 0, 0];
  let vertex = 0;
  let at = 0;
  for (const [local, block] of chosen) {
    for (const { normal: facing, corners } of FACES) {
      for (const step of QUAD) indices[at++] = vertex + step;
      for (const corner of corners) {
        for (const axis of [0, 1, 2]) {
          const metres =
            (block.at[axis] ?? 0) - (low[axis] ?? 0) + (corner[axis] ?? 0) * (block.size[axis] ?? 0);
          const stored = Math.round(metres / STEP);
          position[vertex * 4 + axis] = stored;
          most[axis] = Math.max(most[axis] ?? 0, stored);
        }
        normal.set(facing, vertex * 4);
        color.set(block.rgba, vertex * 4);
        feature[vertex * 2] = local;
        vertex += 1;
      }
    }
  }
  const bytes = (of: Uint16Array | Int8Array) => new Uint8Array(of.buffer);
  return {
    vertices,
    most,
    indices,
    data: { position: bytes(position), normal: bytes(normal), color, feature: bytes(feature) },
  };
}

interface Encoded {
  bytes: Uint8Array;
  stride: number;
  count: number;
  size: number;
  mode: "ATTRIBUTES" | "TRIANGLES";
}

function vertexView(data: Uint8Array, count: number, stride: number): Encoded {
  const bytes = MeshoptEncoder.encodeGltfBuffer(data, count, stride, "ATTRIBUTES");
  return { bytes, stride, count, size: data.length, mode: "ATTRIBUTES" };
}

function indexView(indices: Uint32Array): Encoded {
  const data = new Uint8Array(indices.buffer);
  const bytes = MeshoptEncoder.encodeGltfBuffer(data, indices.length, 4, "TRIANGLES");
  return { bytes, stride: 4, count: indices.length, size: data.length, mode: "TRIANGLES" };
}

function binary(json: unknown, views: readonly Encoded[], compressed: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const head = padded(text.length);
  const file = new Uint8Array(12 + 8 + head + 8 + compressed);
  const view = new DataView(file.buffer);
  const words = [0x46546c67, 2, file.length, head, 0x4e4f534a];
  for (const [at, word] of words.entries()) view.setUint32(at * 4, word, true);
  file.fill(0x20, 20, 20 + head);
  file.set(text, 20);
  view.setUint32(20 + head, compressed, true);
  view.setUint32(24 + head, 0x004e4942, true);
  let at = 28 + head;
  for (const { bytes } of views) {
    file.set(bytes, at);
    at += padded(bytes.length);
  }
  return file;
}

/** One side of a unit cube, counter-clockwise from outside. */
function face(axis: number, side: number) {
  const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
  const around = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const corners = (side === 1 ? around : around.toReversed()).map(([alongU = 0, alongV = 0]) => {
    const corner = [0, 0, 0];
    corner[axis] = side;
    corner[u] = alongU;
    corner[v] = alongV;
    return corner;
  });
  const normal = [0, 0, 0];
  normal[axis] = side === 1 ? 127 : -127;
  return { normal, corners };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
