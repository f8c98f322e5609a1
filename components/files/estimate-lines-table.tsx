"use client";
import { ReceiptText } from "lucide-react";
import { approximateAmount, formatMoney, type Money } from "#components/format/money.ts";
import { formatCarbon, formatQuantity } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { classLabel } from "./labels.ts";
import type { EstimateLine } from "./types.ts";

export interface EstimateLinesTableProps {
  lines: readonly EstimateLine[];
  /** As the server summed it, to the cent. */
  total: Money | null;
}

/** The lines behind the total, each with its code, its parts and its source. Unpriced ones say so. */
export function EstimateLinesTable({ lines, total }: EstimateLinesTableProps) {
  const part = (id: "material" | "labour" | "equipment", header: string): Column<EstimateLine> => ({
    id,
    header,
    numeric: true,
    cell: (line) => formatMoney(line[id]),
  });
  return (
    <DataTable
      caption="Estimate lines"
      rows={lines}
      rowKey={(line) => line.id}
      tall
      empty={
        <EmptyState icon={ReceiptText} title="No lines">
          The file has no element that can be priced. Assign its materials first.
        </EmptyState>
      }
      columns={[
        {
          id: "description",
          header: "Item",
          rowHeader: true,
          className: "min-w-56",
          sortBy: (line) => line.description,
          footer: "Total",
          cell: (line) => (
            <span className="grid">
              <span className="flex flex-wrap items-center gap-1.5 font-medium">
                {line.description}
                {line.proxy && <Badge tone="warn">Proxy</Badge>}
              </span>
              <span className="text-ink-3 text-xs">
                {[line.ifc_class && classLabel(line.ifc_class), line.storey, codes(line)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          ),
        },
        {
          id: "quantity",
          header: "Quantity",
          numeric: true,
          cell: (line) => formatQuantity(line.quantity, line.unit, { digits: 6 }),
        },
        { id: "rate", header: "Unit rate", numeric: true, cell: (line) => formatMoney(line.unit_rate) },
        part("material", "Material"),
        part("labour", "Labour"),
        part("equipment", "Equipment"),
        {
          id: "total",
          header: "Total",
          numeric: true,
          sortBy: (line) => (line.total ? approximateAmount(line.total) : null),
          cell: (line) =>
            line.total ? (
              <span className="font-medium">{formatMoney(line.total)}</span>
            ) : (
              <Badge tone="warn">Unpriced</Badge>
            ),
          footer: formatMoney(total),
        },
        {
          id: "carbon",
          header: "A1–A3",
          numeric: true,
          sortBy: (line) => line.carbon_a1_a3_kg,
          cell: (line) => formatCarbon(line.carbon_a1_a3_kg),
        },
        {
          id: "source",
          header: "Source",
          className: "min-w-48 text-ink-2 text-sm",
          cell: (line) => line.source,
        },
      ]}
    />
  );
}

function codes({ codes: { masterformat, uniformat, din276 } }: EstimateLine): string {
  return [masterformat && `MF ${masterformat}`, uniformat && `UF ${uniformat}`, din276 && `DIN ${din276}`]
    .filter(Boolean)
    .join(", ");
}
