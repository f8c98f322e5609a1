"use client";
import { Leaf } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Waterfall } from "#components/charts/drawn.tsx";
import { formatFigure, NONE } from "#components/format/numbers.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { EpdDetailAnswer } from "./answers.ts";
import { moduleColor } from "./module-color.ts";
import { declaredUnit } from "./words.tsx";

/** What the data set declares by module, as it declares it; benefits beyond the system (D) stand in the table alone. */
export function ModulesCard({ epd }: { epd: EpdDetailAnswer }) {
  const t = useTranslations("epd");
  const { modules } = epd;
  const unit = declaredUnit(epd);
  const amountOf = ({ total, fossil, biogenic, luluc }: (typeof modules)[number]) =>
    total !== null
      ? Number(total)
      : [fossil, biogenic, luluc].reduce((sum, part) => sum + Number(part ?? 0), 0);
  // Of a module in several scenarios the table has all; the drawing one, since they exclude each other.
  const drawn = modules.filter(
    (row, at) => row.module !== "D" && modules.findIndex(({ module }) => module === row.module) === at,
  );
  const total = drawn.reduce((sum, row) => sum + amountOf(row), 0);
  const text = (kg: number) => t("modules.kg", { figure: formatFigure(kg) });
  const figure = (value: string | null) =>
    value === null ? NONE : formatFigure(Number(value), { digits: 4 });
  return (
    <ChartCard
      title={t("modules.title")}
      summary={t("modules.summary", { unit })}
      chart={
        <Waterfall
          label={t("modules.chart", { unit })}
          steps={drawn.map((row) => ({
            id: row.module,
            label: row.module,
            value: amountOf(row),
            text: text(amountOf(row)),
            detail: t(`modules.of.${row.module as "A4"}`),
            color: moduleColor(row.module),
          }))}
          total={{
            id: "total",
            label: t("modules.total"),
            value: total,
            text: text(total),
            color: moduleColor("total"),
          }}
        />
      }
      table={
        <DataTable
          caption={t("modules.chart", { unit })}
          rows={modules}
          rowKey={({ module, scenario }) => `${module} ${scenario ?? ""}`}
          columns={[
            {
              id: "module",
              header: t("modules.module"),
              rowHeader: true,
              cell: ({ module, scenario }) => (
                <span className="grid">
                  <span className="font-medium">{module}</span>
                  <span className="text-ink-3 text-xs">
                    {[t(`modules.of.${module as "A4"}`), scenario].filter(Boolean).join(" · ")}
                  </span>
                </span>
              ),
            },
            {
              id: "total",
              header: t("modules.gwpTotal"),
              numeric: true,
              cell: ({ total: kg }) => figure(kg),
            },
            {
              id: "fossil",
              header: t("modules.gwpFossil"),
              numeric: true,
              cell: ({ fossil }) => figure(fossil),
            },
            {
              id: "biogenic",
              header: t("modules.gwpBiogenic"),
              numeric: true,
              cell: ({ biogenic }) => figure(biogenic),
            },
            { id: "luluc", header: t("modules.gwpLuluc"), numeric: true, cell: ({ luluc }) => figure(luluc) },
          ]}
        />
      }
      note={t("modules.note")}
      empty={
        modules.length === 0 && { icon: Leaf, title: t("modules.emptyTitle"), text: t("modules.emptyText") }
      }
    />
  );
}
