"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatDate } from "#components/format/time.ts";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { axisTop, type Bar, barsOf, tickAt } from "./bars.ts";
import type { DailyMetric } from "./metrics.ts";
import type { UsageDay } from "./queries.ts";

const HEIGHT = 160;

/**
 * One bar a day or month between a scale and the dates, with the same figures as a table for those who cannot see or want
 * to copy them. With `events` each opens the events behind it.
 */
export function DailyChart({
  days,
  metric,
  events,
}: {
  days: readonly UsageDay[];
  metric: DailyMetric;
  events: boolean;
}) {
  const t = useTranslations("usage");
  const bars = barsOf(days, metric);
  const greatest = Math.max(0, ...bars.map(({ value }) => value));
  const peak = bars.find(({ value }) => value === greatest);
  if (!peak) return null;
  const byMonth = bars.some(({ from, to }) => from !== to);
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const summary =
    greatest === 0
      ? t("dailyChart.nothingInTheseDays", { title: metric.title })
      : t("dailyChart.atMost", {
          title: metric.title,
          value: metric.isLevel ? "" : t("dailyChart.inAll", { format: metric.format(total) }),
          greatest: metric.format(greatest),
          value2: byMonth
            ? t("dailyChart.in", { from: monthName(peak.from) })
            : t("dailyChart.on", { from: formatDate(peak.from) }),
        });
  const eventsOf = (bar: Bar) =>
    events && metric.events
      ? `/usage/events?${new URLSearchParams({ kind: metric.events, from: bar.from, to: bar.to })}`
      : null;
  return (
    <figure className="grid grid-cols-1 gap-2">
      <figcaption className="text-ink-2 text-sm">{summary}</figcaption>
      <Drawing bars={bars} metric={metric} greatest={greatest} byMonth={byMonth} eventsOf={eventsOf} />
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink touch:py-3">
          {t("dailyChart.asATable")}
        </summary>
        <DataTable
          caption={`${metric.title} a ${byMonth ? t("dailyChart.month") : t("dailyChart.day")}`}
          tall
          rows={[...bars].reverse()}
          rowKey={({ from }) => from}
          columns={[
            {
              id: "date",
              header: byMonth ? t("dailyChart.monthUtc") : t("dailyChart.dayUtc"),
              rowHeader: true,
              cell: (bar) => {
                const href = bar.value !== 0 && eventsOf(bar);
                const name = byMonth ? monthName(bar.from) : formatDate(bar.from);
                return href ? (
                  <Link href={href} className={cn(rowLink, "underline decoration-ink-3 underline-offset-4")}>
                    {name}
                    <span className="sr-only">{t("dailyChart.seeTheEvents")}</span>
                  </Link>
                ) : (
                  name
                );
              },
            },
            { id: "value", header: metric.label, numeric: true, cell: ({ value }) => metric.format(value) },
          ]}
        />
      </details>
    </figure>
  );
}

/** For the eyes and the pointer; the caption and the table say the same to everybody. */
function Drawing({
  bars,
  metric,
  greatest,
  byMonth,
  eventsOf,
}: {
  bars: readonly Bar[];
  metric: DailyMetric;
  greatest: number;
  byMonth: boolean;
  eventsOf: (bar: Bar) => string | null;
}) {
  const top = axisTop(greatest, metric);
  const step = 100 / bars.length;
  return (
    <div aria-hidden className="grid grid-cols-[auto_1fr] gap-x-2 text-ink-3 text-xs tabular-nums">
      <div className="-my-2 flex h-44 flex-col justify-between text-right">
        <span>{top > 0 && metric.format(top)}</span>
        <span>{isWritable(top / 2, metric) && metric.format(top / 2)}</span>
        <span>{metric.format(0)}</span>
      </div>
      <svg
        aria-hidden="true"
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-40 w-full overflow-visible"
      >
        {[0, HEIGHT / 2, HEIGHT].map((y) => (
          <line
            key={y}
            x1="0"
            x2="100"
            y1={y}
            y2={y}
            stroke="currentColor"
            vectorEffect="non-scaling-stroke"
            className={y === HEIGHT ? "text-ink-3" : "text-line"}
          />
        ))}
        {bars.map((bar, index) => {
          const height = top > 0 ? (Math.max(0, bar.value) / top) * HEIGHT : 0;
          const href = bar.value !== 0 ? eventsOf(bar) : null;
          const shape = (
            <g key={bar.from} className="text-chart-1 hover:opacity-70">
              <title>{`${byMonth ? monthName(bar.from) : formatDate(bar.from)}: ${metric.format(bar.value)}`}</title>
              {/* The whole column answers the pointer, so that a low bar and an empty day do as well. */}
              <rect x={index * step} width={step} y={0} height={HEIGHT} fill="transparent" />
              <rect
                x={index * step + step * 0.1}
                width={step * 0.8}
                y={HEIGHT - height}
                height={height}
                fill="currentColor"
              />
            </g>
          );
          return href ? (
            <a key={bar.from} href={href} tabIndex={-1}>
              {shape}
            </a>
          ) : (
            shape
          );
        })}
      </svg>
      <span />
      <div className="mt-1 flex h-4 overflow-x-clip">
        {bars.map((bar, index) => {
          const tick = tickAt(index, bars.length);
          return (
            <span key={bar.from} className="w-0 flex-1 whitespace-nowrap">
              {tick && (
                <span className={cn(tick === "wide" && "max-sm:hidden")}>{tickText(bar.from, byMonth)}</span>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** Half of one file is not written on the scale. */
function isWritable(value: number, metric: DailyMetric): boolean {
  return (
    value > 0 && metric.format(value) !== metric.format(value * 2) && (value >= 1 ? value % 1 === 0 : false)
  );
}

const monthName = (day: string) => dateText(day, { month: "short", year: "numeric" });
const tickText = (day: string, byMonth: boolean) =>
  dateText(day, byMonth ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" });

function dateText(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(new Date(day));
}
