import type { TakeoffStorey } from "#lib/processing/types.ts";
import { PLACE_TOLERANCE_M } from "./compared-element.ts";
import type { StoreyChange } from "./types.ts";

/**
 * The storey of the newer model for each of the one before; -1: it is gone. By GlobalId, then by name, then by elevation,
 * each only where one on either side is left that has it: so a storey that was renamed stays the same storey.
 */
export function matchStoreys(base: readonly TakeoffStorey[], newer: readonly TakeoffStorey[]): number[] {
  const found = new Array<number>(base.length).fill(-1);
  const taken = new Set<number>();
  const steps = Math.round(1 / PLACE_TOLERANCE_M);
  const keys: ((storey: TakeoffStorey) => string | number)[] = [
    ({ globalId }) => globalId,
    ({ name }) => name,
    ({ elevationM }) => Math.round(elevationM * steps),
  ];
  for (const key of keys) {
    const before = Map.groupBy(
      [...base.keys()].filter((at) => found[at] === -1),
      (at) => of(base, at, key),
    );
    const after = Map.groupBy(
      [...newer.keys()].filter((at) => !taken.has(at)),
      (at) => of(newer, at, key),
    );
    for (const [value, [from, ...others]] of before) {
      const [to, ...rest] = after.get(value) ?? [];
      if (from === undefined || to === undefined || others.length + rest.length > 0) continue;
      found[from] = to;
      taken.add(to);
    }
  }
  return found;
}

function of<T>(storeys: readonly TakeoffStorey[], at: number, key: (storey: TakeoffStorey) => T): T | null {
  const storey = storeys[at];
  return storey ? key(storey) : null;
}

/** Storeys that are called otherwise, are new or are gone; what stands in a renamed one did not change by it. */
export function storeyChanges(
  base: readonly TakeoffStorey[],
  newer: readonly TakeoffStorey[],
  matched: readonly number[],
): StoreyChange[] {
  const known = new Set(matched);
  return [
    ...base.flatMap(({ name }, at): StoreyChange[] => {
      const to = newer[matched[at] ?? -1];
      if (!to) return [{ kind: "removed", from: name, to: null }];
      return to.name === name ? [] : [{ kind: "renamed", from: name, to: to.name }];
    }),
    ...newer.flatMap(({ name }, at): StoreyChange[] =>
      known.has(at) ? [] : [{ kind: "added", from: null, to: name }],
    ),
  ];
}
