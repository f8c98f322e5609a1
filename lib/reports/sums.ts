import type { EstimateLineRow, EstimateRow } from "#lib/estimates/measured-model.ts";
import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";

/** Cost and carbon of a part of an estimate: whole minor units and grams. */
export interface Sum extends CarbonModules {
  likelyMinor: number;
}

export interface NamedSum<K> extends Sum {
  key: K;
  name: string | null;
}

/** By storey in the building's order, those of no storey last; adds up to the estimate. */
export function byStorey({ estimate, lines }: { estimate: EstimateRow; lines: readonly EstimateLineRow[] }) {
  const sums = new Sums<number | null>();
  for (const line of lines) {
    for (const { storey, likelyMinor } of line.costByStorey ?? [])
      sums.add(storey, storeyName(estimate, storey), { ...NOTHING, likelyMinor });
    for (const { storey, modules } of line.carbonByStorey ?? [])
      sums.add(storey, storeyName(estimate, storey), { ...modules, likelyMinor: 0 });
  }
  return sums.list().sort((a, b) => (a.key ?? Number.MAX_SAFE_INTEGER) - (b.key ?? Number.MAX_SAFE_INTEGER));
}

/** By IFC class, the dearest first. */
export function byClass({ lines }: { lines: readonly EstimateLineRow[] }) {
  const sums = new Sums<string | null>();
  for (const line of lines) sums.add(line.ifcClass, line.ifcClass, sumOfLine(line));
  return sums.list().sort(dearest);
}

/** By catalogue entry, the dearest first. */
export function byMaterial({ lines }: { lines: readonly EstimateLineRow[] }) {
  const sums = new Sums<string>();
  for (const line of lines) sums.add(line.catalogueId, line.name, sumOfLine(line));
  return sums.list().sort(dearest);
}

export function storeyName({ storeys }: Pick<EstimateRow, "storeys">, storey: number | null): string | null {
  return storey === null ? null : (storeys[storey] ?? null);
}

const NOTHING: Sum = { likelyMinor: 0, a1a3G: 0, a4G: 0, a5G: 0, biogenicG: 0 };

const sumOfLine = (line: EstimateLineRow): Sum => ({
  likelyMinor: line.likelyMinor ?? 0,
  a1a3G: line.a1a3G ?? 0,
  a4G: line.a4G ?? 0,
  a5G: line.a5G ?? 0,
  biogenicG: line.biogenicG ?? 0,
});

const dearest = (a: Sum, b: Sum) => b.likelyMinor - a.likelyMinor || b.a1a3G - a.a1a3G;

class Sums<K> {
  private readonly sums = new Map<K, NamedSum<K>>();

  add(key: K, name: string | null, sum: Sum): void {
    const known = this.sums.get(key) ?? { key, name, ...NOTHING };
    known.likelyMinor += sum.likelyMinor;
    for (const module of CARBON_MODULES) known[module] += sum[module];
    this.sums.set(key, known);
  }

  list(): NamedSum<K>[] {
    return [...this.sums.values()];
  }
}
