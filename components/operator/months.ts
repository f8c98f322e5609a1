/** The `count` months before the one of `now`, newest first, UTC: "2026-10". */
export function monthsBefore(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 - i, 1)).toISOString().slice(0, 7),
  );
}

/** The `count` months after the one of `now`, the next one first, UTC: "2026-12". */
export function monthsAfter(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + i, 1)).toISOString().slice(0, 7),
  );
}
