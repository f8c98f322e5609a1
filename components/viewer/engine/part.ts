import { Box3, BufferAttribute, type BufferGeometry, Matrix4, type Mesh, Sphere, Vector3 } from "three";

/** Triangles in an order of their elements: what matters most comes first. */
export interface Order {
  /** Around all of the piece. */
  sphere: Sphere;
  index: BufferAttribute;
  /** Elements by their place: local id, size in metres by which they are ordered, end in the index. */
  locals: Uint32Array;
  sizes: Float32Array;
  ends: Uint32Array;
}

/** One primitive of a part; its own order is by the size of elements, a little scattered, so that equals do not go all at once. */
export interface Piece extends Order {
  geometry: BufferGeometry;
  /** From stored integers to metres. */
  matrix: Matrix4;
  glass: boolean;
  /** By what can be seen from outside; null: that is not known. */
  outside: Order | null;
}

/** A triangle of one element, in metres. */
export type Corners = [Vector3, Vector3, Vector3];

/** Orders a primitive's triangles by their elements' size and tells each element's box to `measured`. */
export function preparePiece(
  { geometry, matrixWorld }: Pick<Mesh<BufferGeometry>, "geometry" | "matrixWorld">,
  glass: boolean,
  measured: (local: number, box: Box3) => void,
): Piece {
  const matrix = new Matrix4().copy(matrixWorld);
  const { position, _feature_id_0: feature } = geometry.attributes;
  const index = geometry.index;
  if (!position || !feature || !index)
    throw new Error("A part of the model lacks positions, element ids or an index.");
  const locals = new Uint32Array(position.count);
  for (let vertex = 0; vertex < locals.length; vertex += 1) locals[vertex] = feature.getX(vertex);
  const count = locals.reduce((most, local) => Math.max(most, local), 0) + 1;

  const boxes: (Box3 | undefined)[] = new Array(count);
  const point = new Vector3();
  for (let vertex = 0; vertex < locals.length; vertex += 1) {
    const local = locals[vertex] ?? 0;
    let box = boxes[local];
    if (!box) {
      box = new Box3();
      boxes[local] = box;
    }
    box.expandByPoint(point.fromBufferAttribute(position, vertex));
  }
  const whole = new Box3();
  const order: { local: number; size: number }[] = [];
  for (const [local, box] of boxes.entries()) {
    if (!box) continue;
    box.applyMatrix4(matrix);
    whole.union(box);
    measured(local, box);
    order.push({ local, size: box.getSize(point).length() * scatter(local) });
  }
  order.sort((a, b) => b.size - a.size);
  const ends = sortTriangles(index.array, locals, order, count);

  const sphere = whole.getBoundingSphere(new Sphere());
  geometry.boundingSphere = sphere.clone().applyMatrix4(matrix.clone().invert());
  return {
    geometry,
    matrix,
    glass,
    sphere,
    outside: null,
    index,
    locals: Uint32Array.from(order, ({ local }) => local),
    sizes: Float32Array.from(order, ({ size }) => size),
    ends,
  };
}

/** What nobody sees counts so little beside what is seen, whatever its size. */
const UNSEEN = 1e-4;

/** Orders a piece by what of its elements is seen, metres by their local id, and those of which nothing is by their size. */
export function orderBySight(piece: Piece, seen: (local: number) => number): Order {
  const order = Array.from(piece.locals, (local, place) => ({
    local,
    from: place > 0 ? (piece.ends[place - 1] ?? 0) : 0,
    to: piece.ends[place] ?? 0,
    size: seen(local) || (piece.sizes[place] ?? 0) * UNSEEN,
  }));
  order.sort((a, b) => b.size - a.size);
  const { array } = piece.index;
  // The arrays are used again: the graphics card has memory for one of them.
  const index = piece.outside?.index ?? new BufferAttribute(array.slice(), 1);
  const ends = new Uint32Array(order.length);
  let end = 0;
  for (const [place, { from, to }] of order.entries()) {
    index.array.set(array.subarray(from, to), end);
    end += to - from;
    ends[place] = end;
  }
  index.needsUpdate = true;
  return {
    sphere: piece.sphere,
    index,
    locals: Uint32Array.from(order, ({ local }) => local),
    sizes: Float32Array.from(order, ({ size }) => size),
    ends,
  };
}

/** Every triangle of one element in a piece, in metres. */
export function* trianglesOf(piece: Piece, local: number): Generator<Corners> {
  const place = piece.locals.indexOf(local);
  const { position } = piece.geometry.attributes;
  const { index } = piece;
  if (place < 0 || !position) return;
  const end = piece.ends[place] ?? 0;
  const corner = (at: number) =>
    new Vector3().fromBufferAttribute(position, index.getX(at)).applyMatrix4(piece.matrix);
  for (let at = place > 0 ? (piece.ends[place - 1] ?? 0) : 0; at < end; at += 3)
    yield [corner(at), corner(at + 1), corner(at + 2)];
}

/** Puts the triangles into the elements' order, in place; answers where each element's end. */
function sortTriangles(
  indices: { readonly length: number; [at: number]: number },
  locals: Uint32Array,
  order: readonly { local: number }[],
  count: number,
): Uint32Array {
  const lengths = new Uint32Array(count);
  const before = Uint32Array.from({ length: indices.length }, (_, at) => indices[at] ?? 0);
  const localAt = (at: number) => locals[before[at] ?? 0] ?? 0;
  for (let at = 0; at < before.length; at += 3) lengths[localAt(at)] = (lengths[localAt(at)] ?? 0) + 3;
  const next = new Uint32Array(count);
  const ends = new Uint32Array(order.length);
  let end = 0;
  for (const [place, { local }] of order.entries()) {
    next[local] = end;
    end += lengths[local] ?? 0;
    ends[place] = end;
  }
  for (let at = 0; at < before.length; at += 3) {
    const local = localAt(at);
    const to = next[local] ?? 0;
    indices[to] = before[at] ?? 0;
    indices[to + 1] = before[at + 1] ?? 0;
    indices[to + 2] = before[at + 2] ?? 0;
    next[local] = to + 3;
  }
  return ends;
}

/** 0.8 to 1.2, the same for the same id. */
function scatter(local: number): number {
  return 0.8 + (((local * 2_654_435_761) >>> 0) / 2 ** 32) * 0.4;
}
