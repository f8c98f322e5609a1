"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ChartFigure } from "#components/charts/chart-figure.tsx";
import { Columns } from "#components/charts/drawn.tsx";
import { seriesColor } from "#components/charts/palette.ts";
import { formatDate, formatDayAndMonth, formatMonth } from "#components/format/time.ts";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { axisTop, type Bar, barsOf } from "./bars.ts";
import type { DailyMetric } from "./metrics.ts";
import type { UsageDay } from "./queries.ts";

/** A column a day or month, or the same figures as a table. With `events` each opens the events behind it. */
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
  const router = useRouter();
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
            ? t("dailyChart.in", { from: formatMonth(peak.from) })
            : t("dailyChart.on", { from: formatDate(peak.from) }),
        });
  const top = axisTop(greatest, metric);
  const eventsOf = (bar: Bar) =>
    events && metric.events && bar.value !== 0
      ? `/usage/events?${new URLSearchParams({ kind: metric.events, from: bar.from, to: bar.to })}`
      : null;
  const nameOf = ({ from }: Bar) => (byMonth ? formatMonth(from) : formatDate(from));
  const open = (id: string) => {
    const bar = bars.find(({ from }) => from === id);
    const href = bar && eventsOf(bar);
    if (href) router.push(href);
  };
  return (
    <ChartFigure
      label={metric.title}
      summary={summary}
      chart={
        <Columns
          label={metric.title}
          columns={bars.map((bar) => ({
            id: bar.from,
            label: nameOf(bar),
            value: bar.value,
            text: metric.format(bar.value),
            tick: byMonth ? formatMonth(bar.from) : formatDayAndMonth(bar.from),
          }))}
          top={top}
          format={(value) => (value === top / 2 && !isWritable(value, metric) ? null : metric.format(value))}
          color={seriesColor(1).css}
          {...(events && metric.events ? { onChoose: open } : {})}
        />
      }
      table={
        <DataTable
          caption={t(byMonth ? "dailyChart.aMonth" : "dailyChart.aDay", { title: metric.title })}
          tall
          rows={[...bars].reverse()}
          rowKey={({ from }) => from}
          columns={[
            {
              id: "date",
              header: byMonth ? t("dailyChart.monthUtc") : t("dailyChart.dayUtc"),
              rowHeader: true,
              cell: (bar) => {
                const href = eventsOf(bar);
                const name = nameOf(bar);
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
      }
    />
  );
}

/** Half of one file is not written on the scale. */
function isWritable(value: number, metric: DailyMetric): boolean {
  return metric.format(value) !== metric.format(value * 2) && value >= 1 && value % 1 === 0;
}
