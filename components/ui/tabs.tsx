"use client";
import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useCurrentInSight } from "./use-current-in-sight.ts";

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A number beside the label. */
  count?: ReactNode;
  /**
   * What of it comes later has its own `Suspense` (`dynamic` with `loading`): it is shown outside of the transition that
   * chose the tab, so the page around the tabs would be taken away with their focus.
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

export function Tabs({ items, label, defaultValue, value, onValueChange, className }: TabsProps) {
  const row = useCurrentInSight<HTMLDivElement>('[data-state="active"]', value ?? defaultValue ?? "first");
  const known = useRef(value);
  // Right after the change: the library takes what is left away in a step of its own.
  useLayoutEffect(() => {
    if (known.current === value) return;
    known.current = value;
    // Another tab was chosen from inside of this one, as by a button: what had the focus goes with it.
    const left = document.activeElement?.closest('[role="tabpanel"][data-state="inactive"]');
    if (left && row.current?.parentElement === left.parentElement)
      row.current?.querySelector<HTMLElement>('[data-state="active"]')?.focus();
  }, [value, row]);
  return (
    <Radix.Root
      defaultValue={defaultValue ?? items[0]?.value}
      value={value}
      onValueChange={onValueChange}
      className={className}
    >
      <Radix.List
        ref={row}
        aria-label={label}
        className="flex gap-5 overflow-x-auto border-line border-b [scrollbar-width:none] print:hidden"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className="-mb-px flex shrink-0 items-center gap-1.5 rounded-t-sm border-transparent border-b-2 py-2 text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-brand-text data-[state=active]:font-medium data-[state=active]:text-ink touch:min-h-11"
          >
            {item.label}
            {item.count !== undefined && (
              <span className="rounded-full bg-hover px-1.5 text-ink-2 text-xs tabular-nums">
                {item.count}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
