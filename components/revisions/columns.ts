/** The columns of the table of changes, and the looks of every row. */
export const HEADERS = ["kind", "element", "class", "storey", "what", "cost", "carbon"] as const;

export const raster =
  "grid grid-cols-[7.5rem_minmax(14rem,1.4fr)_9rem_8rem_minmax(17rem,2fr)_8rem_8rem] max-sm:grid-cols-[6.5rem_11rem_8.5rem_7rem_15rem_7.5rem_7.5rem]";
export const rasterWidth = "min-w-[72rem] max-sm:min-w-[63.5rem]";
export const cell = "flex min-w-0 items-center px-3 first:pl-4 last:pr-4";
export const numeric = "justify-end whitespace-nowrap text-right tabular-nums";
