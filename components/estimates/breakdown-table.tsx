"use client";
import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { Swatch } from "#components/charts/legend.tsx";
import { type ColorKind, colorOf } from "#components/charts/thing-colors.ts";
import type { EstimateAnswer } from "#components/data/answers.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt, NO_STOREY } from "#components/takeoff/view.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";

type Carbon = NonNullable<EstimateAnswer["carbon"]>;

const MODULES = ["a1_a3_kg", "a4_kg", "a5_kg", "biogenic_kg"] as const satisfies readonly (keyof Carbon)[];

export interface BreakdownRow {
  key: string;
  name: string;
  /** Likely, decimal text in the estimate's currency. */
  cost: string;
  carbon: Carbon;
}

/** Cost and carbon modules by storey or by material; the foot is the estimate's own total, as the server summed it. */
export function BreakdownTable({
  fileId,
  caption,
  kind,
  rows,
  cost,
  carbon,
}: {
  /** Whose take-off the rows open to; null: there is none. */
  fileId: string | null;
  caption: string;
  /** What the rows are, for the colour that they have in charts and in the model. */
  kind: Extract<ColorKind, "material" | "storey">;
  rows: readonly BreakdownRow[];
  cost: EstimateAnswer["cost"];
  carbon: EstimateAnswer["carbon"];
}) {
  const t = useTranslations("estimate");
  const { currency } = cost;
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      tall
      empty={
        <EmptyState icon={Layers} title={t("lines.emptyTitle")}>
          {t("lines.emptyText")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("lines.name"),
          rowHeader: true,
          className: "min-w-44",
          sortBy: (row) => row.name,
          cell: (row) => (
            <span className="flex items-center gap-2 font-medium">
              <Swatch color={colorOf(kind, row.key).css} />
              <TotalLink href={elementsAt(fileId, chosenBy(kind, row.key))}>{row.name}</TotalLink>
            </span>
          ),
          footer: <TotalLink href={elementsAt(fileId, {})}>{t("lines.total")}</TotalLink>,
        },
        {
          id: "cost",
          header: t("lines.likely"),
          numeric: true,
          sortBy: (row) => approximateAmount({ amount: row.cost, currency }),
          cell: (row) => formatMoney({ amount: row.cost, currency }),
          footer: formatMoney({ amount: cost.likely, currency }),
        },
        ...MODULES.map(
          (module): Column<BreakdownRow> => ({
            id: module,
            header: t(`module.${module}`),
            numeric: true,
            sortBy: (row) => row.carbon[module],
            cell: (row) => formatCarbon(row.carbon[module]),
            footer: formatCarbon(carbon?.[module]),
          }),
        ),
      ]}
    />
  );
}

/** What leaves the elements of a row: those estimated as its entry, or those of its storey. */
const chosenBy = (kind: "material" | "storey", key: string) =>
  kind === "material" ? { entry: key } : { storey: key || NO_STOREY };
