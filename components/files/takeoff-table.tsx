"use client";
import { Boxes } from "lucide-react";
import Link from "next/link";
import { formatCount, type QuantityUnit } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { classLabel } from "./labels.ts";
import type { ClassTotals } from "./types.ts";

type Row = ClassTotals & { ifc_class: string };

/** Sums are compared with drawings: a digit more than elsewhere. */
const DIGITS = { digits: 4 };

export interface TakeoffTableProps {
  byClass: Record<string, ClassTotals>;
  /** Where the single elements of a class are listed; `{class}` is replaced. */
  elementsHref?: string;
}

/** Sums by class. A class without a quantity shows a dash, not a zero. */
export function TakeoffTable({ byClass, elementsHref }: TakeoffTableProps) {
  const units = useUnits();
  const rows: Row[] = Object.entries(byClass).map(([ifc_class, totals]) => ({ ifc_class, ...totals }));
  const sum = (key: keyof ClassTotals) => rows.reduce((total, row) => total + row[key], 0);
  const quantity = (
    id: "length_m" | "area_m2" | "volume_m3",
    header: string,
    unit: QuantityUnit,
  ): Column<Row> => ({
    id,
    header: `${header}, ${units.symbol(unit)}`,
    numeric: true,
    sortBy: (row) => row[id] || null,
    cell: (row) => units.figure(row[id] || null, unit, DIGITS),
  });
  return (
    <DataTable
      caption="Take-off by class"
      rows={rows}
      rowKey={(row) => row.ifc_class}
      initialSort={{ id: "count", descending: true }}
      tall
      empty={
        <EmptyState icon={Boxes} title="No elements">
          The file holds no building elements. Check that the export includes geometry, not only spaces and
          grids.
        </EmptyState>
      }
      columns={[
        {
          id: "class",
          header: "Class",
          rowHeader: true,
          sortBy: (row) => row.ifc_class,
          footer: "All classes",
          cell: (row) => (
            <span className="grid">
              {elementsHref ? (
                <Link
                  href={elementsHref.replace("{class}", encodeURIComponent(row.ifc_class))}
                  className={rowLink}
                >
                  {classLabel(row.ifc_class)}
                </Link>
              ) : (
                <span className="font-medium">{classLabel(row.ifc_class)}</span>
              )}
              <span className="text-ink-3 text-xs">{row.ifc_class}</span>
            </span>
          ),
        },
        {
          id: "count",
          header: "Count",
          numeric: true,
          sortBy: (row) => row.count,
          cell: (row) => formatCount(row.count),
          footer: formatCount(sum("count")),
        },
        quantity("length_m", "Length", "m"),
        quantity("area_m2", "Area", "m2"),
        {
          ...quantity("volume_m3", "Volume", "m3"),
          footer: units.figure(sum("volume_m3") || null, "m3", DIGITS),
        },
        {
          id: "weight_kg",
          header: "Weight",
          numeric: true,
          sortBy: (row) => row.weight_kg || null,
          cell: (row) => units.mass(row.weight_kg || null),
          footer: units.mass(sum("weight_kg") || null),
        },
        {
          id: "low_confidence",
          header: "Doubtful",
          numeric: true,
          sortBy: (row) => row.low_confidence,
          cell: (row) =>
            row.low_confidence > 0 ? (
              <Badge tone="warn">{formatCount(row.low_confidence)}</Badge>
            ) : (
              <span className="text-ink-3">0</span>
            ),
          footer: formatCount(sum("low_confidence")),
        },
      ]}
    />
  );
}
