"use client";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A number beside the label. */
  count?: ReactNode;
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
  return (
    <Radix.Root
      defaultValue={defaultValue ?? items[0]?.value}
      value={value}
      onValueChange={onValueChange}
      className={className}
    >
      <Radix.List
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
