import { CronExpressionParser } from "cron-parser";

/**
 * The latest time at or before `now` that a cron expression names, in UTC unless a zone stands before it:
 * `TZ=Europe/Berlin 0 2 * * *`. Throws for an expression or a zone that cannot be read.
 */
export function lastOccurrence(cron: string, now: Date): Date {
  const [, tz = "UTC", expression = ""] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(cron.trim()) ?? [];
  // `prev` looks strictly before the date it is given.
  return CronExpressionParser.parse(expression, { tz, currentDate: new Date(now.getTime() + 1) })
    .prev()
    .toDate();
}
