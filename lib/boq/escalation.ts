import { type Decimal, type DecimalString, decimal, round } from "#lib/catalogue/decimal.ts";
import type { PriceLevels } from "#lib/search/levels/price-levels.ts";
import { isBeyond, periodAt } from "#lib/search/levels/price-levels.ts";
import type { Escalation } from "./terms.ts";

/** From a day to another: what an amount is multiplied by, to 8 places, and what it comes from. */
export interface EscalationFactor {
  from: string;
  to: string;
  factor: DecimalString;
  /** By rate: whole years, and days of the year that follows them. */
  years: number;
  days: number;
  /** By series: the values that were taken. Null by rate, or where the series has no value for that day: then nothing is added. */
  index: IndexPair | null;
}

export interface IndexPair {
  series: string;
  placeholder: boolean;
  before: { period: string; value: DecimalString };
  after: { period: string; value: DecimalString };
}

const FACTOR_PLACES = 8;
const DAY_MS = 86_400_000;

/**
 * The factor of an escalation. By rate r: (1 + r)^years × (1 + r × days / 365), with whole years counted by the calendar
 * and the days left after them. By series: its value on the day ÷ its value on the first day, each as `periodAt` finds it.
 * Rounded half away from zero to 8 places. A day that is not after the first leaves amounts as they are: factor 1.
 */
export function escalationFactor(
  escalation: Escalation,
  pricedAt: Date,
  indexOf: (series: string, from: Date, to: Date) => IndexPair | null,
): EscalationFactor {
  const from = escalation.from ?? pricedAt.toISOString().slice(0, 10);
  const { to } = escalation;
  if (to <= from) return { from, to, factor: "1", years: 0, days: 0, index: null };
  if (escalation.method === "series") {
    const index = indexOf(escalation.series, utc(from), utc(to));
    const factor = index ? decimal(index.after.value).div(index.before.value) : decimal(1);
    return { from, to, factor: round(factor, FACTOR_PLACES), years: 0, days: 0, index };
  }
  const { years, days } = between(from, to);
  return {
    from,
    to,
    factor: round(compound(decimal(escalation.rate).div(100), years, days), FACTOR_PLACES),
    years,
    days,
    index: null,
  };
}

/** The two values of a series that an escalation stands on; null: there is no such series, or it ends before the later day. */
export function indexPair(levels: PriceLevels, name: string, from: Date, to: Date): IndexPair | null {
  const series = levels.series.find((one) => one.series.toLowerCase() === name.toLowerCase());
  if (!series || isBeyond(series.values.keys(), to)) return null;
  const at = (day: Date) => {
    const period = periodAt(series.values.keys(), day);
    const value = period === null ? undefined : series.values.get(period);
    return period === null || value === undefined ? null : { period, value: decimal(value).toFixed() };
  };
  const [before, after] = [at(from), at(to)];
  return before && after ? { series: series.series, placeholder: series.placeholder, before, after } : null;
}

const compound = (rate: Decimal, years: number, days: number): Decimal =>
  rate.plus(1).pow(years).times(rate.times(days).div(365).plus(1));

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

/** Whole years by the calendar, where 29 February has its anniversary on 28 February, and the days after them. */
function between(from: string, to: string): { years: number; days: number } {
  const [start, end] = [utc(from), utc(to)];
  const anniversary = (years: number) => {
    const day = new Date(start);
    day.setUTCFullYear(start.getUTCFullYear() + years);
    if (day.getUTCMonth() !== start.getUTCMonth()) day.setUTCDate(0);
    return day;
  };
  let years = end.getUTCFullYear() - start.getUTCFullYear();
  if (anniversary(years) > end) years -= 1;
  return { years, days: Math.round((end.getTime() - anniversary(years).getTime()) / DAY_MS) };
}
