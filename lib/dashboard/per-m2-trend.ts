import type { z } from "zod";
import { PER_M2_GAPS, type PerM2Gap } from "#lib/estimates/per-m2-gaps.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { daysBetween } from "#lib/usage/daily-usage.ts";
import type { EstimateFigures, Quartiles } from "./estimate-figures.ts";
import type { Scope } from "./scope.ts";
import type { PerM2Trend, Step } from "./views.ts";

/** More days than that are shown by week, more than that by month. */
const [DAYS_AT_MOST, WEEK_DAYS_AT_MOST] = [14, 120];

/**
 * Median and middle half of cost and carbon per m² of floor area, over the estimates of the range whose figures can be
 * held against each other, step by step.
 */
export function perM2Trend(
  range: Scope["range"],
  currency: string,
  { steps, gaps }: EstimateFigures,
): z.input<typeof PerM2Trend> {
  const step = stepOf(range);
  const byStart = new Map(steps.map((row) => [row.start, row]));
  const digits = minorDigits(currency);
  const spreads = (row: EstimateFigures["steps"][number] | undefined) => ({
    cost: spread(row?.cost, (value) => value.toFixed(digits)),
    carbon_kg: spread(row?.carbon, (value) => Math.round(value * 1000) / 1000),
  });
  return {
    currency,
    step,
    all: spreads(byStart.get(null)),
    items: stepsOf(range, step).map(({ start, from, to }) => ({ from, to, ...spreads(byStart.get(start)) })),
    left_out: leftOutOf(gaps),
  };
}

export function stepOf({ from, to }: Scope["range"]): Step {
  const days = daysBetween(from, to).length;
  return days <= DAYS_AT_MOST ? "day" : days <= WEEK_DAYS_AT_MOST ? "week" : "month";
}

/** `start` as the database names the step; `from` and `to` lie in the range. */
export function stepsOf(range: Scope["range"], step: Step): { start: string; from: string; to: string }[] {
  const steps: { start: string; from: string; to: string }[] = [];
  for (const day of daysBetween(range.from, range.to)) {
    const start = firstDayOf(day, step);
    const last = steps.at(-1);
    if (last?.start === start) last.to = day;
    else steps.push({ start, from: day, to: day });
  }
  return steps;
}

function firstDayOf(day: string, step: Step): string {
  if (step === "day") return day;
  if (step === "month") return `${day.slice(0, 7)}-01`;
  const at = new Date(day);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

function spread<V>(row: Quartiles | undefined, write: (value: number) => V) {
  const [low, median, high, estimates] = row ?? [];
  if (typeof low !== "number" || typeof median !== "number" || typeof high !== "number") return null;
  return { low: write(low), median: write(median), high: write(high), estimates: estimates ?? 0 };
}

function leftOutOf(gaps: EstimateFigures["gaps"]): Record<PerM2Gap, number> {
  const counted = (gap: PerM2Gap) =>
    gaps.filter(({ cost, carbon }) => cost === gap || carbon === gap).reduce((sum, { n }) => sum + n, 0);
  return Object.fromEntries(PER_M2_GAPS.map((gap) => [gap, counted(gap)])) as Record<PerM2Gap, number>;
}
