/** Calendar months in UTC, named by their first day: "2026-11-01". Every period of usage and billing is one. */
export type Month = string;

export function monthOf(at: Date): Month {
  return `${at.toISOString().slice(0, 7)}-01`;
}

/** First instant of the month. */
export function startOfMonth(month: Month): Date {
  return new Date(`${month}T00:00:00.000Z`);
}

/** The month `n` after (before, when negative) this one. */
export function addMonths(month: Month, n: number): Month {
  const start = startOfMonth(month);
  return monthOf(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n, 1)));
}

/** First instant after the month. */
export function endOfMonth(month: Month): Date {
  return startOfMonth(addMonths(month, 1));
}

/** The month's last day: "2026-11-30". */
export function lastDayOf(month: Month): string {
  return new Date(endOfMonth(month).getTime() - 1).toISOString().slice(0, 10);
}
