// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a table's; the roles say what they are
"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useUnits } from "#components/format/units-provider.tsx";
import { cn } from "#components/ui/cn.ts";
import { COLUMNS, cell, isNumeric, numeric, pinned, raster, type TakeoffColumn } from "./columns.ts";
import type { SortKey, View } from "./view.ts";

/** The header row. Its buttons sort; the grid moves among them by arrows, so one of them at most is a tab stop. */
export function GridHeader({
  view,
  activeColumn,
  onSort,
}: {
  view: View;
  activeColumn: number | null;
  onSort: (key: SortKey) => void;
}) {
  const t = useTranslations("takeoff");
  const units = useUnits();
  const label = (column: TakeoffColumn) => {
    const name = t(`column.${column.id}`);
    // Masses carry their own unit: kilograms, or tonnes.
    if (!column.quantity || column.quantity.unit === "kg") return name;
    return t("columnWithUnit", { name, unit: units.symbol(column.quantity.unit) });
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern has it
    <div
      role="row"
      aria-rowindex={1}
      data-row={-1}
      className={cn(
        raster,
        "h-9 w-full border-line border-b bg-surface font-medium text-ink-3 text-sm touch:h-11",
      )}
    >
      {COLUMNS.map((column, index) => {
        const sorted = column.sort !== null && view.sort === column.sort;
        const Arrow = sorted ? (view.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
        const tabIndex = activeColumn === index ? 0 : -1;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: its button is, or the cell itself where it has none
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? (view.descending ? "descending" : "ascending") : undefined}
            {...(column.sort ? {} : { "data-column": index, tabIndex })}
            className={cn(cell, isNumeric(column) && numeric, index === 0 && `${pinned} bg-inherit`)}
          >
            {column.sort ? (
              <button
                type="button"
                data-column={index}
                tabIndex={tabIndex}
                onClick={() => column.sort && onSort(column.sort)}
                className={cn(
                  "-mx-1 inline-flex h-7 min-w-0 items-center gap-1 rounded-sm px-1 hover:text-ink touch:h-11",
                  isNumeric(column) && "flex-row-reverse",
                  sorted && "text-ink",
                )}
              >
                <span className="truncate">{label(column)}</span>
                <Arrow aria-hidden className={cn("size-3.5 shrink-0", !sorted && "opacity-50")} />
              </button>
            ) : (
              label(column)
            )}
          </div>
        );
      })}
    </div>
  );
}
