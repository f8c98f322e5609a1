import { formatDuration } from "#components/format/time.ts";

/** A time that is left, in steps that do not pretend to know it better: 1 s, from a minute 5 s, from an hour a minute. */
export function timeLeft(milliseconds: number): string {
  const step = milliseconds < 60_000 ? 1000 : milliseconds < 3_600_000 ? 5000 : 60_000;
  return formatDuration(Math.max(1000, Math.round(milliseconds / step) * step));
}
