"use client";
import { formatDate } from "#components/format/time.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { DailyMetric } from "./metrics.ts";
import type { UsageDay } from "./queries.ts";

const HEIGHT = 160;

/** One bar a day, with the same figures as a table for those who cannot see or want to copy them. */
export function DailyChart({ days, metric }: { days: readonly UsageDay[]; metric: DailyMetric }) {
  const points = days.map((day) => ({ date: day.date, value: metric.value(day) }));
  const greatest = Math.max(0, ...points.map(({ value }) => value));
  const peak = points.find(({ value }) => value === greatest);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || !peak) return null;
  const step = 100 / points.length;
  const summary =
    greatest === 0
      ? `${metric.title}: nothing in these days`
      : `${metric.title}: at most ${metric.format(greatest)}, on ${formatDate(peak.date)}`;
  return (
    <figure className="grid gap-2">
      <figcaption className="text-ink-2 text-sm">{summary}</figcaption>
      <div className="border-line border-y">
        <svg
          role="img"
          aria-label={`${summary}. ${formatDate(first.date)} to ${formatDate(last.date)}, one bar a day.`}
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-40 w-full text-chart-1"
        >
          {points.map(({ date, value }, index) => {
            const height = greatest > 0 ? (Math.max(0, value) / greatest) * (HEIGHT - 8) : 0;
            return (
              <rect
                key={date}
                x={index * step + step * 0.1}
                width={step * 0.8}
                y={HEIGHT - height}
                height={height}
                fill="currentColor"
              >
                <title>{`${formatDate(date)}: ${metric.format(value)}`}</title>
              </rect>
            );
          })}
        </svg>
      </div>
      <div className="flex justify-between text-ink-3 text-xs tabular-nums">
        <span>{formatDate(first.date)}</span>
        <span>{formatDate(last.date)}</span>
      </div>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink touch:py-3">As a table</summary>
        <DataTable
          caption={`${metric.title} a day`}
          tall
          rows={[...points].reverse()}
          rowKey={({ date }) => date}
          columns={[
            { id: "date", header: "Day (UTC)", rowHeader: true, cell: ({ date }) => formatDate(date) },
            { id: "value", header: metric.label, numeric: true, cell: ({ value }) => metric.format(value) },
          ]}
        />
      </details>
    </figure>
  );
}
