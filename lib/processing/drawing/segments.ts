import { minus, type Vec } from "./affine.ts";
import type { Curve } from "./curves.ts";

export interface Corner {
  at: Vec;
  bulge: number;
}

/** A polyline's segments; a bulge is the tangent of a quarter of its arc's angle, counterclockwise positive. */
export function segments(corners: readonly Corner[], isClosed: boolean): Curve[] {
  const ends = isClosed ? [...corners.slice(1), ...corners.slice(0, 1)] : corners.slice(1);
  return ends.flatMap((end, i): Curve[] => {
    const start = corners[i];
    if (!start) return [];
    const { at: a, bulge } = start;
    const b = end.at;
    if (a[0] === b[0] && a[1] === b[1] && a[2] === b[2]) return [];
    if (bulge === 0 || !Number.isFinite(bulge)) return [{ kind: "line", a, b }];
    const aside = (1 - bulge * bulge) / (4 * bulge);
    const center: Vec = [
      (a[0] + b[0]) / 2 - aside * (b[1] - a[1]),
      (a[1] + b[1]) / 2 + aside * (b[0] - a[0]),
      a[2],
    ];
    const u = minus(a, center);
    return [{ kind: "arc", center, u, v: [-u[1], u[0], 0], from: 0, to: 4 * Math.atan(bulge) }];
  });
}
