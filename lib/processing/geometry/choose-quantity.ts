import type { QuantitySource } from "#lib/processing/types.ts";
import type { StatedQuantity } from "./quantities.ts";
import type { MeasureKind } from "./units.ts";

export interface Chosen {
  value: number;
  source: QuantitySource;
}

/** A stated value is accepted within this of the closed mesh. */
const AGREEMENT = 0.02;
/** Smaller than this (mm³, mm²) is a degenerate mesh. */
const NOTHING = 1e-9;

/** Stated values of one kind under any of `names`, in the order of `names`; parts of complex quantities are left out. */
export function candidatesNamed(
  stated: readonly StatedQuantity[],
  kind: MeasureKind,
  names: readonly string[],
): number[] {
  return names.flatMap((name) =>
    stated.filter((q) => q.kind === kind && q.name === name && !q.nested && q.value > 0).map((q) => q.value),
  );
}

/**
 * Chooses between stated candidates and the mesh: the candidate nearest to a trusted mesh when within 2 % of it, else
 * the mesh; without a trusted mesh the best-named candidate that is no larger than `atMost`, as low confidence.
 * Null when there is nothing to choose from.
 */
export function chooseQuantity(
  candidates: readonly number[],
  mesh: number | null,
  trusted: boolean,
  atMost = Number.POSITIVE_INFINITY,
): Chosen | null {
  const measured = mesh !== null && mesh > NOTHING ? mesh : null;
  if (trusted && measured !== null) {
    const nearest = nearestTo(candidates, measured);
    return nearest !== null && Math.abs(nearest - measured) <= AGREEMENT * measured
      ? { value: nearest, source: "stated" }
      : { value: measured, source: "mesh" };
  }
  const possible = candidates.find((value) => value > NOTHING && value <= atMost);
  const value = possible ?? measured;
  return value === null || value === undefined ? null : { value, source: "low_confidence" };
}

function nearestTo(candidates: readonly number[], target: number): number | null {
  let nearest: number | null = null;
  for (const value of candidates)
    if (nearest === null || Math.abs(value - target) < Math.abs(nearest - target)) nearest = value;
  return nearest;
}
