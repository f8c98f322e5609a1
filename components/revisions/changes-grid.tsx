// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a table's; the roles say what they are
"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { sentenceOf } from "#components/data/told-of.ts";
import { useHeights } from "#components/takeoff/use-heights.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { cn } from "#components/ui/cn.ts";
import { useSelectionActions, useSelectionStore } from "#components/viewer/selection.tsx";
import { ChangeRow } from "./change-row.tsx";
import { cell, HEADERS, numeric, raster, rasterWidth } from "./columns.ts";
import type { BothModels } from "./made-of.ts";
import { useChangeRows, WINDOW } from "./queries.ts";
import { useSettled } from "./use-settled.ts";

/** Rows fetched ahead of what is in view. */
const AHEAD = 40;

export interface ChangesGridProps {
  fileId: string;
  made: string;
  /** Rows in order, by their position. */
  positions: readonly number[];
  both: BothModels;
  currency: string | null;
}

/** Rows of a comparison: they are there while they are in sight; arrows walk through them, Enter and Space select. */
export function ChangesGrid({ fileId, made, positions, both, currency }: ChangesGridProps) {
  const t = useTranslations("revisions");
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useHeights();
  const [at, setAt] = useState(0);
  const active = Math.min(at, positions.length - 1);
  const store = useSelectionStore();
  const { hover } = useSelectionActions();
  const virtual = useVirtualizer({
    count: positions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => heights.row,
    overscan: 8,
    scrollMargin: heights.header,
    scrollPaddingStart: heights.header,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights are what there is to measure
  useEffect(() => virtual.measure(), [virtual, heights]);
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const windows = useSettled(windowsOf(positions, startIndex - AHEAD, endIndex + AHEAD));
  const { rows, error, retry } = useChangeRows(fileId, made, windows);

  // What is picked in the model comes into sight here.
  const own = useRef(false);
  useEffect(
    () =>
      store.subscribe(() => {
        if (own.current) return;
        const [first] = store.state().selected;
        const row = first === undefined ? -1 : positions.indexOf(both.positionOf[first] ?? -1);
        if (row < 0) return;
        setAt(row);
        virtual.scrollToIndex(row, { align: "center" });
      }),
    [store, positions, both, virtual],
  );

  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });
  const select = (row: number, add: boolean) => {
    const number = both.numberOf[positions[row] ?? -1];
    if (number === undefined) return;
    own.current = true;
    const { selected } = store.state();
    if (add && selected.has(number)) store.actions.select([...selected].filter((other) => other !== number));
    else store.actions.select([number], { add, zoom: true });
    own.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heights.row) - 2);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: positions.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(positions.length - 1, to));
      wantsFocus.current = true;
      setAt(next);
      virtual.scrollToIndex(next, { align: "auto" });
    } else if (event.key === "Enter" || event.key === " ") select(active, event.ctrlKey || event.shiftKey);
    else if (event.key === "Escape" && store.state().selected.size > 0) store.actions.select([]);
    else return;
    event.preventDefault();
  };
  const items = virtual.getVirtualItems();
  const inSight = items.some(({ index }) => index === active);
  return (
    <>
      {error && (
        <Callout
          tone="bad"
          announce
          title={t("table.failed")}
          action={
            <Button size="sm" onClick={retry}>
              {t("retry")}
            </Button>
          }
        >
          {sentenceOf(error)}
        </Callout>
      )}
      <div
        ref={scroller}
        role="grid"
        aria-label={t("table.title")}
        aria-rowcount={positions.length + 1}
        aria-multiselectable
        onKeyDown={onKeyDown}
        onPointerLeave={() => hover(null)}
        className="relative max-h-[70dvh] overflow-auto border-line border-y"
      >
        <div className={rasterWidth}>
          <div role="rowgroup" className="sticky top-0 z-10">
            {/* biome-ignore lint/a11y/useFocusableInteractive: the rows below take the focus */}
            <div
              role="row"
              aria-rowindex={1}
              className={cn(raster, "border-line border-b bg-subtle font-medium text-ink-2 text-sm")}
              style={{ height: heights.header }}
            >
              {HEADERS.map((name, index) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the rows take the focus; the table has one order
                <div key={name} role="columnheader" className={cn(cell, index >= 5 && numeric)}>
                  {t(`column.${name}`)}
                </div>
              ))}
            </div>
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const position = positions[index];
              if (position === undefined) return null;
              return (
                <ChangeRow
                  key={position}
                  index={index}
                  number={both.numberOf[position] ?? -1}
                  change={rows.get(position)}
                  currency={currency}
                  // The tab key enters at the row where the keyboard stood, or at what is in sight.
                  isStop={inSight ? index === active : index === items[0]?.index}
                  top={start - heights.header}
                  height={heights.row}
                  onSelect={(add) => {
                    setAt(index);
                    select(index, add);
                  }}
                />
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}

/** Windows of a fixed size over the rows of a range, so that each is asked for once. */
function windowsOf(positions: readonly number[], from: number, to: number): number[][] {
  const windows: number[][] = [];
  const last = Math.min(positions.length - 1, to);
  for (let at = Math.floor(Math.max(0, from) / WINDOW); at * WINDOW <= last; at += 1)
    windows.push(positions.slice(at * WINDOW, (at + 1) * WINDOW));
  return windows;
}
