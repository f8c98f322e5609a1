// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a table's; the roles say what they are
"use client";
import { ChevronRight, Focus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { Swatch } from "#components/charts/legend.tsx";
import type { ElementAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/progress.tsx";
import { useIsSelected, useSelectionOf } from "#components/viewer/selection.tsx";
import { AmountValue } from "./amount-value.tsx";
import { type AmountSums, type Amounts, NO_SUMS } from "./amounts.ts";
import type { GroupAnswer, SumsAnswer } from "./answers.ts";
import { COLUMNS, cell, isNumeric, numeric, pinned, raster, type TakeoffColumn } from "./columns.ts";
import { QuantitySum, QuantityValue } from "./quantity-value.tsx";
import type { By } from "./view.ts";

/** What every row of the grid is told. */
interface RowProps {
  /** Of the grid, the header being 1. */
  rowIndex: number;
  /** Counted without the header, as events find it. */
  row: number;
  style: CSSProperties | undefined;
  /** The column where the keyboard stands, when it stands in this row. */
  activeColumn: number | null;
}

/** What a row of sums costs and emits. */
interface AmountProps {
  amounts: AmountSums | undefined;
  currency: Amounts["currency"];
}

export const ElementRow = memo(function ElementRow({
  element,
  ordinal,
  grouped,
  amounts,
  ...props
}: RowProps & {
  element: ElementAnswer | undefined;
  ordinal: number;
  grouped: boolean;
  amounts: Amounts | undefined;
}) {
  const selected = useIsSelected(ordinal);
  const hovered = useSelectionOf((state) => state.hovered === ordinal);
  return (
    <Line
      {...props}
      aria-level={grouped ? 2 : undefined}
      aria-selected={selected}
      data-ordinal={ordinal}
      className={cn(
        "cursor-pointer hover:bg-subtle",
        selected ? "bg-brand-soft" : hovered ? "bg-subtle" : "bg-surface",
      )}
      render={(column) =>
        column.amount ? (
          <AmountValue
            of={column.amount}
            value={amounts?.[column.amount][ordinal]}
            currency={amounts?.currency ?? null}
          />
        ) : element ? (
          <ElementCell element={element} column={column} grouped={grouped} />
        ) : (
          <Waiting column={column} />
        )
      }
    />
  );
});

/** A row whose element is not known yet, not even by its ordinal. */
export const WaitingRow = memo(function WaitingRow({ grouped, ...props }: RowProps & { grouped: boolean }) {
  return (
    <Line
      {...props}
      aria-level={grouped ? 2 : undefined}
      className="bg-surface"
      render={(column) => <Waiting column={column} />}
    />
  );
});

export const GroupRow = memo(function GroupRow({
  group,
  by,
  open,
  color,
  amounts,
  currency,
  ...props
}: RowProps & AmountProps & { group: GroupAnswer; by: By; open: boolean; color: string | null }) {
  const t = useTranslations("takeoff");
  const name = useGroupName(group, by);
  return (
    <Line
      {...props}
      aria-level={1}
      aria-expanded={open}
      className="cursor-pointer bg-subtle font-medium hover:bg-hover"
      render={(column) =>
        column.id === "name" ? (
          <span className="flex min-w-0 grow items-center gap-1.5">
            <ChevronRight
              aria-hidden
              className={cn("size-4 shrink-0 text-ink-3 transition-transform", open && "rotate-90")}
            />
            {color !== null && <Swatch color={color} />}
            <span className="grow truncate" title={by === "class" ? group.key : name}>
              {name}
            </span>
            <Button
              variant="ghost"
              size="sm"
              icon
              data-isolate
              tabIndex={-1}
              aria-label={t("isolate", { group: name })}
              title={t("isolate", { group: name })}
              className="pointer-fine:opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 print:hidden"
            >
              <Focus aria-hidden />
            </Button>
          </span>
        ) : (
          <SumCell sums={group} column={column} amounts={amounts} currency={currency} />
        )
      }
    />
  );
});

export const SumsRow = memo(function SumsRow({
  sums,
  filtered,
  amounts,
  currency,
  ...props
}: RowProps & AmountProps & { sums: SumsAnswer; filtered: boolean }) {
  const t = useTranslations("takeoff");
  return (
    <Line
      {...props}
      className="border-line border-t bg-subtle font-semibold"
      render={(column) =>
        column.id === "name" ? (
          <span className="truncate">{filtered ? t("sums.filtered") : t("sums.all")}</span>
        ) : (
          <SumCell sums={sums} column={column} amounts={amounts} currency={currency} />
        )
      }
    />
  );
});

type LineProps = RowProps & {
  className: string;
  render: (column: TakeoffColumn) => React.ReactNode;
  "aria-level"?: number | undefined;
  "aria-expanded"?: boolean;
  "aria-selected"?: boolean;
  "data-ordinal"?: number;
};

function Line({ rowIndex, row, style, activeColumn, className, render, ...rest }: LineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern has it
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-row={row}
      style={style}
      className={cn(raster, "group/row w-full border-line border-b", className)}
      {...rest}
    >
      {COLUMNS.map((column, index) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: cells and headers of rows both have it
        <div
          key={column.id}
          role={index === 0 ? "rowheader" : "gridcell"}
          aria-colindex={index + 1}
          data-column={index}
          tabIndex={activeColumn === index ? 0 : -1}
          className={cn(cell, isNumeric(column) && numeric, index === 0 && `${pinned} bg-inherit`)}
        >
          {render(column)}
        </div>
      ))}
    </div>
  );
}

function Waiting({ column }: { column: TakeoffColumn }) {
  const t = useTranslations("takeoff");
  return (
    <>
      <Skeleton className="w-3/5" />
      {column.id === "name" && <span className="sr-only">{t("rowLoading")}</span>}
    </>
  );
}

function ElementCell({
  element,
  column,
  grouped,
}: {
  element: ElementAnswer;
  column: TakeoffColumn;
  grouped: boolean;
}) {
  const t = useTranslations("takeoff");
  const { quantity } = column;
  if (quantity)
    return (
      <QuantityValue
        value={element.quantities[quantity.key]}
        source={element.sources[quantity.key]}
        found={element.found?.quantities[quantity.key]}
        excluded={element.excluded}
        quantity={quantity}
      />
    );
  switch (column.id) {
    case "name":
      return (
        <span className={cn("grid min-w-0", grouped && "pl-5.5 max-sm:pl-2")}>
          <span className="flex min-w-0 items-center gap-1.5">
            <span
              className={cn("truncate", element.excluded && "text-ink-3 line-through")}
              title={element.name ?? undefined}
            >
              {element.name || <span className="text-ink-3">{t("unnamed")}</span>}
            </span>
            {element.found && (
              <Badge tone={element.excluded ? "warn" : "neutral"}>
                {element.excluded ? t("mark.excluded") : t("mark.corrected")}
              </Badge>
            )}
          </span>
          <code className="truncate text-ink-3 text-xs">{element.global_id}</code>
        </span>
      );
    case "ifc_class":
      return (
        <span className="truncate" title={element.ifc_class}>
          {classLabel(element.ifc_class)}
        </span>
      );
    case "storey":
      return (
        <span className="truncate" title={element.storey ?? undefined}>
          {element.storey ?? <span className="text-ink-3">{t("none")}</span>}
        </span>
      );
    default:
      return <Materials materials={element.materials} />;
  }
}

function Materials({ materials }: { materials: ElementAnswer["materials"] }) {
  const t = useTranslations("takeoff");
  if (materials.length === 0) return <span className="text-ink-3">{t("none")}</span>;
  const text = materials
    .map(({ name, share }) => (share < 1 ? `${name} ${formatPercent(share)}` : name))
    .join(", ");
  return (
    <span className="truncate text-ink-2 text-sm" title={text}>
      {text}
    </span>
  );
}

function useGroupName(group: GroupAnswer, by: By): string {
  const t = useTranslations("takeoff");
  if (group.name === null) return by === "storey" ? t("noStorey") : t("noMaterial");
  return (by === "class" ? classLabel(group.name) : group.name) || t("unnamed");
}

function SumCell({
  sums,
  column,
  amounts = NO_SUMS,
  currency,
}: AmountProps & { sums: SumsAnswer; column: TakeoffColumn }) {
  const t = useTranslations("takeoff");
  if (column.amount)
    return <AmountValue of={column.amount} value={amounts[column.amount]} currency={currency} sum />;
  if (column.quantity) return <QuantitySum value={sums[column.quantity.key]} unit={column.quantity.unit} />;
  if (column.id === "ifc_class")
    return (
      <span className="truncate font-normal text-ink-2 tabular-nums">
        {t("count", { count: sums.count, shown: formatCount(sums.count) })}
      </span>
    );
  if (column.id === "storey" && sums.low_confidence > 0)
    return <Badge tone="warn">{t("doubtful", { shown: formatCount(sums.low_confidence) })}</Badge>;
  return null;
}
