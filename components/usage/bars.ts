import type { DailyMetric } from "./metrics.ts";
import type { UsageDay } from "./queries.ts";

/** A bar of the chart: a day, or a month where there are too many days to tell apart. UTC days, both included. */
export interface Bar {
  from: string;
  to: string;
  value: number;
}

/** More days than that are drawn by month. */
const DAYS_AT_MOST = 100;

export function barsOf(days: readonly UsageDay[], metric: Pick<DailyMetric, "value" | "isLevel">): Bar[] {
  const bars = days.map((day) => ({ from: day.date, to: day.date, value: metric.value(day) }));
  if (bars.length <= DAYS_AT_MOST) return bars;
  const months: Bar[] = [];
  for (const bar of bars) {
    const last = months.at(-1);
    if (last?.from.slice(0, 7) !== bar.from.slice(0, 7)) months.push({ ...bar });
    else {
      last.value = metric.isLevel ? bar.value : last.value + bar.value;
      last.to = bar.to;
    }
  }
  return months;
}

/**
 * The least round figure that is no smaller than the greatest bar, for the top of the axis: 1, 2 or 5 of a power of ten,
 * with `binary` of a power of 1024 as bytes are written. Counts never end between two whole numbers.
 */
export function axisTop(greatest: number, { binary = false }: { binary?: boolean | undefined } = {}): number {
  if (greatest <= 0) return 0;
  const unit = binary ? 1024 ** Math.max(0, Math.floor(Math.log(greatest) / Math.log(1024))) : 1;
  const figure = greatest / unit;
  const power = 10 ** Math.floor(Math.log10(figure));
  const step = [1, 2, 4, 6, 8, 10].find((n) => n * power >= figure) ?? 10;
  return step * power * unit;
}
