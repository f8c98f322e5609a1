"use client";
import { LayoutGrid } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ChartCard } from "#components/charts/chart-card.tsx";
import { Swatch } from "#components/charts/legend.tsx";
import { colorOf } from "#components/charts/thing-colors.ts";
import { Treemap } from "#components/charts/treemap.tsx";
import { nodeAt, shownOf } from "#components/charts/treemap-tree.ts";
import type { BreakdownAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent } from "#components/format/numbers.ts";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt, NO_STOREY } from "#components/takeoff/view.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type Cell, carbonOf, cellName, type Metric, treeOf, type Words } from "./composition-tree.ts";

/** Cost or carbon as areas: storey, in it class, in it material. */
export function Composition({
  fileId,
  breakdown,
}: {
  /** Whose take-off the rows of its table open to; null: there is none. */
  fileId: string | null;
  breakdown: BreakdownAnswer;
}) {
  const t = useTranslations("estimate");
  const [metric, setMetric] = useState<Metric>("cost");
  const [path, setPath] = useState<readonly string[]>([]);
  const { cells, currency } = breakdown;
  const words = useMemo<Words>(
    () => ({
      all: t("composition.all"),
      noStorey: t("composition.noStorey"),
      noClass: t("composition.noClass"),
      folded: (count) => t("composition.folded", { count }),
      money: (amount) => formatMoney({ amount, currency }, { precision: "compact" }),
      carbon: (kg) => formatCarbon(kg),
    }),
    [t, currency],
  );
  const root = useMemo(() => treeOf(cells, metric, words), [cells, metric, words]);
  const shown = shownOf(nodeAt(root, path));
  const left = shown.groups.reduce((sum, { rest }) => sum + rest, 0);
  const largest = [...root.children].sort((a, b) => b.value - a.value)[0];
  return (
    <ChartCard
      title={t("composition.title")}
      summary={
        largest &&
        root.value > 0 &&
        t("composition.summary", {
          name: largest.label,
          text: largest.text,
          share: formatPercent(largest.value / root.value),
        })
      }
      controls={
        <Segmented
          label={t("composition.metric")}
          value={metric}
          onChange={setMetric}
          segments={[
            { value: "cost", label: t("composition.cost") },
            { value: "carbon", label: t("composition.carbon") },
          ]}
        />
      }
      chart={
        root.value > 0 ? (
          <Treemap label={t("composition.title")} root={root} path={path} onPath={setPath} />
        ) : (
          <EmptyState icon={LayoutGrid} title={t("composition.emptyTitle")}>
            {metric === "cost" ? t("composition.emptyCost") : t("composition.emptyCarbon")}
          </EmptyState>
        )
      }
      table={<CellsTable fileId={fileId} breakdown={breakdown} words={words} />}
      note={
        <>
          {t("composition.hint")}
          {left > 0 && ` ${t("composition.rest", { count: left })}`}
        </>
      }
      empty={
        cells.length === 0 && {
          icon: LayoutGrid,
          title: t("composition.emptyTitle"),
          text: t("composition.emptyCost"),
        }
      }
    />
  );
}

function CellsTable({
  fileId,
  breakdown,
  words,
}: {
  fileId: string | null;
  breakdown: BreakdownAnswer;
  words: Words;
}) {
  const t = useTranslations("estimate");
  const { cells, currency, carbon } = breakdown;
  const key = (cell: Cell) => `${cell.storey_order}|${cell.ifc_class}|${cell.catalogue_id}`;
  return (
    <DataTable
      caption={t("composition.title")}
      rows={cells}
      rowKey={key}
      tall
      columns={[
        {
          id: "material",
          header: t("composition.material"),
          rowHeader: true,
          className: "min-w-44",
          sortBy: (cell) => cellName(cell, words),
          cell: (cell) => (
            <span className="flex items-center gap-2 font-medium">
              {cell.catalogue_id && <Swatch color={colorOf("material", cell.catalogue_id).css} />}
              <TotalLink href={elementsOf(fileId, cell)}>{cellName(cell, words)}</TotalLink>
            </span>
          ),
          footer: <TotalLink href={elementsAt(fileId, {})}>{t("lines.total")}</TotalLink>,
        },
        {
          id: "storey",
          header: t("composition.storey"),
          sortBy: (cell) => cell.storey_order,
          cell: (cell) => cell.storey ?? words.noStorey,
        },
        {
          id: "class",
          header: t("composition.class"),
          sortBy: (cell) => cell.ifc_class,
          cell: (cell) => cell.ifc_class && classLabel(cell.ifc_class),
        },
        {
          id: "cost",
          header: t("composition.likely"),
          numeric: true,
          sortBy: (cell) => Number(cell.cost),
          cell: (cell) => formatMoney({ amount: cell.cost, currency }),
          footer: formatMoney({ amount: breakdown.likely, currency }),
        },
        {
          id: "carbon",
          header: t("composition.a1a5"),
          numeric: true,
          sortBy: carbonOf,
          cell: (cell) => formatCarbon(carbonOf(cell)),
          footer: formatCarbon(carbon && carbonOf({ carbon })),
        },
      ]}
    />
  );
}

/** Null for what has no entry or no elements of its own: additions and what is folded. */
const elementsOf = (fileId: string | null, { catalogue_id, storey, ifc_class }: Cell) =>
  catalogue_id && ifc_class
    ? elementsAt(fileId, { entry: catalogue_id, storey: storey ?? NO_STOREY, class: ifc_class })
    : null;
