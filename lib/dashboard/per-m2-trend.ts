import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { carbonGap, costGap, PER_M2_GAPS, type PerM2Gap } from "#lib/estimates/per-m2-gaps.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { daysBetween } from "#lib/usage/daily-usage.ts";
import { conditionsOf, type Scope } from "./scope.ts";
import type { PerM2Trend, Step } from "./views.ts";

/** More days than that are shown by week, more than that by month. */
const [DAYS_AT_MOST, WEEK_DAYS_AT_MOST] = [14, 120];

const { likelyMinor, floorAreaM2, a1a3G, a4G, a5G, createdAt } = costEstimates;
const costPerM2 = sql`${likelyMinor} / power(10, ${costEstimates.minorDigits}) / ${floorAreaM2}`;
const carbonPerM2 = sql`(${a1a3G} + ${a4G} + ${a5G}) / 1000.0 / ${floorAreaM2}`;

/**
 * Median and middle half of cost and carbon per m² of floor area, over the estimates of the range whose figures can be
 * held against each other, step by step.
 */
export async function readPerM2Trend(
  tx: Transaction,
  scope: Scope,
  currency: string,
): Promise<z.input<typeof PerM2Trend>> {
  const { estimatesInRange } = conditionsOf(scope);
  const step = stepOf(scope.range);
  // Each estimate's figures once, not anew for each quartile; the row without a start is of the whole range.
  const rows = await tx.execute<Quartiles & Record<string, unknown>>(sql`
    with figures as materialized (
      select date_trunc('${sql.raw(step)}', ${createdAt} at time zone 'UTC')::date as start,
        case when ${costGap} is null then ${costPerM2} end as cost,
        case when ${carbonGap} is null then ${carbonPerM2} end as carbon
      from ${costEstimates} where ${estimatesInRange})
    select start::text as start, ${quartiles("cost")} as cost, ${quartiles("carbon")} as carbon
    from figures group by grouping sets ((start), ())`);
  const byStart = new Map(rows.map((row) => [row.start, row]));
  const digits = minorDigits(currency);
  const spreads = (row: Quartiles | undefined) => ({
    cost: spread(row?.cost, (value) => value.toFixed(digits)),
    carbon_kg: spread(row?.carbon, (value) => Math.round(value * 1000) / 1000),
  });
  return {
    currency,
    step,
    all: spreads(byStart.get(null)),
    items: stepsOf(scope.range, step).map(({ start, from, to }) => ({
      from,
      to,
      ...spreads(byStart.get(start)),
    })),
    left_out: await countLeftOut(tx, estimatesInRange),
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

interface Quartiles {
  /** As the database names the step; null: the whole range. */
  start: string | null;
  cost: (number | null)[];
  carbon: (number | null)[];
}

/** Low, median, high and the count of what is there of a figure, as one array; nulls where nothing is. */
function quartiles(figure: "cost" | "carbon"): SQL {
  const column = sql.raw(figure);
  const at = (share: number) =>
    sql`percentile_cont(${sql.raw(String(share))}) within group (order by ${column})`;
  return sql`json_build_array(${at(0.25)}, ${at(0.5)}, ${at(0.75)}, count(${column}))`;
}

function spread<V>(row: (number | null)[] | undefined, write: (value: number) => V) {
  const [low, median, high, estimates] = row ?? [];
  if (typeof low !== "number" || typeof median !== "number" || typeof high !== "number") return null;
  return { low: write(low), median: write(median), high: write(high), estimates: estimates ?? 0 };
}

async function countLeftOut(tx: Transaction, matching: SQL | undefined): Promise<Record<PerM2Gap, number>> {
  const rows = await tx
    .select({ cost: costGap, carbon: carbonGap, n: sql<number>`count(*)::int` })
    .from(costEstimates)
    .where(matching)
    .groupBy(sql`1`, sql`2`);
  const counted = (gap: PerM2Gap) =>
    rows.filter(({ cost, carbon }) => cost === gap || carbon === gap).reduce((sum, { n }) => sum + n, 0);
  return Object.fromEntries(PER_M2_GAPS.map((gap) => [gap, counted(gap)])) as Record<PerM2Gap, number>;
}
