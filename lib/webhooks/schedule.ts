const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Pauses after each failed attempt, as the Standard Webhooks specification suggests: ten attempts within 75 h 35 min, and
 * up to a fifth more by jitter. After the last one the delivery has failed.
 */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
export const MAX_ATTEMPTS = PAUSES_MS.length + 1;

/** A receiver may ask for more time, or less than the schedule has, within these bounds. */
const RETRY_AFTER = { minMs: 5 * SECOND, maxMs: 24 * HOUR };

/**
 * When a delivery is tried again after its attempt `number` (from 1) failed at `now`; null when that was the last one.
 * `retryAfter` is the receiver's header of that name. `chance` is a number from 0 to 1.
 */
export function nextAttempt(
  number: number,
  now: Date,
  retryAfter: string | null = null,
  chance = Math.random(),
): Date | null {
  const pause = PAUSES_MS[number - 1];
  if (pause === undefined) return null;
  const asked = retryAfter === null ? null : askedPause(retryAfter, now);
  return new Date(now.getTime() + Math.round(asked ?? pause * (1 + chance / 5)));
}

/** Seconds or a date (RFC 9110); null for anything else. */
function askedPause(retryAfter: string, now: Date): number | null {
  const text = retryAfter.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(RETRY_AFTER.maxMs, Math.max(RETRY_AFTER.minMs, ms));
}

/** An endpoint is paused after so many failed attempts in a row that began so long ago. */
export const PAUSE_AFTER = { failures: MAX_ATTEMPTS, ms: 72 * HOUR };
