"use client";
import type { MissingAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/labels.ts";
import { formatCount } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";

const REASONS: Record<string, string> = {
  unknown_material: "The material is unknown. Assign it under Materials.",
  no_material: "The model names no material, and the class alone says too little.",
  no_quantity: "The model has no quantity that this is priced by.",
  no_share:
    "The model names several materials, and not how much of each. Export it with layers or fractions.",
  too_small: "All there is of it rounds to nothing, such as placeholders of a few cubic millimetres.",
  whole_product: "The name is one of a whole product, such as a window, but the element is none.",
  no_price: "The price book has no price for it. Add one under Price book.",
  no_factor: "There is no carbon factor for it. Add one under Price book.",
  no_mass: "Neither density nor mass a piece is known, so it has no mass to count.",
};

/** What is in no total, each with its reason. Nothing when all is. */
export function MissingTable({ title, items }: { title: string; items: readonly MissingAnswer[] }) {
  const units = useUnits();
  if (items.length === 0) return null;
  return (
    <Card>
      <CardHeader title={title} description="In no total above, so the totals are too low by these." />
      <DataTable
        caption={title}
        rows={items}
        rowKey={(item) => [item.reason, item.material, item.catalogue_id, item.ifc_class].join("|")}
        columns={[
          {
            id: "what",
            header: "What",
            rowHeader: true,
            className: "min-w-44",
            cell: (item) => (
              <span className="grid">
                <span className="break-words font-medium">
                  {item.material ?? item.catalogue_id ?? "No material"}
                </span>
                {item.ifc_class && <span className="text-ink-3 text-xs">{classLabel(item.ifc_class)}</span>}
              </span>
            ),
          },
          {
            id: "why",
            header: "Why",
            className: "min-w-64 text-ink-2",
            cell: (item) => REASONS[item.reason] ?? item.reason,
          },
          {
            id: "elements",
            header: "Elements",
            numeric: true,
            sortBy: (item) => item.elements,
            cell: (item) => formatCount(item.elements),
          },
          {
            id: "volume",
            header: "Volume",
            numeric: true,
            sortBy: (item) => item.volume_m3,
            cell: (item) => units.volume(item.volume_m3 || null),
          },
        ]}
      />
    </Card>
  );
}
