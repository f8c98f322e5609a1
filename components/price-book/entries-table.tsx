"use client";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { PriceBookEntry } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCount, formatFigure, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { PriceAge } from "./price-age.tsx";

/** Prices and carbon factors of a version, each with where it comes from. */
export function EntriesTable({
  entries,
  currency,
  renderActions,
}: {
  entries: readonly PriceBookEntry[];
  currency: string;
  /** The same function as long as it does the same: its rows are not drawn again for nothing. */
  renderActions?: (entry: PriceBookEntry) => ReactNode;
}) {
  const t = useTranslations("price-book");
  const columns = useMemo(() => columnsOf(t, currency, renderActions), [t, currency, renderActions]);
  return (
    <DataTable
      caption={t("entriesTable.pricesAndCarbonFactors")}
      rows={entries}
      rowKey={catalogueId}
      tall
      first={{
        rows: FIRST_ROWS,
        showAll: (count) => t("entriesTable.showAll", { count: formatCount(count) }),
      }}
      empty={
        <EmptyState icon={SearchX} title={t("entriesTable.noEntryMatches")}>
          {t("entriesTable.changeTheSearchOrTheFilter")}
        </EmptyState>
      }
      columns={columns}
    />
  );
}

/** The page answers to a press within a tenth of a second with so many; the search looks through all. */
const FIRST_ROWS = 50;
const catalogueId = (entry: PriceBookEntry) => entry.catalogue_id;

function columnsOf(
  t: Translator<"price-book">,
  currency: string,
  renderActions: ((entry: PriceBookEntry) => ReactNode) | undefined,
): Column<PriceBookEntry>[] {
  return [
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
      id: "hours",
      header: <Lines upper={t("entriesTable.labourHUnit")} lower={t("entriesTable.equipmentHUnit")} />,
      numeric: true,
      cell: ({ price }) => (
        <Lines
          upper={formatFigure(price && Number(price.labour_hours))}
          lower={formatFigure(price && Number(price.equipment_hours))}
        />
      ),
    },
    {
      id: "waste",
      header: <Lines upper={t("entriesTable.waste")} lower={t("entriesTable.siteWasteA5")} />,
      numeric: true,
      cell: ({ price, site_waste: { rate, own } }) => (
        <Lines
          upper={formatPercent(price && Number(price.waste_allowance))}
          lower={<Own own={own}>{formatPercent(Number(rate))}</Own>}
        />
      ),
    },
    {
      id: "carbon",
      header: <Lines upper={t("entriesTable.a1A3Kgco2eKg")} lower={t("entriesTable.storedKgco2Kg")} />,
      numeric: true,
      sortBy: (entry) => (entry.factor ? Number(entry.factor.a1_a3_kg_per_kg) : null),
      cell: ({ factor }) => (
        <Lines
          upper={formatFigure(factor && Number(factor.a1_a3_kg_per_kg))}
          lower={<Figure value={factor?.biogenic_kg_per_kg} own={factor?.biogenic_own} />}
        />
      ),
    },
    {
      id: "mass",
      header: <Lines upper={t("entriesTable.densityKgM3")} lower={t("entriesTable.massKgUnit")} />,
      numeric: true,
      cell: ({ mass }) => (
        <Lines
          upper={<Figure value={mass?.density_kg_m3} own={mass?.own} />}
          lower={<Figure value={mass?.mass_per_unit_kg} own={mass?.own} />}
        />
      ),
    },
    {
      id: "sources",
      header: t("entriesTable.sources"),
      className: "min-w-64",
      cell: ({ price, factor, epd }) => (
        <span className="grid gap-1 text-ink-2 text-sm">
          {price && (
            <span>
              {price.own && <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>}{" "}
              {price.placeholder && (
                <Badge tone="warn">
                  {price.own ? t("entriesTable.placeholder") : t("entriesTable.placeholder30To50")}
                </Badge>
              )}{" "}
              {t("entriesTable.ofPrice", { source: price.source })}
              {price.priced_on && (
                <>
                  {" "}
                  <PriceAge day={price.priced_on} />
                </>
              )}
            </span>
          )}
          {epd && (
            <span>
              {t.rich("entriesTable.ofDeclaration", {
                name: epd.name,
                link: (chunks) => (
                  <Link href={`/epds/${epd.id}`} className="underline">
                    {chunks}
                  </Link>
                ),
              })}
            </span>
          )}
          {factor && (
            <span>
              {factor.own ? (
                <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>
              ) : (
                factor.proxy && <Badge tone="warn">{t("entriesTable.proxy")}</Badge>
              )}{" "}
              {t("entriesTable.ofFactor", { source: factor.source })}
            </span>
          )}
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
  ];
}

/** Two of a kind, one above the other, so that the table fits a desk. */
function Lines({ upper, lower }: { upper: ReactNode; lower: ReactNode }) {
  return (
    <span className="inline-grid justify-items-end leading-snug">
      <span>{upper}</span>
      <span>{lower}</span>
    </span>
  );
}

function Figure({ value, own }: { value: string | null | undefined; own: boolean | undefined }) {
  return <Own own={own && Boolean(value)}>{formatFigure(value ? Number(value) : null)}</Own>;
}

function Own({ own, children }: { own: boolean | undefined; children: ReactNode }) {
  const t = useTranslations("price-book");
  return (
    <span className="inline-flex items-center gap-1.5">
      {own && <Badge tone="ok">{t("entriesTable.yourOwn")}</Badge>}
      {children}
    </span>
  );
}
