/** Faces that meet at less are one round face; round sections have 36 sides (see `ENGINE_SETTINGS`), 10° each. */
const CREASE_COSINE = Math.cos((20 * Math.PI) / 180);
/** Where more meet (the middle of a fan), each keeps its own normal. */
const MOST_FACES = 64;

/**
 * Unit normals of the triangles' corners in 127ths, three numbers a corner: the mean, by area, of the faces that meet at the
 * corner's place and are no sharper than a crease to its own.
 */
export function cornerNormals(
  placed: Int32Array,
  corners: Uint32Array,
  triangles: number,
  places: number,
): Int8Array {
  const faces = faceNormals(placed, corners, triangles);
  const { first, meeting } = facesByPlace(corners, triangles, places);
  const normals = new Int8Array(9 * triangles);
  for (let corner = 0; corner < 3 * triangles; corner++) {
    const own = 4 * Math.floor(corner / 3);
    const place = corners[corner] ?? 0;
    const from = first[place] ?? 0;
    const to = first[place + 1] ?? 0;
    const ox = faces[own] ?? 0;
    const oy = faces[own + 1] ?? 0;
    const oz = faces[own + 2] ?? 0;
    let x = ox;
    let y = oy;
    let z = oz;
    if (to - from <= MOST_FACES) {
      x = 0;
      y = 0;
      z = 0;
      for (let at = from; at < to; at++) {
        const face = 4 * (meeting[at] ?? 0);
        const fx = faces[face] ?? 0;
        const fy = faces[face + 1] ?? 0;
        const fz = faces[face + 2] ?? 0;
        if (ox * fx + oy * fy + oz * fz < CREASE_COSINE) continue;
        const area = faces[face + 3] ?? 0;
        x += area * fx;
        y += area * fy;
        z += area * fz;
      }
    }
    const scale = 127 / Math.sqrt(x * x + y * y + z * z);
    normals[3 * corner] = Math.round(x * scale);
    normals[3 * corner + 1] = Math.round(y * scale);
    normals[3 * corner + 2] = Math.round(z * scale);
  }
  return normals;
}

/** Unit normal and (twice the) area of each triangle. */
function faceNormals(placed: Int32Array, corners: Uint32Array, triangles: number): Float64Array {
  const faces = new Float64Array(4 * triangles);
  for (let triangle = 0; triangle < triangles; triangle++) {
    const a = 3 * (corners[3 * triangle] ?? 0);
    const b = 3 * (corners[3 * triangle + 1] ?? 0);
    const c = 3 * (corners[3 * triangle + 2] ?? 0);
    const ax = placed[a] ?? 0;
    const ay = placed[a + 1] ?? 0;
    const az = placed[a + 2] ?? 0;
    const ux = (placed[b] ?? 0) - ax;
    const uy = (placed[b + 1] ?? 0) - ay;
    const uz = (placed[b + 2] ?? 0) - az;
    const vx = (placed[c] ?? 0) - ax;
    const vy = (placed[c + 1] ?? 0) - ay;
    const vz = (placed[c + 2] ?? 0) - az;
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    const area = Math.sqrt(x * x + y * y + z * z);
    faces[4 * triangle] = x / area;
    faces[4 * triangle + 1] = y / area;
    faces[4 * triangle + 2] = z / area;
    faces[4 * triangle + 3] = area;
  }
  return faces;
}

/** The triangles at each place: those of place `p` are `meeting[first[p]]` up to `first[p + 1]`. */
function facesByPlace(
  corners: Uint32Array,
  triangles: number,
  places: number,
): { first: Uint32Array; meeting: Uint32Array } {
  const first = new Uint32Array(places + 1);
  for (let corner = 0; corner < 3 * triangles; corner++) {
    const next = (corners[corner] ?? 0) + 1;
    first[next] = (first[next] ?? 0) + 1;
  }
  for (let place = 0; place < places; place++)
    first[place + 1] = (first[place + 1] ?? 0) + (first[place] ?? 0);
  const filled = first.slice(0, places);
  const meeting = new Uint32Array(3 * triangles);
  for (let corner = 0; corner < 3 * triangles; corner++) {
    const place = corners[corner] ?? 0;
    const at = filled[place] ?? 0;
    meeting[at] = Math.floor(corner / 3);
    filled[place] = at + 1;
  }
  return { first, meeting };
}
