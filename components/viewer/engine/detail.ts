import type { Vector3 } from "three";
import type { Piece } from "./part.ts";

/** A frame of a movement takes no longer than this, milliseconds; where it does, less is drawn until the camera rests. */
const SLOW = 42;
const QUICK = 22;
const LEAST = 20_000;
const MOST = 200_000_000;

/** How much a moving picture may have, learnt from how long its frames take: first fewer pixels, then fewer triangles. */
export function createBudget(start = MOST) {
  let triangles = start;
  let coarse = false;
  return {
    triangles: () => triangles,
    /** Half the pixels each way. */
    coarse: () => coarse,
    /** A frame of a movement took so long with so many triangles. */
    took(milliseconds: number, drawn: number): void {
      if (milliseconds > SLOW && !coarse) coarse = true;
      else if (milliseconds > SLOW)
        triangles = Math.max(LEAST, Math.min(triangles, drawn) * Math.max(0.4, (SLOW * 0.8) / milliseconds));
      else if (milliseconds < QUICK && drawn >= triangles * 0.5) triangles = Math.min(MOST, triangles * 1.15);
    },
  };
}

/**
 * How much of each piece's index to draw so that all stay within the budget, those elements first that look largest from
 * the eye. The pieces' elements stand in the order of their size.
 */
export function share(pieces: readonly Piece[], eye: Vector3, triangles: number): number[] {
  const all = pieces.map(({ ends }) => ends.at(-1) ?? 0);
  if (sum(all) <= triangles * 3) return all;
  // The apparent size under which elements are left out, found by halving on a logarithmic scale.
  let low = 1e-6;
  let high = 10;
  for (let step = 0; step < 18; step += 1) {
    const middle = Math.sqrt(low * high);
    if (sum(pieces.map((piece) => drawnOver(piece, eye, middle))) > triangles * 3) low = middle;
    else high = middle;
  }
  return pieces.map((piece) => drawnOver(piece, eye, high));
}

function drawnOver({ sphere, sizes, ends }: Piece, eye: Vector3, apparent: number): number {
  const distance = Math.max(0.1, eye.distanceTo(sphere.center) - sphere.radius * 0.5);
  const least = apparent * distance;
  let from = 0;
  let to = sizes.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sizes[middle] ?? 0) >= least) from = middle + 1;
    else to = middle;
  }
  return from === 0 ? 0 : (ends[from - 1] ?? 0);
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
