import { and, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Nothing was or will be counted outside; beyond year 9999 a date is no longer written with four digits. */
const [FIRST_DAY, LAST_DAY] = ["2000-01-01", "2999-12-31"];

/** Fields of a query that asks for days in UTC, both included. */
export const DAYS = { from: z.iso.date().optional(), to: z.iso.date().optional() };

interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** Throws `Invalid` (`range_invalid`) for days that end before they start, or are of no calendar of ours. */
export function checkDays({ from, to }: Days): void {
  if (from && to && from > to) throw new Invalid("range_invalid", problemText("http.mustAfter"));
  if ([from, to].some((day) => day && (day < FIRST_DAY || day > LAST_DAY)))
    throw new Invalid(
      "range_invalid",
      problemText("http.askDays", { firstDay: FIRST_DAY, lastDay: LAST_DAY }),
    );
}

/** Condition: the moment lies in these days; undefined where they are all. Throws as `checkDays` does. */
export function onDays(moment: AnyPgColumn, days: Days): SQL | undefined {
  checkDays(days);
  const start = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`;
  return and(
    days.from ? sql`${moment} >= ${start(days.from)}` : undefined,
    days.to ? sql`${moment} < ${start(days.to)} + interval '24 hours'` : undefined,
  );
}
