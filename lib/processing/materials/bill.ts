import { apportion, type Decimal, decimal, round, sum, toInteger } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import type { MeasuredLine, UnmeasuredItem } from "./types.ts";

/** Places of a line's quantity. */
const QUANTITY_PLACES = 6;
/** Places of a line's mass: the gram. */
const MASS_PLACES = 3;

/** One material of one element, measured. */
export interface Part {
  globalId: string | null;
  ifcClass: string | null;
  storey: number | null;
  materialName: string | null;
  catalogueId: string;
  unit: Unit;
  quantity: Decimal;
  massKg: Decimal | null;
  volumeM3: Decimal | null;
}

export interface UnmeasuredPart extends Omit<UnmeasuredItem, "volumeM3" | "elementIds"> {
  globalId: string | null;
  volumeM3: Decimal | null;
}

/**
 * Sums parts into the lines of a bill, one per catalogue entry and IFC class. Parts are added exactly and rounded once
 * per line, so neither their order nor the cutting of an element in two changes a line.
 */
export function billOf(parts: readonly Part[]): MeasuredLine[] {
  const groups = groupBy(parts, (part) => `${part.catalogueId}|${part.ifcClass ?? ""}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, group]) => {
      const first = group[0];
      return first ? [lineOf(key, first, group)] : [];
    });
}

/** Sums what could not be measured by reason, material, entry and class. */
export function gatherUnmeasured(parts: readonly UnmeasuredPart[]): UnmeasuredItem[] {
  const keyOf = (part: UnmeasuredPart) =>
    JSON.stringify([part.reason, part.materialName, part.catalogueId, part.ifcClass]);
  return [...groupBy(parts, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const first = group[0];
      if (!first) return [];
      const { reason, materialName, catalogueId, ifcClass } = first;
      const volumeM3 = round(volumeOf(group), QUANTITY_PLACES);
      return [{ reason, materialName, catalogueId, ifcClass, volumeM3, elementIds: idsOf(group) }];
    });
}

/** Exact volume of parts, m3. */
export function volumeOf(parts: readonly { volumeM3: Decimal | null }[]): Decimal {
  return sum(parts.flatMap((part) => part.volumeM3 ?? []));
}

function lineOf(key: string, first: Part, parts: readonly Part[]): MeasuredLine {
  const massKnown = parts.every((part) => part.massKg !== null);
  const storeys = [...groupBy(parts, (part) => part.storey)].sort(
    ([a], [b]) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER),
  );
  const quantities = storeys.map(([, group]) => sum(group.map((part) => part.quantity)));
  const masses = storeys.map(([, group]) => sum(group.flatMap((part) => part.massKg ?? [])));
  const quantity = splitExactly(quantities, QUANTITY_PLACES);
  const mass = splitExactly(masses, MASS_PLACES);
  return {
    key,
    catalogueId: first.catalogueId,
    ifcClass: first.ifcClass,
    materialNames: [...new Set(parts.flatMap((part) => part.materialName ?? []))].sort(),
    unit: first.unit,
    quantity: quantity.total,
    massKg: massKnown ? mass.total : null,
    volumeM3: round(volumeOf(parts), QUANTITY_PLACES),
    elementIds: idsOf(parts),
    byStorey: storeys.map(([storey], index) => ({
      storey,
      quantity: quantity.parts[index] ?? "0",
      massKg: massKnown ? (mass.parts[index] ?? "0") : null,
    })),
  };
}

/** The rounded sum of exact values, and rounded parts that add up to it. */
function splitExactly(values: readonly Decimal[], places: number): { total: string; parts: string[] } {
  const scale = decimal(10).pow(places);
  const whole = toInteger(sum(values).times(scale));
  const text = (units: number) => decimal(units).div(scale).toFixed();
  return { total: text(whole), parts: apportion(whole, values).map(text) };
}

function idsOf(parts: readonly { globalId: string | null }[]): string[] {
  return [...new Set(parts.flatMap((part) => part.globalId ?? []))].sort();
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
