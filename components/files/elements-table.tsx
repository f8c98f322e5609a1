"use client";
import { SearchX } from "lucide-react";
import { formatPercent, type QuantityUnit } from "#components/format/numbers.ts";
import type { Units } from "#components/format/units.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { classLabel, sourceLabels } from "./labels.ts";
import type { ElementRow, QuantityKey } from "./types.ts";

/** Single elements; each quantity carries where it came from. */
export function ElementsTable({ elements }: { elements: readonly ElementRow[] }) {
  const units = useUnits();
  return (
    <DataTable
      caption="Elements"
      rows={elements}
      rowKey={(element) => element.global_id}
      tall
      empty={
        <EmptyState icon={SearchX} title="No element matches">
          Choose another class or storey.
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: "Element",
          rowHeader: true,
          className: "min-w-48",
          cell: (element) => (
            <span className="grid">
              <span className="break-words">
                {element.name || <span className="text-ink-3">Without a name</span>}
              </span>
              <code className="break-all text-ink-3 text-xs">{element.global_id}</code>
            </span>
          ),
        },
        {
          id: "class",
          header: "Class",
          cell: (element) => <span title={element.ifc_class}>{classLabel(element.ifc_class)}</span>,
        },
        {
          id: "storey",
          header: "Storey",
          cell: (element) => element.storey ?? <span className="text-ink-3">None</span>,
        },
        quantity(units, "length_m", "Length", "m"),
        quantity(units, "area_m2", "Area", "m2"),
        quantity(units, "volume_m3", "Volume", "m3"),
        quantity(units, "weight_kg", "Weight", "kg"),
        {
          id: "materials",
          header: "Materials",
          className: "min-w-56",
          cell: (element) =>
            element.materials.length === 0 ? (
              <span className="text-ink-3">None stated</span>
            ) : (
              <span className="text-ink-2 text-sm">
                {element.materials
                  .map(
                    (material) =>
                      `${material.name}${material.share < 1 ? ` ${formatPercent(material.share)}` : ""}`,
                  )
                  .join(", ")}
              </span>
            ),
        },
      ]}
    />
  );
}

function quantity(units: Units, key: QuantityKey, header: string, unit: QuantityUnit): Column<ElementRow> {
  return {
    id: key,
    header,
    numeric: true,
    cell: (element) => {
      const value = element.quantities[key];
      const source = element.sources[key];
      const options = { doubtful: source === "low_confidence" };
      return (
        <span className="grid">
          {unit === "m3" ? units.volume(value, options) : units.quantity(value, unit, options)}
          {source && (
            <span
              title={sourceLabels[source].hint}
              className={source === "low_confidence" ? "text-warn text-xs" : "text-ink-3 text-xs"}
            >
              {sourceLabels[source].label}
            </span>
          )}
        </span>
      );
    },
  };
}
