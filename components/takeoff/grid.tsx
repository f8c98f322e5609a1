// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a table's; the roles say what they are
"use client";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isMidSequence } from "#components/command/shortcuts.ts";
import { cn } from "#components/ui/cn.ts";
import { useSelectionActions, useSelectionStore } from "#components/viewer/selection.tsx";
import type { Amounts } from "./amounts.ts";
import type { GroupAnswer, SumsAnswer } from "./answers.ts";
import { COLUMNS, rasterWidth } from "./columns.ts";
import { GridHeader } from "./grid-header.tsx";
import { groupRowOf, type Layout, type Row, rowAt, type Window, windowsFor } from "./layout.ts";
import { type Cell, type GridShape, moveBy } from "./navigate.ts";
import type { LoadedRows } from "./queries.ts";
import { ElementRow, GroupRow, SumsRow, WaitingRow } from "./rows.tsx";
import type { Amounted } from "./use-amounts.ts";
import { type Heights, useHeights } from "./use-heights.ts";
import type { InModel } from "./use-in-model.ts";
import { byOf, isFiltered, type SortKey, type View } from "./view.ts";

/** Rows fetched ahead of what is in view. */
const AHEAD = 60;

export interface GridProps {
  layout: Layout;
  groups: ReadonlyMap<string, GroupAnswer>;
  total: SumsAnswer;
  view: View;
  rows: LoadedRows;
  amounts: Amounts | undefined;
  sums: Pick<Amounted, "sums" | "total">;
  /** Of a group's mark; null: it has none. */
  colorOf: (group: GroupAnswer) => string | null;
  /** What is shown is about to be replaced by what was asked for. */
  stale: boolean;
  /** The row to bring into sight: a new object each time. */
  reveal: { row: number } | null;
  onWindows: (windows: Window[]) => void;
  onSort: (key: SortKey) => void;
  onToggle: (group: string) => void;
  /** Shows a group alone in the model, or hides it there. */
  onGroupInModel: (group: string, what: InModel) => void;
  /** The selection was changed from here. */
  onSelected: () => void;
}

/**
 * The take-off as a grid: rows are there while they are in sight, the keyboard walks through all of them, cell by cell,
 * and one cell is the tab stop. A tree grid while there are groups.
 */
export function Grid(props: GridProps) {
  const { layout, view, total, groups, rows, amounts, sums, stale, reveal, onWindows, onToggle } = props;
  const t = useTranslations("takeoff");
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useHeights();
  const grouped = view.by !== "";
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const active = { ...at, row: Math.min(at.row, layout.rows) };
  const [scrolled, setScrolled] = useState(false);

  const virtual = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => heights.row,
    overscan: 8,
    scrollMargin: heights.header,
    scrollPaddingStart: heights.header + (grouped ? heights.row : 0),
    scrollPaddingEnd: heights.row,
    rangeExtractor: (range) => withPinned(range, layout, active.row),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights are what there is to measure
  useEffect(() => virtual.measure(), [virtual, heights]);

  const items = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const windows = windowsFor(layout, [
    [startIndex - AHEAD, endIndex + AHEAD],
    [active.row, active.row],
  ]);
  useEffect(() => onWindows(windows));

  useEffect(() => {
    if (!reveal) return;
    virtual.scrollToIndex(reveal.row, { align: "center" });
    setAt((known) => ({ ...known, row: reveal.row }));
  }, [reveal, virtual]);

  const wantsFocus = useFocusAfterMove(scroller, active);
  const onKeyDown = useKeys(props, active, heights, {
    go: (to) => {
      wantsFocus.current = true;
      setAt(to);
      if (to.row >= 0 && to.row < layout.rows) virtual.scrollToIndex(to.row, { align: "auto" });
    },
  });
  const select = useSelect(props);

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const place = cellOf(event.target);
    if (!place) return;
    setAt(place);
    const row = rowAt(layout, place.row);
    if (row?.kind === "group") {
      if (event.target instanceof Element && event.target.closest("[data-isolate]"))
        props.onGroupInModel(row.group, "isolate");
      else onToggle(row.group);
    } else if (row?.ordinal !== undefined)
      select(row.ordinal, { add: event.ctrlKey || event.metaKey || event.shiftKey, zoom: true });
  }

  const { hover } = useSelectionActions();
  const stuck = grouped ? groupRowOf(layout, startIndex) : null;
  const column = (row: number) => (row === active.row ? active.column : null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, or a tree grid
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both have a name
    <div
      ref={scroller}
      role={grouped ? "treegrid" : "grid"}
      aria-label={t("title")}
      aria-rowcount={layout.rows + 2}
      aria-colcount={COLUMNS.length}
      aria-multiselectable
      aria-busy={stale}
      data-scrolled={scrolled ? "" : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft > 0)}
      onPointerMove={(event) => event.pointerType === "mouse" && hover(ordinalOf(event.target))}
      onPointerLeave={() => hover(null)}
      className={cn(
        "group/grid relative max-h-[70dvh] overflow-auto border-line border-y",
        stale && "opacity-60",
      )}
    >
      <div className={rasterWidth}>
        <div role="rowgroup" className="sticky top-0 z-20">
          <GridHeader view={view} activeColumn={column(-1)} onSort={props.onSort} />
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(layout, index);
            if (!row) return null;
            const common = {
              row: index,
              rowIndex: index + 2,
              activeColumn: column(index),
              style:
                index === stuck
                  ? { position: "sticky" as const, top: heights.header, height: heights.row, zIndex: 10 }
                  : {
                      position: "absolute" as const,
                      top: 0,
                      height: heights.row,
                      transform: `translateY(${start - heights.header}px)`,
                    },
            };
            if (row.kind === "group") {
              const group = groups.get(row.group);
              if (!group) return null;
              const open = layout.sections[row.section]?.open ?? false;
              return (
                <GroupRow
                  key={`g${row.group}`}
                  {...common}
                  group={group}
                  by={byOf(view)}
                  open={open}
                  color={props.colorOf(group)}
                  amounts={sums.sums.get(row.group)}
                  currency={amounts?.currency ?? null}
                />
              );
            }
            if (row.ordinal === undefined)
              return <WaitingRow key={`w${index}`} {...common} grouped={grouped} />;
            return (
              <ElementRow
                key={row.ordinal}
                {...common}
                grouped={grouped}
                ordinal={row.ordinal}
                element={rows.elements.get(row.ordinal)}
                amounts={amounts}
              />
            );
          })}
        </div>
        <div role="rowgroup" className="sticky bottom-0 z-20">
          <SumsRow
            row={layout.rows}
            rowIndex={layout.rows + 2}
            style={{ height: heights.row }}
            activeColumn={column(layout.rows)}
            sums={total}
            amounts={sums.total}
            currency={amounts?.currency ?? null}
            filtered={isFiltered(view)}
          />
        </div>
      </div>
    </div>
  );
}

/** What is in sight, with the row of its group, which sticks to the top, and the row where the keyboard stands. */
function withPinned(range: Range, layout: Layout, active: number): number[] {
  const wanted = new Set(defaultRangeExtractor(range));
  const group = groupRowOf(layout, range.startIndex);
  if (group !== null && layout.rows > 0) wanted.add(group);
  if (active >= 0 && active < layout.rows) wanted.add(active);
  return [...wanted].sort((a, b) => a - b);
}

/** Puts the focus on the cell to which the keyboard moved, once it is there. */
function useFocusAfterMove(scroller: React.RefObject<HTMLDivElement | null>, active: Cell) {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${active.row}"] [data-column="${active.column}"]`,
    );
    if (!cell) return;
    wanted.current = false;
    cell.focus({ preventScroll: true });
    // The row is in sight already; of the columns the browser knows best how far to scroll.
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return wanted;
}

function useKeys(props: GridProps, active: Cell, heights: Heights, move: { go: (to: Cell) => void }) {
  const { layout, onToggle } = props;
  const select = useSelect(props);
  const inModel = useInModel(props);
  const { select: choose, showAll } = useSelectionActions();
  return (event: KeyboardEvent<HTMLDivElement>) => {
    // "g i" goes to the invoices.
    if (/^[a-z]$/i.test(event.key) && isMidSequence()) return;
    const row = rowAt(layout, active.row);
    const here: GridShape["here"] =
      row?.kind === "group"
        ? { kind: "group", open: layout.sections[row.section]?.open ?? false }
        : row
          ? { kind: "element", groupRow: groupRowOf(layout, active.row) }
          : { kind: "other" };
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / heights.row) - 3);
    const next = moveBy(event, active, { rows: layout.rows, columns: COLUMNS.length, page, here });
    // The header's buttons are pressed by the browser itself.
    if (!next || next.do === "press") return;
    event.preventDefault();
    if (next.do === "go") move.go(next.to);
    else if (next.do === "clear") {
      choose([]);
      props.onSelected();
    } else if (next.do === "showAll") showAll();
    else if (next.do === "isolate" || next.do === "hide") inModel(row, next.do);
    else if (next.do === "select") {
      if (row?.kind === "element" && row.ordinal !== undefined) select(row.ordinal, next);
    } else if (row?.kind === "group") onToggle(row.group);
  };
}

/** Shows or hides what a row is about: its group, its element, or all that is selected where its element is. */
function useInModel({ onGroupInModel }: GridProps) {
  const store = useSelectionStore();
  return (row: Row | undefined, what: InModel) => {
    if (row?.kind === "group") onGroupInModel(row.group, what);
    else if (row?.ordinal !== undefined) {
      const { selected } = store.state();
      store.actions[what](selected.has(row.ordinal) ? selected : [row.ordinal]);
    }
  };
}

/** Selects an element; with `add` beside the others, or takes it out of them. */
function useSelect({ onSelected }: GridProps) {
  const store = useSelectionStore();
  return (ordinal: number, { add, zoom }: { add: boolean; zoom: boolean }) => {
    const { selected } = store.state();
    if (add && selected.has(ordinal))
      store.actions.select([...selected].filter((other) => other !== ordinal));
    else store.actions.select([ordinal], { add, zoom });
    onSelected();
  };
}

function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
  const column = target.closest<HTMLElement>("[data-column]")?.dataset.column;
  return row === undefined ? null : { row: Number(row), column: Number(column ?? 0) };
}

function ordinalOf(target: EventTarget): number | null {
  if (!(target instanceof Element)) return null;
  const ordinal = target.closest<HTMLElement>("[data-ordinal]")?.dataset.ordinal;
  return ordinal === undefined ? null : Number(ordinal);
}
