"use client";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("price-book");
  return (
    <DataTable
      caption={t("entriesTable.pricesAndCarbonFactors")}
      rows={entries}
      rowKey={(entry) => entry.catalogue_id}
      tall
      empty={
        <EmptyState icon={SearchX} title={t("entriesTable.noEntryMatches")}>
          {t("entriesTable.changeTheSearchOrTheFilter")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("entriesTable.entry"),
          rowHeader: true,
          className: "min-w-52",
          sortBy: (entry) => entry.name,
          cell: (entry) => (
            <span className="grid">
              <span className="flex flex-wrap items-center gap-1.5 font-medium">
                {entry.name}
                {entry.entry && <Badge tone="ok">{t("entriesTable.yourEntry")}</Badge>}
              </span>
              <span className="text-ink-3 text-xs">{[entry.catalogue_id, ...entry.aliases].join(" · ")}</span>
            </span>
          ),
        },
        { id: "unit", header: t("entriesTable.unit"), cell: (entry) => unitSymbol(entry.unit) },
        {
          id: "material",
          header: t("entriesTable.materialUnit"),
          numeric: true,
          sortBy: (entry) => (entry.price ? Number(entry.price.material_price) : null),
          cell: ({ price }) =>
            price ? (
              formatMoney({ amount: price.material_price, currency }, { precision: "minor" })
            ) : (
              <Badge tone="warn">{t("entriesTable.noPrice")}</Badge>
            ),
        },
        {
          id: "labour",
          header: t("entriesTable.labourHUnit"),
          numeric: true,
          cell: ({ price }) => formatFigure(price && Number(price.labour_hours)),
        },
        {
          id: "equipment",
          header: t("entriesTable.equipmentHUnit"),
          numeric: true,
          cell: ({ price }) => formatFigure(price && Number(price.equipment_hours)),
        },
        {
          id: "waste",
          header: t("entriesTable.waste"),
          numeric: true,
          cell: ({ price }) => formatPercent(price && Number(price.waste_allowance)),
        },
        {
          id: "source",
          header: t("entriesTable.priceFrom"),
          className: "min-w-80",
          cell: ({ price }) =>
            price && (
              <span className="grid justify-items-start gap-0.5">
                {price.own && <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>}
                {price.placeholder && (
                  <Badge tone="warn">
                    {price.own ? t("entriesTable.placeholder") : t("entriesTable.placeholder30To50")}
                  </Badge>
                )}
                <span className="text-ink-2 text-sm">{price.source}</span>
              </span>
            ),
        },
        {
          id: "carbon",
          header: t("entriesTable.a1A3Kgco2eKg"),
          numeric: true,
          sortBy: (entry) => (entry.factor ? Number(entry.factor.a1_a3_kg_per_kg) : null),
          cell: ({ factor }) => formatFigure(factor && Number(factor.a1_a3_kg_per_kg)),
        },
        {
          id: "biogenic",
          header: t("entriesTable.storedKgco2Kg"),
          numeric: true,
          cell: ({ factor }) => <Figure value={factor?.biogenic_kg_per_kg} own={factor?.biogenic_own} />,
        },
        {
          id: "carbon-source",
          header: t("entriesTable.factorFrom"),
          className: "min-w-72",
          cell: ({ factor }) =>
            factor && (
              <span className="grid justify-items-start gap-0.5">
                {factor.own ? (
                  <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>
                ) : (
                  factor.proxy && <Badge tone="warn">{t("entriesTable.proxy")}</Badge>
                )}
                <span className="text-ink-2 text-sm">{factor.source}</span>
              </span>
            ),
        },
        {
          id: "density",
          header: t("entriesTable.densityKgM3"),
          numeric: true,
          cell: ({ mass }) => <Figure value={mass?.density_kg_m3} own={mass?.own} />,
        },
        {
          id: "mass",
          header: t("entriesTable.massKgUnit"),
          numeric: true,
          cell: ({ mass }) => <Figure value={mass?.mass_per_unit_kg} own={mass?.own} />,
        },
        {
          id: "site-waste",
          header: t("entriesTable.siteWasteA5"),
          numeric: true,
          cell: ({ site_waste: { rate, own } }) => (
            <span className="inline-flex items-center gap-1.5">
              {own && <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>}
              {formatPercent(Number(rate))}
            </span>
          ),
        },
        ...(renderActions
          ? [
              {
                id: "actions",
                header: <span className="sr-only">{t("entriesTable.actions")}</span>,
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
  const t = useTranslations("price-book");
  return (
    <span className="inline-flex items-center gap-1.5">
      {own && value && <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>}
      {formatFigure(value ? Number(value) : null)}
    </span>
  );
}
