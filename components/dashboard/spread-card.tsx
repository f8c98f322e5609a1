"use client";
import type { LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { TrendLine } from "#components/charts/drawn.tsx";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { formatDate, formatDayAndMonth, formatMonth } from "#components/format/time.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { CountLink } from "./figures.tsx";
import type { Links } from "./links.ts";

type Trend = DashboardAnswer["per_m2"];
type Spreads = Trend["all"];
type Gap = keyof Trend["left_out"];

interface Spread {
  low: number;
  median: number;
  high: number;
  estimates: number;
}

/** Median and middle half of a figure per floor area, step by step; a point opens the estimates behind it. */
export function SpreadCard({
  trend: { step, all, items, left_out },
  links,
  figure,
  title,
  icon,
  color,
  spreadOf,
  format,
  scaled,
  formatScale,
  formatBare,
  gaps,
}: {
  trend: Trend;
  links: Links;
  figure: "cost" | "carbon";
  title: string;
  /** Where there is nothing to draw. */
  icon: LucideIcon;
  color: string;
  /** Per m². */
  spreadOf: (spreads: Spreads) => Spread | null;
  /** With its unit. */
  format: (perM2: number) => string;
  /** In the unit that is shown, for the drawing, and what is written on its scale. */
  scaled: (perM2: number) => number;
  formatScale: (value: number) => string;
  /** Without its unit, where that has just been said. */
  formatBare: (perM2: number) => string;
  /** Why estimates are not in it. */
  gaps: readonly Gap[];
}) {
  const t = useTranslations("dashboard");
  const router = useRouter();
  const whole = spreadOf(all);
  const steps = items.flatMap((item) => {
    const spread = spreadOf(item);
    return spread ? [{ ...item, spread }] : [];
  });
  const listed = ({ from, to }: { from: string; to: string }) =>
    links.estimatesMade({ from, to, per_m2: figure });
  const middleHalf = ({ low, high }: Spread) =>
    t("perM2.middleHalf", { low: formatBare(low), high: formatBare(high) });
  const missing = gaps.filter((gap) => left_out[gap] > 0);
  const leftOut = missing.length > 0 && (
    <p>
      {t("perM2.leftOut")}{" "}
      {missing.map((gap, index) => (
        <span key={gap}>
          {index > 0 && ", "}
          {t.rich(`perM2.gap.${gap}`, {
            count: left_out[gap],
            link: (chunks) => <CountLink href={links.estimatesMade({ left_out: gap })}>{chunks}</CountLink>,
          })}
        </span>
      ))}
    </p>
  );
  return (
    <ChartCard
      title={title}
      summary={
        whole &&
        t.rich("perM2.summary", {
          median: format(whole.median),
          spread: middleHalf(whole),
          count: whole.estimates,
          link: (chunks) => <CountLink href={links.estimatesMade({ per_m2: figure })}>{chunks}</CountLink>,
        })
      }
      empty={!whole && { icon, title: t("perM2.none"), text: leftOut || t("perM2.howTheyCome") }}
      chart={
        <TrendLine
          label={title}
          color={color}
          format={formatScale}
          onChoose={(id) => {
            const item = items.find(({ from }) => from === id);
            if (item) router.push(listed(item));
          }}
          points={items.map((item) => {
            const spread = spreadOf(item);
            return {
              id: item.from,
              label: shortName(step, item.from),
              value: spread && scaled(spread.median),
              spread: spread ? { low: scaled(spread.low), high: scaled(spread.high) } : undefined,
              text: spread ? format(spread.median) : "",
              detail: spread
                ? t("perM2.estimates", { spread: middleHalf(spread), count: spread.estimates })
                : undefined,
            };
          })}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={steps}
          rowKey={({ from }) => from}
          columns={[
            {
              id: "step",
              header: t(`perM2.step.${step}`),
              rowHeader: true,
              cell: (item) => longName(t, step, item),
            },
            {
              id: "estimates",
              header: t("perM2.columns.estimates"),
              numeric: true,
              cell: (item) => <CountLink href={listed(item)}>{formatCount(item.spread.estimates)}</CountLink>,
            },
            {
              id: "median",
              header: t("perM2.columns.median"),
              numeric: true,
              cell: ({ spread }) => format(spread.median),
            },
            {
              id: "low",
              header: t("perM2.columns.low"),
              numeric: true,
              cell: ({ spread }) => format(spread.low),
            },
            {
              id: "high",
              header: t("perM2.columns.high"),
              numeric: true,
              cell: ({ spread }) => format(spread.high),
            },
          ]}
        />
      }
      note={
        <>
          <p>{t("perM2.howToRead")}</p>
          {leftOut}
        </>
      }
    />
  );
}

const shortName = (step: Trend["step"], from: string) =>
  step === "month" ? formatMonth(from) : formatDayAndMonth(from);

function longName(
  t: Translator<"dashboard">,
  step: Trend["step"],
  { from, to }: { from: string; to: string },
): string {
  if (step === "month") return formatMonth(from);
  return step === "day"
    ? formatDate(from)
    : t("perM2.week", { from: formatDayAndMonth(from), to: formatDate(to) });
}
