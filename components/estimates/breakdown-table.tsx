"use client";
import { Layers } from "lucide-react";
import type { EstimateAnswer } from "#components/data/answers.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";

type Carbon = NonNullable<EstimateAnswer["carbon"]>;

export interface BreakdownRow {
  key: string;
  name: string;
  /** Likely, decimal text in the estimate's currency. */
  cost: string;
  carbon: Carbon;
}

/** Cost and carbon modules by storey or by material; the foot is the estimate's own total, as the server summed it. */
export function BreakdownTable({
  caption,
  rows,
  cost,
  carbon,
}: {
  caption: string;
  rows: readonly BreakdownRow[];
  cost: EstimateAnswer["cost"];
  carbon: EstimateAnswer["carbon"];
}) {
  const { currency } = cost;
  const module = (id: keyof Carbon, header: string): Column<BreakdownRow> => ({
    id,
    header,
    numeric: true,
    sortBy: (row) => row.carbon[id],
    cell: (row) => formatCarbon(row.carbon[id]),
    footer: formatCarbon(carbon?.[id]),
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      tall
      empty={
        <EmptyState icon={Layers} title="Nothing here yet">
          No line has been priced or counted.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Name",
          rowHeader: true,
          className: "min-w-44",
          sortBy: (row) => row.name,
          cell: (row) => <span className="font-medium">{row.name}</span>,
          footer: "Total",
        },
        {
          id: "cost",
          header: "Likely cost",
          numeric: true,
          sortBy: (row) => approximateAmount({ amount: row.cost, currency }),
          cell: (row) => formatMoney({ amount: row.cost, currency }),
          footer: formatMoney({ amount: cost.likely, currency }),
        },
        module("a1_a3_kg", "A1–A3 Product"),
        module("a4_kg", "A4 Transport"),
        module("a5_kg", "A5 Construction"),
        module("biogenic_kg", "Biogenic, apart"),
      ]}
    />
  );
}
