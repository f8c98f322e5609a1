"use client";
import { ChartNoAxesGantt } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Waterfall } from "#components/charts/drawn.tsx";
import { Swatch } from "#components/charts/legend.tsx";
import { partColor } from "#components/charts/palette.ts";
import type { BreakdownAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { decimalText } from "#components/format/decimal.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
import { DataTable } from "#components/ui/data-table.tsx";

/** From the price of the material to the likely total: labour, equipment, waste, and what the place adds or takes off. */
export function BuildUp({
  breakdown,
  estimate,
}: {
  breakdown: BreakdownAnswer;
  estimate: EstimateDetailAnswer;
}) {
  const t = useTranslations("estimate");
  const { currency, likely, build_up } = breakdown;
  const total = Number(likely);
  const shareOf = (amount: string) => formatPercent(total > 0 ? Number(amount) / total : 0);
  const money = (amount: string) => formatMoney({ amount, currency }, { precision: "compact" });
  const { factor } = estimate.location_factor;
  return (
    <ChartCard
      title={t("buildUp.title")}
      summary={t("buildUp.summary", { share: shareOf(build_up[0]?.amount ?? "0") })}
      chart={
        <Waterfall
          label={t("buildUp.chart")}
          steps={build_up.map(({ part, amount }) => ({
            id: part,
            label: t(`parts.${part}`),
            value: Number(amount),
            text: money(amount),
            detail: `${shareOf(amount)} · ${t(`partsHint.${part}`)}`,
            color: partColor("build_up", part).css,
          }))}
          total={{
            id: "total",
            label: t("parts.total"),
            value: total,
            text: money(likely),
            color: partColor("build_up", "total").css,
          }}
        />
      }
      table={
        <DataTable
          caption={t("buildUp.chart")}
          rows={build_up}
          rowKey={({ part }) => part}
          columns={[
            {
              id: "part",
              header: t("buildUp.part"),
              rowHeader: true,
              cell: ({ part }) => (
                <span className="grid">
                  <span className="flex items-center gap-2 font-medium">
                    <Swatch color={partColor("build_up", part).css} />
                    {t(`parts.${part}`)}
                  </span>
                  <span className="text-ink-3 text-xs">{t(`partsHint.${part}`)}</span>
                </span>
              ),
              footer: t("parts.total"),
            },
            {
              id: "amount",
              header: t("buildUp.amount"),
              numeric: true,
              cell: ({ amount }) => formatMoney({ amount, currency }),
              footer: formatMoney({ amount: likely, currency }),
            },
            {
              id: "share",
              header: t("buildUp.share"),
              numeric: true,
              cell: ({ amount }) => shareOf(amount),
            },
          ]}
        />
      }
      note={t("buildUp.locationNote", { place: placeName(estimate.location), factor: decimalText(factor) })}
      empty={
        total <= 0 && {
          icon: ChartNoAxesGantt,
          title: t("buildUp.emptyTitle"),
          text: t("buildUp.emptyText"),
        }
      }
    />
  );
}
