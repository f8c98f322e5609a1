import { dateLocale, formatWords, numberLocale } from "./locale.ts";

interface TimeOptions {
  locale?: string;
  /** IANA name. UTC unless told, so that server and browser write the same. */
  timeZone?: string;
}

/** "24 Nov 2026" from an ISO timestamp or a Date. */
export function formatDate(
  at: string | Date,
  { locale = dateLocale(), timeZone = "UTC" }: TimeOptions = {},
): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone,
  }).format(new Date(at));
}

/** "24 Nov" of a UTC day: "2026-11-24". */
export function formatDayAndMonth(day: string, locale = dateLocale()): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(day),
  );
}

/** "Nov 2026" of a UTC day. */
export function formatMonth(day: string, locale = dateLocale()): string {
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(day),
  );
}

/** "24 Nov 2026, 17:03 UTC" */
export function formatDateTime(
  at: string | Date,
  { locale = dateLocale(), timeZone = "UTC" }: TimeOptions = {},
): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(at));
}

const UNITS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [365 * 86_400, "year"],
  [30 * 86_400, "month"],
  [7 * 86_400, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/** "3 minutes ago", "in 2 days", in the largest unit that fits; below a minute "just now". */
export function formatRelative(at: string | Date, now: Date, locale = numberLocale()): string {
  const seconds = Math.round((new Date(at).getTime() - now.getTime()) / 1000);
  const fitting = UNITS.find(([size]) => Math.abs(seconds) >= size);
  if (!fitting) return formatWords().justNow;
  const [size, unit] = fitting;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** "820 ms", "3.2 s", "2 min 5 s", "1 h 12 min". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${(Math.round(seconds * 10) / 10).toLocaleString(numberLocale())} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return parts(Math.floor(whole / 60), "min", whole % 60, "s");
  const minutes = Math.round(whole / 60);
  return parts(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

/** The same for what is mostly below a second: "0.42 ms", "8.1 ms", "64 ms". */
export function formatFine(milliseconds: number): string {
  if (milliseconds >= 10) return formatDuration(milliseconds);
  return `${Number(milliseconds.toPrecision(2)).toLocaleString(numberLocale(), { maximumFractionDigits: 2 })} ms`;
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
