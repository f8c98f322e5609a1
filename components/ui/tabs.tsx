"use client";
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useState } from "react";
import { useCurrentInSight } from "./use-current-in-sight.ts";

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A number beside the label. */
  count?: ReactNode;
  /**
   * What of it comes later has its own `Suspense` (`below`): it is shown outside of the transition that chose the tab, so
   * the page around the tabs would be taken away with their focus.
   */
  content: ReactNode;
}

export interface TabsProps {
  items: readonly TabItem[];
  label: string;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  className?: string;
}

/** Where keys lead from one of `count` tabs. */
const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The Tab key goes to the tab that is open, and from it into what it shows; arrows, Home and End open the others. */
export function Tabs({ items, label, defaultValue, value, onValueChange, className }: TabsProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue ?? items[0]?.value);
  const open = value ?? own;
  const row = useCurrentInSight<HTMLDivElement>('[aria-selected="true"]', open);
  const choose = (next: string) => {
    if (next === open) return;
    setOwn(next);
    onValueChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    // With one of these a key is the browser's, such as Alt and an arrow for the page before.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = MOVES[event.key]?.(at, items.length);
    const next = to === undefined ? undefined : items[to];
    if (to === undefined || !next) return;
    event.preventDefault();
    const tab = row.current?.children[to];
    if (tab instanceof HTMLElement) tab.focus();
    choose(next.value);
  };
  // What was open before goes a step later, so that it can be seen where the focus was.
  const [before, setBefore] = useState(open);
  useLayoutEffect(() => {
    if (before === open) return;
    // Another tab was chosen from inside of this one, as by a button: what had the focus goes with it.
    if (document.getElementById(`${id}-panel-${before}`)?.contains(document.activeElement))
      row.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    setBefore(open);
  }, [before, open, id, row]);
  return (
    <div className={className}>
      <div
        ref={row}
        role="tablist"
        aria-label={label}
        className="flex gap-5 overflow-x-auto border-line border-b [scrollbar-width:none] print:hidden"
      >
        {items.map((item, at) => (
          <button
            key={item.value}
            type="button"
            role="tab"
            id={`${id}-tab-${item.value}`}
            aria-selected={item.value === open}
            aria-controls={`${id}-panel-${item.value}`}
            tabIndex={item.value === open ? 0 : -1}
            onClick={() => choose(item.value)}
            onKeyDown={(event) => onKeyDown(event, at)}
            className="-mb-px flex shrink-0 items-center gap-1.5 rounded-t-sm border-transparent border-b-2 py-2 text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px] aria-selected:border-brand-text aria-selected:font-medium aria-selected:text-ink touch:min-h-11"
          >
            {item.label}
            {item.count !== undefined && (
              <span className="rounded-full bg-hover px-1.5 text-ink-2 text-xs tabular-nums">
                {item.count}
              </span>
            )}
          </button>
        ))}
      </div>
      {items.map((item) => (
        <div
          key={item.value}
          role="tabpanel"
          id={`${id}-panel-${item.value}`}
          aria-labelledby={`${id}-tab-${item.value}`}
          // Those that hold nothing to focus are read by keyboard too.
          tabIndex={item.value === open ? 0 : -1}
          hidden={item.value !== open}
          className="pt-4"
        >
          {(item.value === open || item.value === before) && item.content}
        </div>
      ))}
    </div>
  );
}
