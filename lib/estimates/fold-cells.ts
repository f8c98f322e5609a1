import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";

/** Cost and carbon of one entry in one class in one storey; whole minor units and grams. */
export interface Cell {
  storey: number | null;
  ifcClass: string | null;
  /** Null: several small ones together, `folded` says how many. */
  catalogueId: string | null;
  name: string | null;
  folded: number;
  minor: number;
  carbon: CarbonModules;
}

/** At most so many cells of their own, the greatest by cost or carbon; the rest of each storey becomes one. Sums stay. */
export function foldSmallest(cells: readonly Cell[], atMost: number): Cell[] {
  if (cells.length <= atMost) return [...cells];
  const total = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0) || 1;
  const [allMinor, allGrams] = [total(({ minor }) => minor), total(gramsOf)];
  const weight = (cell: Cell) => Math.max(cell.minor / allMinor, gramsOf(cell) / allGrams);
  const kept = new Set([...cells].sort((a, b) => weight(b) - weight(a)).slice(0, atMost));
  const rest = new Map<number | null, Cell>();
  for (const cell of cells) {
    if (kept.has(cell)) continue;
    const sum = rest.get(cell.storey) ?? emptyOf(cell.storey);
    sum.folded += 1;
    sum.minor += cell.minor;
    for (const module of CARBON_MODULES) sum.carbon[module] += cell.carbon[module];
    rest.set(cell.storey, sum);
  }
  return [...cells.filter((cell) => kept.has(cell)), ...rest.values()];
}

const gramsOf = ({ carbon }: Cell) => carbon.a1a3G + carbon.a4G + carbon.a5G;

const emptyOf = (storey: number | null): Cell => ({
  storey,
  ifcClass: null,
  catalogueId: null,
  name: null,
  folded: 0,
  minor: 0,
  carbon: { a1a3G: 0, a4G: 0, a5G: 0, biogenicG: 0 },
});
