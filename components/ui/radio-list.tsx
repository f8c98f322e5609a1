import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface RadioItem<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  /** At the end of the line, such as a price. */
  aside?: ReactNode;
  disabled?: boolean;
}

/** One of a few that differ in more than their name; each line is the target. */
export function RadioList<Value extends string>({
  legend,
  name,
  value,
  items,
  onChange,
}: {
  legend: string;
  name: string;
  value: Value;
  items: readonly RadioItem<Value>[];
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className="grid gap-px overflow-clip rounded-md border border-control bg-line">
        {items.map((item) => (
          <label
            key={item.value}
            className={cn(
              "flex cursor-pointer items-start gap-2.5 bg-surface px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-brand-text has-focus-visible:-outline-offset-2",
              item.value === value && "bg-brand-soft",
              item.disabled && "cursor-not-allowed",
            )}
          >
            <input
              type="radio"
              name={name}
              value={item.value}
              checked={item.value === value}
              disabled={item.disabled}
              onChange={() => onChange(item.value)}
              className="mt-1 size-4 shrink-0 accent-brand-text outline-none"
            />
            <span className="grid min-w-0 grow">
              <span className={cn("font-medium", item.disabled && "text-ink-3")}>{item.label}</span>
              {item.hint && <span className="text-ink-2 text-sm">{item.hint}</span>}
            </span>
            {item.aside && <span className="shrink-0 text-right tabular-nums">{item.aside}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
