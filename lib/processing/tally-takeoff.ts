import { setImmediate } from "node:timers/promises";
import type { ClassTotals } from "#db/schema/files.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";

export interface Tallied {
  takeoff: Takeoff;
  /** Sums of SI quantities by the file's own classes; assemblies are counted, their parts carry the quantities. */
  byClass: Record<string, ClassTotals>;
  /** Elements of each storey, in the order of `Takeoff.storeys`. */
  byStorey: number[];
}

const ELEMENTS_PER_TURN = 5000;

/** Sums up a take-off in one pass over its elements; the event loop turns meanwhile. */
export async function tallied(takeoff: Takeoff): Promise<Tallied> {
  const byClass: Record<string, ClassTotals> = {};
  const byStorey = takeoff.storeys.map(() => 0);
  for (let from = 0; from < takeoff.elements.length; from += ELEMENTS_PER_TURN) {
    for (const element of takeoff.elements.slice(from, from + ELEMENTS_PER_TURN)) {
      addToClass(byClass, element);
      if (element.storey !== null) byStorey[element.storey] = (byStorey[element.storey] ?? 0) + 1;
    }
    await setImmediate();
  }
  return { takeoff, byClass, byStorey };
}

function addToClass(
  totals: Record<string, ClassTotals>,
  { ifcClass, quantities, sources }: TakeoffElement,
): void {
  totals[ifcClass] ??= { count: 0, lengthM: 0, areaM2: 0, volumeM3: 0, weightKg: 0, lowConfidence: 0 };
  const sum = totals[ifcClass];
  sum.count++;
  for (const key of ["lengthM", "areaM2", "volumeM3", "weightKg"] as const) sum[key] += quantities[key] ?? 0;
  if (Object.values(sources).includes("low_confidence")) sum.lowConfidence++;
}

/** Rows of one insert, and materials in them: few enough to write out without holding the event loop. */
const ROWS_PER_INSERT = 500;
const MATERIALS_PER_INSERT = 5000;

/** The elements in pieces to insert, each with the place of its first. */
export function* insertBatches(
  elements: readonly TakeoffElement[],
): Generator<{ from: number; batch: TakeoffElement[] }> {
  for (let from = 0; from < elements.length; ) {
    let to = from;
    for (let materials = 0; to < elements.length && to - from < ROWS_PER_INSERT; to++) {
      materials += elements[to]?.materials.length ?? 0;
      if (to > from && materials > MATERIALS_PER_INSERT) break;
    }
    yield { from, batch: elements.slice(from, to) };
    from = to;
  }
}
