"use client";
import { Ruler } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { BenchmarkBars } from "#components/charts/drawn.tsx";
import { partColor } from "#components/charts/palette.ts";
import type { BreakdownAnswer } from "#components/data/answers.ts";
import { formatFigure } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Help } from "#components/onboarding/help.tsx";
import { DataTable } from "#components/ui/data-table.tsx";

type Use = BreakdownAnswer["benchmark"]["uses"][number];
type Band = Use["bands"][number];

const MODULES = ["a1_a3_kg", "a4_kg", "a5_kg"] as const;

/** Carbon per floor area against the published bands of uses. */
export function Benchmarks({
  breakdown: { carbon, benchmark },
  areaM2,
}: {
  breakdown: BreakdownAnswer;
  areaM2: number | null;
}) {
  const t = useTranslations("estimate");
  const units = useUnits();
  const perM2 = benchmark.a1_a5_kg_m2;
  const amount = (kg: number) => units.carbonPerArea(kg);
  /** On the scale of the reader's unit of area, so that its steps are round. */
  const scaled = (kg: number) => kg / units.fromSi(1, "m2");
  const verdict = ({ band }: Use) =>
    band === null ? t("benchmark.above") : t("benchmark.band", { letter: band });
  const bandsOf = ({ bands }: Use) =>
    bands.map((band, index) => {
      const from = bands[index - 1]?.below_kg_m2 ?? 0;
      return {
        letter: band.letter,
        from: scaled(from),
        to: scaled(band.below_kg_m2),
        text:
          from === 0
            ? t("benchmark.below", { to: amount(band.below_kg_m2) })
            : t("benchmark.between", { from: amount(from), to: amount(band.below_kg_m2) }),
        target: band.target ? t(`benchmark.target${band.target}`) : undefined,
      };
    });
  const chart =
    perM2 !== null && carbon && areaM2 ? (
      <BenchmarkBars
        label={t("benchmark.chart")}
        measured={{
          label: t("benchmark.this"),
          value: scaled(perM2),
          text: amount(perM2),
          parts: MODULES.map((module) => ({
            id: module,
            label: t(`module.${module}`),
            value: Math.max(0, scaled(carbon[module] / areaM2)),
            text: amount(carbon[module] / areaM2),
            color: partColor("module", module).css,
          })),
        }}
        rows={benchmark.uses.map((use) => ({
          id: use.use,
          label: t(`benchmark.use.${use.use}`),
          bands: bandsOf(use),
          verdict: verdict(use),
        }))}
        unit={t("benchmark.unit", { area: units.symbol("m2") })}
        format={(value) => formatFigure(value)}
      />
    ) : null;
  return (
    <ChartCard
      title={t("benchmark.title")}
      summary={perM2 !== null && t("benchmark.summary", { text: amount(perM2) })}
      controls={<Help topic="benchmark" />}
      chart={chart}
      table={<UsesTable uses={benchmark.uses} verdict={verdict} amount={amount} />}
      note={
        <>
          <p>
            {t("benchmark.targets")} {t("benchmark.caution")}
          </p>
          <p>
            {t.rich("benchmark.source", {
              name: benchmark.name,
              publisher: benchmark.publisher,
              year: String(benchmark.year),
              link: (chunks) => (
                <a href={benchmark.url} rel="noreferrer" target="_blank" className="underline">
                  {chunks}
                </a>
              ),
            })}
          </p>
        </>
      }
      empty={
        chart === null && {
          icon: Ruler,
          title: t("benchmark.emptyTitle"),
          text: carbon === null ? t("benchmark.emptyCarbon") : t("benchmark.emptyArea"),
        }
      }
    />
  );
}

function UsesTable({
  uses,
  verdict,
  amount,
}: {
  uses: readonly Use[];
  verdict: (use: Use) => string;
  amount: (kg: number) => string;
}) {
  const t = useTranslations("estimate");
  const target = ({ bands }: Use, year: Band["target"]) => {
    const band = bands.find((one) => one.target === year);
    return band ? t("benchmark.below", { to: amount(band.below_kg_m2) }) : null;
  };
  return (
    <DataTable
      caption={t("benchmark.chart")}
      rows={uses}
      rowKey={({ use }) => use}
      columns={[
        {
          id: "use",
          header: t("benchmark.columnUse"),
          rowHeader: true,
          cell: ({ use }) => <span className="font-medium">{t(`benchmark.use.${use}`)}</span>,
        },
        { id: "band", header: t("benchmark.columnBand"), cell: verdict },
        {
          id: "2030",
          header: t("benchmark.columnTarget", { year: "2030" }),
          numeric: true,
          cell: (use) => target(use, "2030"),
        },
        {
          id: "2020",
          header: t("benchmark.columnTarget", { year: "2020" }),
          numeric: true,
          cell: (use) => target(use, "2020"),
        },
      ]}
    />
  );
}
