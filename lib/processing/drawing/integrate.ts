/** Points and weights of the 8-point Gauss–Legendre rule on −1…1 (Abramowitz & Stegun, table 25.4). */
const RULE = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;

/** Halvings of one piece at most: a cusp costs no more than that. */
const DEEPEST = 24;
const TOLERANCE = 1e-11;

/** ∫ f over a…b, halved until both halves agree with the whole to some 1e-11 of it. */
export function integrate(f: (t: number) => number, a: number, b: number): number {
  const whole = once(f, a, b);
  return refine(f, a, b, whole, Math.abs(whole) * TOLERANCE, 0);
}

function refine(
  f: (t: number) => number,
  a: number,
  b: number,
  whole: number,
  tolerance: number,
  depth: number,
): number {
  const middle = (a + b) / 2;
  const left = once(f, a, middle);
  const right = once(f, middle, b);
  if (!(Math.abs(left + right - whole) > tolerance) || depth >= DEEPEST) return left + right;
  return (
    refine(f, a, middle, left, tolerance / 2, depth + 1) +
    refine(f, middle, b, right, tolerance / 2, depth + 1)
  );
}

function once(f: (t: number) => number, a: number, b: number): number {
  const half = (b - a) / 2;
  const middle = (a + b) / 2;
  let sum = 0;
  for (const [x, weight] of RULE) sum += weight * (f(middle - half * x) + f(middle + half * x));
  return sum * half;
}
