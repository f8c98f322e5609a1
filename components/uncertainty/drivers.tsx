"use client";
import { ChartNoAxesGantt } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Tornado } from "#components/charts/drawn.tsx";
import type { UncertaintyAnswer } from "#components/data/answers.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { COLOR, figureOf, type Measure } from "./figures.ts";

/** A tornado chart: the total at the ends of each input's range. */
export function Drivers({ answer, of }: { answer: UncertaintyAnswer; of: Measure }) {
  const t = useTranslations("uncertainty");
  const simulated = answer[of];
  if (!simulated) return null;
  const figure = figureOf(answer, of);
  const rows = simulated.drivers.map(({ kind, catalogue_id, name, low, high }) => ({
    id: `${kind}/${catalogue_id}`,
    label: t(`drivers.${kind}`, { name }),
    low: Number(low),
    high: Number(high),
    text: figure((Number(high) - Number(low)).toFixed(2)),
    detail: t("drivers.detail", { low: figure(low), high: figure(high) }),
    color: COLOR[of],
  }));
  const [widest] = rows;
  return (
    <ChartCard
      title={t("drivers.title")}
      summary={widest && t("drivers.summary", { name: widest.label, swing: widest.text })}
      chart={<Tornado label={t("drivers.chart")} rows={rows} middle={Number(simulated.likely)} />}
      table={
        <DataTable
          caption={t("drivers.chart")}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { id: "input", header: t("drivers.input"), rowHeader: true, cell: ({ label }) => label },
            {
              id: "low",
              header: t("drivers.low"),
              numeric: true,
              cell: ({ low }) => figure(low.toFixed(2)),
              sortBy: ({ low }) => low,
            },
            {
              id: "high",
              header: t("drivers.high"),
              numeric: true,
              cell: ({ high }) => figure(high.toFixed(2)),
              sortBy: ({ high }) => high,
            },
            {
              id: "swing",
              header: t("drivers.swing"),
              numeric: true,
              cell: ({ text }) => text,
              sortBy: ({ low, high }) => high - low,
            },
          ]}
        />
      }
      empty={
        rows.length === 0 && {
          icon: ChartNoAxesGantt,
          title: t("drivers.emptyTitle"),
          text: t("drivers.emptyText"),
        }
      }
    />
  );
}
