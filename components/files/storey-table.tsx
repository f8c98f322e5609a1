"use client";
import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { ShareBar } from "#components/charts/inline.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatCount } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { StoreyRow } from "./types.ts";

export function StoreyTable({
  fileId,
  storeys,
}: {
  /** Whose take-off the rows open to; null: there is none. */
  fileId: string | null;
  storeys: readonly StoreyRow[];
}) {
  const t = useTranslations("files");
  const units = useUnits();
  const most = Math.max(1, ...storeys.map((storey) => storey.carbon_kg ?? 0));
  return (
    <DataTable
      caption={t("storeyTable.byStorey")}
      rows={storeys}
      rowKey={(storey) => `${storey.elevation_m} ${storey.name}`}
      initialSort={{ id: "elevation", descending: true }}
      empty={
        <EmptyState icon={Layers} title={t("storeyTable.noStoreys")}>
          {t("storeyTable.theFilePlacesItsElementsInNo")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("storeyTable.storey"),
          rowHeader: true,
          cell: (storey) => (
            <span className="font-medium">
              <TotalLink href={elementsAt(fileId, { storey: storey.name })}>
                {storey.name || t("storeyTable.withoutAName")}
              </TotalLink>
            </span>
          ),
        },
        {
          id: "elevation",
          header: t("storeyTable.elevation"),
          numeric: true,
          sortBy: (storey) => storey.elevation_m,
          cell: (storey) => units.quantity(storey.elevation_m, "m"),
        },
        {
          id: "elements",
          header: t("storeyTable.elements"),
          numeric: true,
          sortBy: (storey) => storey.elements,
          cell: (storey) => formatCount(storey.elements),
        },
        {
          id: "area",
          header: t("storeyTable.grossArea"),
          numeric: true,
          cell: (storey) => units.quantity(storey.gross_area_m2, "m2"),
        },
        {
          id: "cost",
          header: t("storeyTable.likelyCost"),
          numeric: true,
          cell: (storey) => formatMoney(storey.cost, { precision: "whole" }),
        },
        {
          id: "carbon",
          header: t("storeyTable.carbonA1A5"),
          numeric: true,
          sortBy: (storey) => storey.carbon_kg,
          cell: (storey) => (
            <span className="inline-flex items-center justify-end gap-3">
              <ShareBar share={(storey.carbon_kg ?? 0) / most} />
              <span className="min-w-20">{formatCarbon(storey.carbon_kg)}</span>
            </span>
          ),
        },
      ]}
    />
  );
}
