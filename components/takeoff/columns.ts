import type { QuantityKey } from "#components/files/types.ts";
import type { QuantityUnit } from "#components/format/numbers.ts";
import type { AmountKey } from "./amounts.ts";
import type { SortKey } from "./view.ts";

export type ColumnId = SortKey | "materials";

export interface TakeoffColumn {
  id: ColumnId;
  sort: SortKey | null;
  /** Of a quantity; kilograms become tonnes in the cell, so their unit is not in the header. */
  quantity: { key: QuantityKey; unit: QuantityUnit } | null;
  /** Of the estimate. */
  amount: AmountKey | null;
}

const word = (id: SortKey): TakeoffColumn => ({ id, sort: id, quantity: null, amount: null });
const amount = (id: AmountKey): TakeoffColumn => ({ id, sort: id, quantity: null, amount: id });
const quantity = (key: QuantityKey, unit: QuantityUnit): TakeoffColumn => ({
  id: key,
  sort: key,
  quantity: { key, unit },
  amount: null,
});

/** Its cells are figures. */
export const isNumeric = ({ quantity, amount }: TakeoffColumn): boolean =>
  quantity !== null || amount !== null;

export const COLUMNS: readonly TakeoffColumn[] = [
  word("name"),
  word("ifc_class"),
  word("storey"),
  quantity("length_m", "m"),
  quantity("area_m2", "m2"),
  quantity("volume_m3", "m3"),
  quantity("weight_kg", "kg"),
  amount("cost"),
  amount("carbon_kg"),
  { id: "materials", sort: null, quantity: null, amount: null },
];

/** The looks of every row: one raster for the header, the groups, the elements and the sums. */
export const raster =
  "grid grid-cols-[minmax(14rem,2fr)_9rem_7.5rem_7rem_7rem_8rem_7.5rem_8rem_8rem_minmax(11rem,1.4fr)] max-sm:grid-cols-[10.5rem_8.5rem_7rem_7rem_7rem_7.5rem_7rem_7.5rem_7.5rem_12rem]";
/** As wide as the raster is at least. */
export const rasterWidth = "min-w-[87rem] max-sm:min-w-[82rem]";
/** The column that names the row stays in sight while the others scroll under it. */
export const pinned = "sticky left-0 z-[1] group-data-[scrolled]/grid:shadow-[1px_0_0_var(--color-line)]";
/** The margins keep a focused cell clear of what sticks to the edges. */
export const cell =
  "flex min-w-0 scroll-mt-24 scroll-mb-14 scroll-ml-66 items-center px-3 first:pl-4 last:pr-4 focus-visible:outline-offset-[-2px] max-sm:scroll-ml-44";
export const numeric = "justify-end whitespace-nowrap text-right tabular-nums";
