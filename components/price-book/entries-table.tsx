"use client";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import type { PriceBookEntry } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** Prices and carbon factors of a version, each with where it comes from. */
export function EntriesTable({
  entries,
  currency,
  renderActions,
}: {
  entries: readonly PriceBookEntry[];
  currency: string;
  renderActions?: (entry: PriceBookEntry) => ReactNode;
}) {
  return (
    <DataTable
      caption="Prices and carbon factors"
      rows={entries}
      rowKey={(entry) => entry.catalogue_id}
      tall
      empty={
        <EmptyState icon={SearchX} title="No entry matches">
          Change the search or the filter.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Entry",
          rowHeader: true,
          className: "min-w-52",
          sortBy: (entry) => entry.name,
          cell: (entry) => (
            <span className="grid">
              <span className="flex flex-wrap items-center gap-1.5 font-medium">
                {entry.name}
                {entry.entry && <Badge tone="ok">Your entry</Badge>}
              </span>
              <span className="text-ink-3 text-xs">{[entry.catalogue_id, ...entry.aliases].join(" · ")}</span>
            </span>
          ),
        },
        { id: "unit", header: "Unit", cell: (entry) => unitSymbol(entry.unit) },
        {
          id: "material",
          header: "Material/unit",
          numeric: true,
          sortBy: (entry) => (entry.price ? Number(entry.price.material_price) : null),
          cell: ({ price }) =>
            price ? (
              formatMoney({ amount: price.material_price, currency }, { precision: "minor" })
            ) : (
              <Badge tone="warn">No price</Badge>
            ),
        },
        {
          id: "labour",
          header: "Labour h/unit",
          numeric: true,
          cell: ({ price }) => formatFigure(price && Number(price.labour_hours)),
        },
        {
          id: "equipment",
          header: "Equipment h/unit",
          numeric: true,
          cell: ({ price }) => formatFigure(price && Number(price.equipment_hours)),
        },
        {
          id: "waste",
          header: "Waste",
          numeric: true,
          cell: ({ price }) => formatPercent(price && Number(price.waste_allowance)),
        },
        {
          id: "source",
          header: "Price from",
          className: "min-w-80",
          cell: ({ price }) =>
            price && (
              <span className="grid justify-items-start gap-0.5">
                {price.own && <Badge tone="ok">Your own</Badge>}
                {price.placeholder && (
                  <Badge tone="warn">{price.own ? "Placeholder" : "Placeholder, −30 % to +50 %"}</Badge>
                )}
                <span className="text-ink-2 text-sm">{price.source}</span>
              </span>
            ),
        },
        {
          id: "carbon",
          header: "A1–A3, kgCO₂e/kg",
          numeric: true,
          sortBy: (entry) => (entry.factor ? Number(entry.factor.a1_a3_kg_per_kg) : null),
          cell: ({ factor }) => formatFigure(factor && Number(factor.a1_a3_kg_per_kg)),
        },
        {
          id: "biogenic",
          header: "Stored, kgCO₂/kg",
          numeric: true,
          cell: ({ factor }) => <Figure value={factor?.biogenic_kg_per_kg} own={factor?.biogenic_own} />,
        },
        {
          id: "carbon-source",
          header: "Factor from",
          className: "min-w-72",
          cell: ({ factor }) =>
            factor && (
              <span className="grid justify-items-start gap-0.5">
                {factor.own ? (
                  <Badge tone="ok">Your own</Badge>
                ) : (
                  factor.proxy && <Badge tone="warn">Proxy</Badge>
                )}
                <span className="text-ink-2 text-sm">{factor.source}</span>
              </span>
            ),
        },
        {
          id: "density",
          header: "Density, kg/m³",
          numeric: true,
          cell: ({ mass }) => <Figure value={mass?.density_kg_m3} own={mass?.own} />,
        },
        {
          id: "mass",
          header: "Mass, kg/unit",
          numeric: true,
          cell: ({ mass }) => <Figure value={mass?.mass_per_unit_kg} own={mass?.own} />,
        },
        {
          id: "site-waste",
          header: "Site waste, A5",
          numeric: true,
          cell: ({ site_waste: { rate, own } }) => (
            <span className="inline-flex items-center gap-1.5">
              {own && <Badge tone="ok">Your own</Badge>}
              {formatPercent(Number(rate))}
            </span>
          ),
        },
        ...(renderActions
          ? [
              {
                id: "actions",
                header: <span className="sr-only">Actions</span>,
                className: "text-right",
                cell: renderActions,
              },
            ]
          : []),
      ]}
    />
  );
}

function Figure({ value, own }: { value: string | null | undefined; own: boolean | undefined }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {own && value && <Badge tone="ok">Your own</Badge>}
      {formatFigure(value ? Number(value) : null)}
    </span>
  );
}
