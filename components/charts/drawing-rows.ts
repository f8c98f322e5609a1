/** Rows of a drawing, pixels each: from a width on their words stand beside the bars, on a narrower one above them. */
export interface RowHeights {
  from: number;
  wide: number;
  narrow: number;
}

export const WATERFALL_ROWS: RowHeights = { from: 460, wide: 34, narrow: 50 };
export const STACKED_ROWS: RowHeights = { from: 520, wide: 32, narrow: 48 };
export const TORNADO_ROWS: RowHeights = { from: 560, wide: 32, narrow: 50 };
export const BENCHMARK_ROWS: RowHeights = { from: 620, wide: 34, narrow: 52 };
/** Under the rows of a benchmark: the scale and its unit. */
export const BENCHMARK_FOOT = 44;

export function rowsAt({ from, wide, narrow }: RowHeights, width: number) {
  const isWide = width >= from;
  return { isWide, step: isWide ? wide : narrow };
}

/** Pixels of a letter of the names beside rows. */
const LETTER = 7;

/** A name that fits `room` pixels. */
export function cut(text: string, room: number): string {
  const letters = Math.floor(room / LETTER);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}

/** The same as a length of CSS, for a width that is not known yet: of a container around. */
export function heightOfRows({ from, wide, narrow }: RowHeights, count: number, foot = 0): string {
  // Above the width the last term is below 0, below it larger than anything.
  return `calc(${foot}px + max(${count * wide}px, min(${count * narrow}px, (${from}px - 100cqw) * 999)))`;
}
