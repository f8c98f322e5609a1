"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { numberLocale } from "#components/format/locale.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { ScrollRegion } from "./scroll-region.tsx";
import { useIsHydrated } from "./use-hydrated.ts";
import { usePrinting } from "./use-printing.ts";

/** The looks of a link that opens a row's thing. */
export const rowLink = "font-medium hover:text-brand-text hover:underline touch:inline-block touch:py-3";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right edge, in figures of one width. */
  numeric?: boolean;
  /** The cell that names the row, for screen readers. One column a table. */
  rowHeader?: boolean;
  /** Lets the column be sorted by this value; nulls come last. */
  sortBy?: (row: Row) => string | number | null;
  /** In the foot of the table, e.g. a sum. */
  footer?: ReactNode;
  className?: string;
  /** Left out on phones. */
  hideOnPhone?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
  initialSort?: { id: string; descending: boolean };
  /** Scrolls inside 70 % of the window's height, so that the header stays in sight. */
  tall?: boolean;
  /** Of many rows the first ones, in the order they are sorted by, until the button is pressed: it says how many there are. */
  first?: { rows: number; showAll: (count: number) => string };
}

/**
 * The column that names the row stays in sight while the others scroll under it; on a phone it takes less than half of the
 * width, so that there is room for them.
 */
const pinned =
  "sticky left-0 z-[5] max-sm:min-w-36 max-sm:max-w-44 max-sm:wrap-anywhere group-data-[scrolled]/scroll:shadow-[1px_0_0_var(--color-line)]";

type Sort = { id: string; descending: boolean } | null;

/** Of a `tall` table: more than its window shows. */
const FIRST_ROWS = 30;

/**
 * A table of records: real table markup, sortable columns, a header that stays, sideways scrolling on narrow screens. Its
 * rows follow what is typed or chosen as soon as nothing more urgent is to be drawn; where `columns` and `rowKey` stay the
 * same, they are not drawn again meanwhile.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  initialSort,
  tall = false,
  first,
}: DataTableProps<Row>) {
  const [sort, setSort] = useState<Sort>(initialSort ?? null);
  const [showsAll, setShowsAll] = useState(false);
  // On paper there is no button to press.
  const isPrinted = usePrinting();
  const most = first && !showsAll && !isPrinted ? first.rows : Number.POSITIVE_INFINITY;
  const sorted = useMemo(() => sortRows(rows, columns, sort).slice(0, most), [rows, columns, sort, most]);
  const isHydrated = useIsHydrated();
  const soon = useDeferredValue(sorted, tall && isHydrated ? sorted.slice(0, FIRST_ROWS) : sorted);
  const shown = isPrinted ? sorted : soon;
  const body = useMemo(() => drawBody(columns, shown, rowKey), [columns, shown, rowKey]);
  if (rows.length === 0 && empty) return empty;
  const hasFoot = columns.some((column) => column.footer !== undefined);
  return (
    <>
      <ScrollRegion label={caption} className={cn(tall && "max-h-[70dvh] overflow-y-auto")}>
        <table className="w-full border-separate border-spacing-0 text-base">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          {body}
          {hasFoot && (
            <tfoot>
              <tr>
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={cn(
                      cellClass(column),
                      "border-line border-t bg-subtle font-semibold",
                      column.rowHeader && pinned,
                    )}
                  >
                    {column.footer}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </ScrollRegion>
      {first && rows.length > sorted.length && (
        <div className="border-line border-t px-4 py-2.5 print:hidden">
          <Button size="sm" onClick={() => setShowsAll(true)}>
            {first.showAll(rows.length)}
          </Button>
        </div>
      )}
    </>
  );
}

function drawBody<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  rowKey: (row: Row) => string,
): ReactNode {
  const classes = columns.map((column) =>
    cn(
      cellClass(column),
      "border-line border-b group-last/row:border-b-0",
      column.rowHeader && `${pinned} bg-surface text-left font-normal group-hover/row:bg-subtle`,
    ),
  );
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={rowKey(row)} className="group/row hover:bg-subtle">
          {columns.map((column, at) =>
            column.rowHeader ? (
              <th key={column.id} scope="row" className={classes[at]}>
                {column.cell(row)}
              </th>
            ) : (
              <td key={column.id} className={classes[at]}>
                {column.cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const mine = sort?.id === column.id ? sort : null;
  const Arrow = mine ? (mine.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
      className={cn(
        cellClass(column),
        "sticky top-0 z-10 h-9 whitespace-nowrap border-line border-b bg-surface py-0 text-left font-medium text-ink-3 text-sm",
        column.numeric && "text-right",
        column.rowHeader && `${pinned} z-20`,
      )}
    >
      {column.sortBy ? (
        <button
          type="button"
          onClick={() =>
            onSort({ id: column.id, descending: mine ? !mine.descending : column.numeric === true })
          }
          className={cn(
            "-mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 hover:text-ink touch:min-h-11",
            column.numeric && "flex-row-reverse",
            mine && "text-ink",
          )}
        >
          {column.header}
          <Arrow aria-hidden className={cn("size-3.5", !mine && "opacity-50")} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return cn(
    "h-10 px-3 py-1.5 align-middle first:pl-4 last:pr-4 max-sm:px-2",
    column.numeric && "whitespace-nowrap text-right tabular-nums",
    column.hideOnPhone && "max-sm:hidden",
    column.className,
  );
}

function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort): readonly Row[] {
  const by = sort && columns.find((column) => column.id === sort.id)?.sortBy;
  if (!sort || !by) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: by(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === "number" && typeof b.value === "number") return sign * (a.value - b.value);
      return sign * String(a.value).localeCompare(String(b.value), numberLocale(), { numeric: true });
    })
    .map(({ row }) => row);
}
