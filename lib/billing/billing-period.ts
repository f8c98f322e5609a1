import { Conflict, Invalid } from "#lib/errors.ts";
import { addMonths, endOfMonth, type Month, monthOf } from "#lib/usage/month.ts";

/**
 * The month that "2026-10" names, the one before `now` without a name. Throws `Invalid` (`period_invalid`) for what is no
 * month, and `Conflict` (`period_not_over`) for one that has not ended.
 */
export function billingPeriod(named: string | undefined, now = new Date()): Month {
  if (named === undefined) return addMonths(monthOf(now), -1);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(named) || named < "2020-01") {
    throw new Invalid("period_invalid", `"${named}" is no billing period. Give a month such as "2026-10".`);
  }
  const month = `${named}-01`;
  if (endOfMonth(month) > now) {
    throw new Conflict(
      "period_not_over",
      `${named} is not over (UTC). Invoices are made from ${endOfMonth(month).toISOString().slice(0, 10)} on.`,
    );
  }
  return month;
}
