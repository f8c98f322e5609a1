"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ChartFigure } from "#components/charts/chart-figure.tsx";
import { DotSwatch } from "#components/charts/dot.tsx";
import { Scatter } from "#components/charts/drawn.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";

export interface ScatterPoint {
  /** Of the estimate; null: what was only asked about. */
  id: string | null;
  name: string;
  /** Money per m² in the chart's currency, a decimal text. */
  costPerM2: string;
  carbonPerM2: number;
}

/** What was only asked about, among the ids of estimates. */
const ASKED = "asked";

/** Cost against carbon per floor area, one dot an estimate, `mine` marked; the same figures as a table. */
export function CostAgainstCarbon({
  title,
  mine,
  others,
  currency,
}: {
  title: string;
  /** Null: it has no such figures. */
  mine: ScatterPoint | null;
  others: readonly ScatterPoint[];
  currency: string;
}) {
  const t = useTranslations("similar");
  const units = useUnits();
  const router = useRouter();
  const points = mine ? [...others, mine] : others;
  if (others.length === 0) return null;
  const symbol = units.symbol("m2");
  const cost = ({ costPerM2 }: ScatterPoint) =>
    `${formatMoney({ amount: units.pricePer(costPerM2, "m2"), currency }, { precision: "whole" })}/${symbol}`;
  const carbon = ({ carbonPerM2 }: ScatterPoint) => units.carbonPerArea(carbonPerM2);
  const words = (point: ScatterPoint) => `${cost(point)}, ${carbon(point)}`;
  const open = (id: string) => {
    if (id !== ASKED && id !== mine?.id) router.push(`/estimates/${id}`);
  };
  return (
    <ChartFigure
      label={title}
      summary={
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {mine && (
            <li className="inline-flex items-center gap-1.5">
              <DotSwatch marked />
              {mine.name}: {words(mine)}
            </li>
          )}
          <li className="inline-flex items-center gap-1.5">
            <DotSwatch marked={false} />
            {t("scatter.others")}
          </li>
        </ul>
      }
      chart={
        <Scatter
          label={title}
          dots={points.map((point) => ({
            id: point.id ?? ASKED,
            label: point.name,
            text: words(point),
            // In the reader's unit, so that the scales are round in it.
            x: Number(units.pricePer(point.costPerM2, "m2")),
            y: 1 / units.fromSi(1 / Math.max(point.carbonPerM2, 1e-9), "m2"),
            marked: point === mine,
          }))}
          x={{
            label: t("scatter.costPer", { symbol }),
            format: (amount) =>
              formatMoney({ amount: amount.toFixed(2), currency }, { precision: "compact" }),
          }}
          y={{
            label: t("scatter.carbonPer", { symbol }),
            format: (value) => formatFigure(value, { digits: 3 }),
          }}
          onChoose={open}
        />
      }
      table={
        <DataTable
          caption={title}
          tall
          rows={points}
          rowKey={(point) => point.id ?? ASKED}
          columns={[
            {
              id: "name",
              header: t("scatter.estimate"),
              rowHeader: true,
              className: "min-w-44",
              sortBy: ({ name }) => name,
              cell: ({ id, name }) =>
                id ? (
                  <Link href={`/estimates/${id}`} className={cn(rowLink, "break-words")}>
                    {name}
                  </Link>
                ) : (
                  name
                ),
            },
            {
              id: "cost",
              header: t("scatter.costPer", { symbol }),
              numeric: true,
              sortBy: ({ costPerM2 }) => Number(costPerM2),
              cell: cost,
            },
            {
              id: "carbon",
              header: t("scatter.carbonA1A3"),
              numeric: true,
              sortBy: ({ carbonPerM2 }) => carbonPerM2,
              cell: carbon,
            },
          ]}
        />
      }
    />
  );
}
