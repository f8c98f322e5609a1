"use client";
import { MapPin } from "lucide-react";
import type { ReactNode } from "react";
import type { PlaceAnswer } from "#components/data/answers.ts";
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
  return (
    <DataTable
      caption="Location factors"
      rows={locations}
      rowKey={({ name }) => name}
      tall
      empty={
        <EmptyState icon={MapPin} title="No places">
          Every place counts as the book's own level.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Place",
          rowHeader: true,
          className: "min-w-40",
          sortBy: ({ name }) => name,
          cell: ({ name, aliases }) => (
            <span className="grid">
              <span className="font-medium">{name}</span>
              {aliases.length > 0 && <span className="text-ink-3 text-xs">{aliases.join(", ")}</span>}
            </span>
          ),
        },
        {
          id: "factor",
          header: "Factor",
          numeric: true,
          sortBy: ({ factor }) => Number(factor),
          cell: ({ factor }) => factor,
        },
        {
          id: "source",
          header: "From",
          className: "min-w-72",
          cell: SourceCell,
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
