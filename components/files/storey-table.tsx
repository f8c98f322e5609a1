"use client";
import { Layers } from "lucide-react";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatCount } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { ShareBar } from "#components/ui/charts.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { StoreyRow } from "./types.ts";

export function StoreyTable({ storeys }: { storeys: readonly StoreyRow[] }) {
  const units = useUnits();
  const most = Math.max(1, ...storeys.map((storey) => storey.carbon_kg ?? 0));
  return (
    <DataTable
      caption="By storey"
      rows={storeys}
      rowKey={(storey) => `${storey.elevation_m} ${storey.name}`}
      initialSort={{ id: "elevation", descending: true }}
      empty={
        <EmptyState icon={Layers} title="No storeys">
          The file places its elements in no storey.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Storey",
          rowHeader: true,
          cell: (storey) => <span className="font-medium">{storey.name || "Without a name"}</span>,
        },
        {
          id: "elevation",
          header: "Elevation",
          numeric: true,
          sortBy: (storey) => storey.elevation_m,
          cell: (storey) => units.quantity(storey.elevation_m, "m"),
        },
        {
          id: "elements",
          header: "Elements",
          numeric: true,
          sortBy: (storey) => storey.elements,
          cell: (storey) => formatCount(storey.elements),
        },
        {
          id: "area",
          header: "Gross area",
          numeric: true,
          cell: (storey) => units.quantity(storey.gross_area_m2, "m2"),
        },
        {
          id: "cost",
          header: "Likely cost",
          numeric: true,
          cell: (storey) => formatMoney(storey.cost, { precision: "whole" }),
        },
        {
          id: "carbon",
          header: "Carbon A1–A5",
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
