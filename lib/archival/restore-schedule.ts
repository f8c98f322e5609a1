import type { RestoreRow } from "./restore-views.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Less than this is no extension: a request that is repeated asks for no more than the first one did. */
export const SLACK_MS = HOUR;
/** A restore that the store has not finished so long after it was expected has failed. */
export const OVERDUE_MS = 48 * HOUR;
/** An expectation that is off by more is told anew. */
export const LATE_MS = 10 * MINUTE;
/** Who looks at a restore has it to themselves for so long; whoever died in it is made up for afterwards. */
export const LEASE_MS = 2 * MINUTE;
/** A copy back to hot is announced again when its job has not come to it for so long. */
export const COPY_MS = 15 * MINUTE;

/**
 * When the store is asked again about a restore under way: often around the expected moment, seldom far from it, before
 * and after, so that one of seconds is seen in seconds and one of hours costs a few dozen requests.
 */
export function nextCheck(estimatedReady: Date, expectedSeconds: number, now: Date): Date {
  const shortest = clamp((expectedSeconds * SECOND) / 20, SECOND, 15 * MINUTE);
  const distance = Math.abs(now.getTime() - estimatedReady.getTime());
  return after(now, clamp(distance / 2, shortest, HOUR));
}

/** When it is tried again after the store failed: twice as long each time, up to an hour. */
export function nextTry({ checks }: Pick<RestoreRow, "checks">, now: Date): Date {
  return after(now, Math.min(5 * SECOND * 2 ** Math.min(checks, 16), HOUR));
}

/** A store that forgot a restore so often will do so again. */
export const MOST_ORDERS = 4;

/** How long a store that has been given a restore so often is left alone with it: an hour, twice as long each time. */
export const orderDistance = (orders: number) => HOUR * 2 ** Math.max(0, orders - 1);

/** When a readable file needs attention: the reminder of its end, else the end. */
export function nextAttention(row: Ready): Date {
  return row.remindedAt ? row.expiresAt : reminderAt(row);
}

/** A day before the end, or after three quarters of the time where that is later. */
export function reminderAt({ readyAt, expiresAt }: Pick<Ready, "readyAt" | "expiresAt">): Date {
  const quarter = (expiresAt.getTime() - readyAt.getTime()) / 4;
  return after(expiresAt, -Math.min(DAY, quarter));
}

/** Until when the file is to be readable: its days count from the moment it was. */
export function wantedUntil(readyAt: Date, days: number): Date {
  return after(readyAt, days * DAY);
}

/** Days left of a time, whole and at least one, as the store takes them. */
export const daysUntil = (until: Date, now: Date) =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / DAY));

export const after = (time: Date, ms: number) => new Date(time.getTime() + ms);

interface Ready {
  readyAt: Date;
  expiresAt: Date;
  remindedAt: Date | null;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
