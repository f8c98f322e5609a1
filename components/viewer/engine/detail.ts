import type { Vector3 } from "three";
import type { Order } from "./part.ts";

/** What a frame of a movement may take, milliseconds: more than twenty are drawn in a second. */
const AIM = 39;
/** So far it may be off before it is changed. */
const SLOW = 45;
const QUICK = 33;
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
        triangles = Math.max(LEAST, Math.min(triangles, drawn) * Math.max(0.4, AIM / milliseconds));
      else if (milliseconds < QUICK && drawn >= triangles * 0.5)
        triangles = Math.min(MOST, triangles * Math.min(1.25, AIM / milliseconds));
    },
  };
}

/**
 * How much of each order's index to draw so that all stay within the budget, those elements first that look largest from
 * the eye.
 */
export function share(orders: readonly Order[], eye: Vector3, triangles: number): number[] {
  const all = orders.map(({ ends }) => ends.at(-1) ?? 0);
  if (sum(all) <= triangles * 3) return all;
  // The apparent size under which elements are left out, found by halving on a logarithmic scale.
  let low = 1e-9;
  let high = 10;
  for (let step = 0; step < 22; step += 1) {
    const middle = Math.sqrt(low * high);
    if (sum(orders.map((order) => drawnOver(order, eye, middle))) > triangles * 3) low = middle;
    else high = middle;
  }
  return orders.map((order) => drawnOver(order, eye, high));
}

function drawnOver({ sphere, sizes, ends }: Order, eye: Vector3, apparent: number): number {
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
