"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { Dot, ScatterDrawing } from "./scatter-drawing.tsx";

export interface ScatterPoint {
  /** Of the estimate; null: what was only asked about. */
  id: string | null;
  name: string;
  /** Money per m² in the chart's currency, a decimal text. */
  costPerM2: string;
  carbonPerM2: number;
}

/** As many as a person steps through by keyboard; the table has all of them. */
const MOST_STOPS = 30;

/** Cost against carbon per floor area, one dot an estimate, `mine` marked; the same figures stand in a table below. */
export function Scatter({
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
  const [shown, setShown] = useState<ScatterPoint | null>(null);
  const points = mine ? [...others, mine] : others;
  if (others.length === 0) return null;
  const cost = ({ costPerM2 }: ScatterPoint) =>
    `${formatMoney({ amount: units.pricePer(costPerM2, "m2"), currency }, { precision: "whole" })}/${units.symbol("m2")}`;
  const carbon = ({ carbonPerM2 }: ScatterPoint) => units.carbonPerArea(carbonPerM2);
  const x = scale(points.map(({ costPerM2 }) => Number(costPerM2)));
  const y = scale(points.map(({ carbonPerM2 }) => carbonPerM2));
  const words = (point: ScatterPoint) => `${point.name}: ${cost(point)}, ${carbon(point)}`;
  const perArea = (perM2: number) => 1 / units.fromSi(1 / perM2, "m2");
  const money = (perM2: number) =>
    formatMoney({ amount: units.pricePer(perM2.toFixed(2), "m2"), currency }, { precision: "compact" });
  return (
    <figure aria-label={title} className="grid grid-cols-1 gap-2">
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-ink-3 text-xs tabular-nums">
        <div aria-hidden className="flex h-56 flex-col justify-between text-right">
          <span>{formatFigure(perArea(y.high), { digits: 2 })}</span>
          <span>{formatFigure(perArea(y.low), { digits: 2 })}</span>
        </div>
        <ScatterDrawing
          title={title}
          dots={points.map((point) => ({
            id: point.id,
            label: words(point),
            x: x.at(Number(point.costPerM2)),
            y: y.at(point.carbonPerM2),
            isMine: point === mine,
            isShown: point === shown,
            show: () => setShown(point),
          }))}
          stops={points.length <= MOST_STOPS}
        />
        <span />
        <div aria-hidden className="mt-1 flex justify-between gap-2">
          <span>{money(x.low)}</span>
          <span className="text-center">
            {t("scatter.costPerAcrossA1A3CarbonIn", { symbol: units.symbol("m2") })}
          </span>
          <span>{money(x.high)}</span>
        </div>
      </div>
      <figcaption className="flex min-h-5 flex-wrap gap-x-4 gap-y-1 text-ink-2 text-sm">
        {mine && (
          <span className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" className="size-3.5 shrink-0 text-chart-3">
              <Dot x={50} y={50} isMine small />
            </svg>
            {words(mine)}
          </span>
        )}
        <span className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" className="size-3.5 shrink-0">
            <Dot x={50} y={50} small />
          </svg>
          {t("scatter.others")}
        </span>
        <span className="font-medium text-ink" aria-hidden>
          {shown && shown !== mine && words(shown)}
        </span>
      </figcaption>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink touch:py-3">
          {t("scatter.asATable")}
        </summary>
        <DataTable
          caption={title}
          tall
          rows={points}
          rowKey={(point) => point.id ?? "asked"}
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
              header: t("scatter.costPer", { symbol: units.symbol("m2") }),
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
      </details>
    </figure>
  );
}

/** From values to 0..100, with a little room at both ends. */
function scale(values: readonly number[]) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  // Not less than a tenth of the values, so that figures which are nearly the same look so.
  const room = Math.max((most - least) * 0.08, Math.abs(most) * 0.1) || 1;
  const [low, high] = [Math.max(0, least - room), most + room];
  return { low, high, at: (value: number) => ((value - low) / (high - low)) * 100 };
}
