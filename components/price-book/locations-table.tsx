"use client";
import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PlaceAnswer } from "#components/data/answers.ts";
import { decimalText } from "#components/format/decimal.ts";
import { placeName } from "#components/format/place-name.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { SourceCell } from "./source-cell.tsx";

/** Places with their cost level and where it comes from. */
export function LocationsTable({
  locations,
  renderActions,
}: {
  locations: readonly PlaceAnswer[];
  renderActions?: (place: PlaceAnswer) => ReactNode;
}) {
  const t = useTranslations("price-book");
  return (
    <DataTable
      caption={t("locationsTable.locationFactors")}
      rows={locations}
      rowKey={({ name }) => name}
      tall
      empty={
        <EmptyState icon={MapPin} title={t("locationsTable.noPlaces")}>
          {t("locationsTable.everyPlaceCountsAsTheBooksOwn")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("locationsTable.place"),
          rowHeader: true,
          className: "min-w-40",
          sortBy: ({ name }) => name,
          cell: ({ name, aliases }) => (
            <span className="grid">
              <span className="font-medium">{placeName(name)}</span>
              {aliases.length > 0 && <span className="text-ink-3 text-xs">{aliases.join(", ")}</span>}
            </span>
          ),
        },
        {
          id: "factor",
          header: t("locationsTable.factor"),
          numeric: true,
          sortBy: ({ factor }) => Number(factor),
          cell: ({ factor }) => decimalText(factor),
        },
        {
          id: "source",
          header: t("locationsTable.from"),
          className: "min-w-72",
          cell: (row) => <SourceCell {...row} />,
        },
        ...(renderActions
          ? [
              {
                id: "actions",
                header: <span className="sr-only">{t("locationsTable.actions")}</span>,
                className: "text-right",
                cell: renderActions,
              },
            ]
          : []),
      ]}
    />
  );
}
