"use client";
import { Leaf } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { partColor } from "#components/charts/palette.ts";
import { StackedBars } from "#components/charts/stacked-bars.tsx";
import { colorOf } from "#components/charts/thing-colors.ts";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { formatCarbon, formatPercent } from "#components/format/numbers.ts";
import { BreakdownTable } from "./breakdown-table.tsx";

const MODULES = ["a1_a3_kg", "a4_kg", "a5_kg"] as const;
type Modules = Record<(typeof MODULES)[number], number>;

/** So many materials have a row; the rest stand together in the last. */
const ROWS = 10;

const totalOf = (carbon: Modules) => MODULES.reduce((sum, module) => sum + carbon[module], 0);

/** The materials that emit most, each split by module of EN 15978. */
export function CarbonByMaterial({ estimate }: { estimate: EstimateDetailAnswer }) {
  const t = useTranslations("estimate");
  const { carbon, by_material, cost } = estimate;
  const emitting = by_material
    .filter((entry) => totalOf(entry.carbon) > 0)
    .sort((a, b) => totalOf(b.carbon) - totalOf(a.carbon));
  const [shown, others] = [emitting.slice(0, ROWS), emitting.slice(ROWS)];
  const all = carbon ? totalOf(carbon) : 0;
  const first = shown[0];
  const rowOf = (id: string, label: string, color: string | undefined, modules: Modules) => ({
    id,
    label,
    color,
    text: formatCarbon(totalOf(modules)),
    parts: MODULES.map((module) => ({
      value: Math.max(0, modules[module]),
      text: formatCarbon(modules[module]),
    })),
  });
  return (
    <ChartCard
      title={t("byMaterial.title")}
      summary={
        first &&
        t("byMaterial.summary", {
          name: first.name,
          share: formatPercent(all > 0 ? totalOf(first.carbon) / all : 0),
        })
      }
      chart={
        <StackedBars
          label={t("byMaterial.chart")}
          series={MODULES.map((module) => ({
            id: module,
            label: t(`module.${module}`),
            color: partColor("module", module).css,
          }))}
          rows={[
            ...shown.map(({ catalogue_id, name, carbon: modules }) =>
              rowOf(catalogue_id, name, colorOf("material", catalogue_id).css, modules),
            ),
            ...(others.length > 0
              ? [
                  rowOf(
                    "others",
                    t("byMaterial.others", { count: others.length }),
                    undefined,
                    sumOf(others.map((entry) => entry.carbon)),
                  ),
                ]
              : []),
          ]}
        />
      }
      table={
        <BreakdownTable
          fileId={estimate.file_id}
          caption={t("byMaterial.title")}
          kind="material"
          rows={emitting.map(({ catalogue_id, ...row }) => ({ ...row, key: catalogue_id }))}
          cost={cost}
          carbon={carbon}
        />
      }
      note={t("byMaterial.note")}
      empty={
        emitting.length === 0 && {
          icon: Leaf,
          title: t("byMaterial.emptyTitle"),
          text: t("byMaterial.emptyText"),
        }
      }
    />
  );
}

function sumOf(all: readonly Modules[]): Modules {
  const sum = { a1_a3_kg: 0, a4_kg: 0, a5_kg: 0 };
  for (const one of all) for (const module of MODULES) sum[module] += one[module];
  return sum;
}
