export type Vec3 = [number, number, number];

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** The unit vector along `a`, or null when `a` has no direction. */
export function unit(a: Vec3): Vec3 | null {
  const length = Math.hypot(...a);
  return length > 1e-12 ? [a[0] / length, a[1] / length, a[2] / length] : null;
}

/** A symmetric 3×3 matrix: xx, yy, zz, xy, xz, yz. */
export type Tensor = [number, number, number, number, number, number];

/**
 * Eigenvectors of a symmetric 3×3 matrix, largest eigenvalue first (Jacobi rotations, Golub & Van Loan,
 * Matrix Computations, 8.5).
 */
export function eigenvectors([xx, yy, zz, xy, xz, yz]: Tensor): {
  values: Vec3;
  vectors: [Vec3, Vec3, Vec3];
} {
  const m = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  const v = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const at = (rows: number[][], r: number, c: number) => rows[r]?.[c] ?? 0;
  for (let sweep = 0; sweep < 30; sweep++) {
    const off = Math.abs(at(m, 0, 1)) + Math.abs(at(m, 0, 2)) + Math.abs(at(m, 1, 2));
    if (off <= 1e-14 * (Math.abs(at(m, 0, 0)) + Math.abs(at(m, 1, 1)) + Math.abs(at(m, 2, 2)))) break;
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      rotate(m, v, p, q);
  }
  const order = [0, 1, 2].sort((a, b) => at(m, b, b) - at(m, a, a));
  const pick = (k: number): Vec3 => {
    const column = order[k] ?? 0;
    return [at(v, 0, column), at(v, 1, column), at(v, 2, column)];
  };
  const value = (k: number) => at(m, order[k] ?? 0, order[k] ?? 0);
  return { values: [value(0), value(1), value(2)], vectors: [pick(0), pick(1), pick(2)] };
}

function rotate(m: number[][], v: number[][], p: number, q: number): void {
  const get = (rows: number[][], r: number, c: number) => rows[r]?.[c] ?? 0;
  const pq = get(m, p, q);
  if (pq === 0) return;
  const theta = (get(m, q, q) - get(m, p, p)) / (2 * pq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(t * t + 1);
  const sin = t * cos;
  turnColumns(m, p, q, cos, sin);
  turnRows(m, p, q, cos, sin);
  turnColumns(v, p, q, cos, sin);
}

function turnColumns(rows: number[][], p: number, q: number, cos: number, sin: number): void {
  for (const row of rows) {
    const a = row[p] ?? 0;
    const b = row[q] ?? 0;
    row[p] = cos * a - sin * b;
    row[q] = sin * a + cos * b;
  }
}

function turnRows(rows: number[][], p: number, q: number, cos: number, sin: number): void {
  const a = rows[p];
  const b = rows[q];
  if (!a || !b) return;
  for (let k = 0; k < 3; k++) {
    const x = a[k] ?? 0;
    const y = b[k] ?? 0;
    a[k] = cos * x - sin * y;
    b[k] = sin * x + cos * y;
  }
}
