"use client";
import { Leaf } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Waterfall } from "#components/charts/drawn.tsx";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCarbon, formatFigure, formatMass, formatPercent, NONE } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { CarbonByModuleAnswer } from "./answers.ts";
import { moduleColor } from "./module-color.ts";
import { useCarbonByModule } from "./queries.ts";

type Basis = "whole" | "area" | "year";
type Module = CarbonByModuleAnswer["modules"][number];

/** The estimate's carbon by module of EN 15978: whole, per floor area, or per floor area and year of the study period. */
export function CarbonByModuleCard({ estimate }: { estimate: EstimateDetailAnswer }) {
  const [years, setYears] = useState("");
  const carbon = useCarbonByModule(estimate.id, estimate.updated_at, years);
  return (
    <QueryView query={carbon} loading={<Skeleton className="h-96 rounded-lg" />}>
      {(data) => <Shown carbon={data} onYears={setYears} />}
    </QueryView>
  );
}

function Shown({ carbon, onYears }: { carbon: CarbonByModuleAnswer; onYears: (years: string) => void }) {
  const t = useTranslations("carbon-modules");
  const units = useUnits();
  const [asked, setBasis] = useState<Basis>("whole");
  const hasArea = carbon.floor_area_m2 !== null && carbon.floor_area_m2 > 0;
  const basis = hasArea ? asked : "whole";
  const { totals, study_period: period, expired } = carbon;
  const amountOf = (module: Module) =>
    basis === "whole" ? module.kg : basis === "area" ? module.per_m2 : module.per_m2_year;
  const text = (value: number | null) =>
    value === null
      ? NONE
      : basis === "whole"
        ? formatCarbon(value)
        : basis === "area"
          ? units.carbonPerArea(value)
          : t("byModule.perYear", { amount: units.carbonPerArea(value) });
  const whole = { whole: totals.whole_kg, area: totals.whole_per_m2, year: totals.whole_per_m2_year }[basis];
  const declared = carbon.modules.filter(({ kg }) => kg !== null);
  const benefits = carbon.modules.find(({ module }) => module === "D");
  const nothing = carbon.lines.length === 0;
  return (
    <ChartCard
      title={t("byModule.title")}
      summary={t("byModule.summary", { total: text(whole) })}
      controls={
        <>
          {hasArea && (
            <Segmented
              label={t("byModule.basis")}
              value={basis}
              onChange={setBasis}
              segments={[
                { value: "whole", label: t("byModule.whole") },
                { value: "area", label: t("byModule.perArea", { unit: units.symbol("m2") }) },
                { value: "year", label: t("byModule.perAreaYear", { unit: units.symbol("m2") }) },
              ]}
            />
          )}
          {basis === "year" && (
            <Segmented
              label={t("byModule.period")}
              value={String(period.years)}
              onChange={onYears}
              segments={["50", "60"].map((years) => ({
                value: years,
                label: t("byModule.years", { years }),
              }))}
            />
          )}
        </>
      }
      chart={
        <div className="grid grid-cols-1 gap-3">
          {expired.lines > 0 && (
            <Callout tone="warn" title={t("byModule.expired", { count: expired.lines })}>
              {t("byModule.expiredText", { mass: formatMass(Number(expired.mass_kg)) })}
            </Callout>
          )}
          <Waterfall
            label={t("byModule.chart")}
            steps={declared
              .filter(({ module }) => module !== "D")
              .map((module) => ({
                id: module.module,
                label: module.module,
                value: amountOf(module) ?? 0,
                text: text(amountOf(module)),
                detail: t("byModule.covered", { share: formatPercent(module.coverage) }),
                color: moduleColor(module.module),
              }))}
            total={{
              id: "total",
              label: t("byModule.total"),
              value: whole ?? 0,
              text: text(whole),
              color: moduleColor("total"),
            }}
          />
          <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 border-line border-t pt-2.5 text-ink-2 text-sm">
            <span>{t("byModule.quality")}</span>
            <span className="tabular-nums">
              {carbon.data_quality === null
                ? NONE
                : t("byModule.score", { score: formatFigure(Number(carbon.data_quality), { digits: 3 }) })}
            </span>
          </p>
          {benefits && benefits.kg !== null && (
            <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-ink-2 text-sm">
              <span>{t("byModule.beyond")}</span>
              <span className="tabular-nums">{text(amountOf(benefits))}</span>
            </p>
          )}
        </div>
      }
      table={
        <DataTable
          caption={t("byModule.chart")}
          rows={carbon.modules}
          rowKey={({ module }) => module}
          columns={[
            {
              id: "module",
              header: t("byModule.module"),
              rowHeader: true,
              cell: ({ module }) => (
                <span className="grid">
                  <span className="font-medium">{module}</span>
                  <span className="text-ink-3 text-xs">{t(`byModule.of.${module}`)}</span>
                </span>
              ),
            },
            {
              id: "amount",
              header: t("byModule.amount"),
              numeric: true,
              cell: (module) => text(amountOf(module)),
            },
            {
              id: "biogenic",
              header: t("byModule.biogenic"),
              numeric: true,
              cell: ({ biogenic_kg }) => formatCarbon(biogenic_kg),
            },
            {
              id: "coverage",
              header: t("byModule.coverage"),
              numeric: true,
              cell: ({ coverage, kg }) => (kg === null ? t("byModule.notDeclared") : formatPercent(coverage)),
            },
          ]}
        />
      }
      note={
        <>
          <p>{t("byModule.note")}</p>
          {basis === "year" && <p>{t("byModule.source", { years: period.years, source: period.source })}</p>}
        </>
      }
      empty={nothing && { icon: Leaf, title: t("byModule.emptyTitle"), text: t("byModule.emptyText") }}
    />
  );
}
