import type { ComparedElement } from "./compared-element.ts";
import type { Pairs } from "./match-elements.ts";

/**
 * Matches what has no place on one side at least (no shape, or a take-off from before places were kept): by class, name,
 * storey, quantities and materials, then whatever the materials are, in the elements' order; at last the only one of its
 * class, name and storey on either side.
 * `storeys`: the newer storey of each of the base's.
 */
export function matchLikeness(pairs: Pairs, storeys: readonly number[]): void {
  const storeyOf = (element: ComparedElement, isBase: boolean) =>
    element.storey === null ? null : isBase ? (storeys[element.storey] ?? -1) : element.storey;
  const described = (element: ComparedElement, isBase: boolean) =>
    JSON.stringify([element.ifcClass, element.name, storeyOf(element, isBase)]);
  const measured = (element: ComparedElement, isBase: boolean) =>
    described(element, isBase) + JSON.stringify(QUANTITIES.map((key) => digits(element.quantities[key])));
  const wholly = (element: ComparedElement, isBase: boolean) =>
    measured(element, isBase) + JSON.stringify(element.materials.map(({ name }) => name));

  // Where one side has places and the other has not, those without are matched with those with; never two that have.
  for (const [baseHas, newerHas] of [
    [false, false],
    [false, true],
    [true, false],
  ]) {
    const grouped = (key: typeof described) => ({
      base: Map.groupBy(
        [...pairs.freeBase()].filter((at) => (pairs.base[at]?.box != null) === baseHas),
        (at) => keyAt(pairs.base, at, true, key),
      ),
      newer: Map.groupBy(
        [...pairs.freeNewer()].filter((at) => (pairs.newer[at]?.box != null) === newerHas),
        (at) => keyAt(pairs.newer, at, false, key),
      ),
    });
    for (const key of [wholly, measured]) {
      const alike = grouped(key);
      for (const [value, places] of alike.newer) {
        const others = alike.base.get(value) ?? [];
        for (const [index, at] of places.entries()) {
          const b = others[index];
          if (b !== undefined) pairs.pair(at, b, "likeness");
        }
      }
    }
    const named = grouped(described);
    for (const [key, [at, ...more]] of named.newer) {
      const [b, ...others] = named.base.get(key) ?? [];
      if (at === undefined || b === undefined || more.length + others.length > 0) continue;
      if (pairs.newer[at]?.name != null) pairs.pair(at, b, "likeness");
    }
  }
}

const QUANTITIES = ["lengthM", "areaM2", "volumeM3", "weightKg"] as const;

/** Five significant digits: less than exports differ by in what is the same. */
const digits = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(5)));

function keyAt(
  elements: readonly ComparedElement[],
  at: number,
  isBase: boolean,
  key: (element: ComparedElement, isBase: boolean) => string,
): string {
  const element = elements[at];
  return element ? key(element, isBase) : "";
}
