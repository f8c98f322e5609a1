/**
 * What one document may hold: many times what the fullest set of plans or the longest bill does. A page is read whole, so
 * that what is on it bounds the memory.
 */
export const PDF_LIMITS = {
  pages: 500,
  /** Drawing operators of one page; a dense plan has some 300 000. */
  operators: 3_000_000,
  words: 500_000,
  lines: 2_000_000,
} as const;

/** Bytes that one stream of the document may unpack to: a few kilobytes of zeros stand for gigabytes. */
export const LARGEST_STREAM = 128 << 20;
