"use client";
import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Columns } from "#components/charts/drawn.tsx";
import type { UncertaintyAnswer } from "#components/data/answers.ts";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { COLOR, figureOf, type Measure } from "./figures.ts";

const PERCENTILES = ["p10", "p50", "p80", "p90", "mean", "likely"] as const;

/** The simulated totals: a histogram, and the percentiles as a table. */
export function Totals({ answer, of }: { answer: UncertaintyAnswer; of: Measure }) {
  const t = useTranslations("uncertainty");
  const simulated = answer[of];
  const figure = figureOf(answer, of);
  const { method, quantities, priced_elements } = answer;
  if (!simulated)
    return (
      <ChartCard
        title={t("title")}
        chart={null}
        table={null}
        empty={{
          icon: ChartColumn,
          title: t("emptyTitle"),
          text: of === "cost" ? t("emptyCost") : t("emptyCarbon"),
        }}
      />
    );
  const { histogram, likely } = simulated;
  const ahead = Number(simulated.p80) - Number(likely);
  const spreads = quantities
    .map(({ source }) =>
      t(`sources.${source}`, { spread: formatPercent(method.quantity_spreads[source] ?? 0) }),
    )
    .join(", ");
  const shares = quantities
    .map(({ source, share }) => t(`sourceShare.${source}`, { share: formatPercent(share) }))
    .join(", ");
  const bars = histogram.counts.map((count, at) => {
    const from = histogram.from + at * histogram.step;
    return {
      id: String(at),
      label: t("bar", { from: figure(from.toFixed(2)), to: figure((from + histogram.step).toFixed(2)) }),
      value: count,
      text: t("barText", { count, share: formatPercent(count / method.iterations) }),
      tick: figure(from.toFixed(2)),
    };
  });
  return (
    <ChartCard
      title={t("title")}
      summary={t("summary", {
        p10: figure(simulated.p10),
        p90: figure(simulated.p90),
        share: formatPercent(simulated.above_likely),
        likely: figure(likely),
      })}
      chart={
        <div className="grid gap-3">
          <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
            {(["p10", "p50", "p80", "p90"] as const).map((percentile) => (
              <div key={percentile}>
                <dt className="text-ink-2 text-sm">{t(`name.${percentile}`)}</dt>
                <dd className="font-semibold text-lg tabular-nums">{figure(simulated[percentile])}</dd>
              </div>
            ))}
          </dl>
          <Columns
            label={t("chart")}
            columns={bars}
            top={Math.max(...histogram.counts)}
            format={(value) => formatPercent(value / method.iterations)}
            color={COLOR[of]}
          />
          <p className="text-ink-2 text-sm">
            {ahead > 0
              ? t("contingency", {
                  amount: figure(ahead.toFixed(2)),
                  share: formatPercent(ahead / Number(likely)),
                })
              : t("noContingency")}
          </p>
        </div>
      }
      table={
        <DataTable
          caption={t("table")}
          rows={PERCENTILES}
          rowKey={(row) => row}
          columns={[
            { id: "percentile", header: t("percentile"), rowHeader: true, cell: (row) => t(`name.${row}`) },
            { id: "amount", header: t("amount"), numeric: true, cell: (row) => figure(simulated[row]) },
            { id: "meaning", header: t("meaning"), cell: (row) => t(`means.${row}`) },
          ]}
        />
      }
      note={
        <div className="grid gap-1">
          {shares && <p>{t("quantities", { shares })}</p>}
          <p>
            {t("note", {
              iterations: formatCount(method.iterations),
              share: formatPercent(priced_elements),
              spreads,
            })}
          </p>
        </div>
      }
    />
  );
}
