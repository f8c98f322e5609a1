import { boxOf, type Curve } from "#lib/processing/drawing/curves.ts";
import type { DrawnPath, Rule } from "./types.ts";

/** A line this far off level or plumb, pt, is slanted; a fill this thin is a line. */
const STRAIGHT = 0.6;
const THIN = 2;
/** Shorter ones are underlines and ticks. */
const SHORTEST = 6;

/** The lines of a page that may part rows and columns: level and plumb ones, thin fills, and edges of boxes. */
export function rulesOf(paths: readonly DrawnPath[], fills: readonly Curve[][]): Rule[] {
  const rules = paths.flatMap(({ curves }) => curves.flatMap(ruleOf));
  for (const fill of fills) {
    const { min, max } = boxOf(fill);
    const [width, height] = [max[0] - min[0], max[1] - min[1]];
    if (height <= THIN && width >= SHORTEST)
      rules.push({ axis: "level", at: (min[1] + max[1]) / 2, from: min[0], to: max[0] });
    else if (width <= THIN && height >= SHORTEST)
      rules.push({ axis: "plumb", at: (min[0] + max[0]) / 2, from: min[1], to: max[1] });
  }
  return rules;
}

function ruleOf(curve: Curve): Rule[] {
  if (curve.kind !== "line") return [];
  const { a, b } = curve;
  const [dx, dy] = [Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])];
  if (dy <= STRAIGHT && dx >= SHORTEST)
    return [{ axis: "level", at: (a[1] + b[1]) / 2, from: Math.min(a[0], b[0]), to: Math.max(a[0], b[0]) }];
  if (dx <= STRAIGHT && dy >= SHORTEST)
    return [{ axis: "plumb", at: (a[0] + b[0]) / 2, from: Math.min(a[1], b[1]), to: Math.max(a[1], b[1]) }];
  return [];
}
