"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cn } from "./cn.ts";

export interface Segment<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Needed when the label is only an icon. */
  name?: string;
}

/** Segments that stand side by side on a phone; more of them scroll, each on one line. */
const FEW = 5;

/** Where keys lead from one of `count` segments. */
const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A choice of one among a few, all in sight. The Tab key goes to the chosen one; arrows move, Enter and Space choose. */
export function Segmented<Value extends string>({
  label,
  value,
  segments,
  onChange,
}: {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  onChange: (value: Value) => void;
}) {
  const group = useRef<HTMLDivElement>(null);
  const entry = Math.max(
    0,
    segments.findIndex((segment) => segment.value === value),
  );
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    // With one of these a key is the browser's, such as Alt and an arrow for the page before.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = MOVES[event.key]?.(at, segments.length);
    if (next === undefined) return;
    event.preventDefault();
    const button = group.current?.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className="inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border border-line bg-subtle p-0.5"
    >
      {segments.map((segment, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a field of a form would be sent with it
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          aria-label={segment.name}
          data-state={segment.value === value ? "on" : "off"}
          tabIndex={at === entry ? 0 : -1}
          onKeyDown={(event) => onKeyDown(event, at)}
          onClick={() => segment.value !== value && onChange(segment.value)}
          className={cn(
            "inline-flex h-6.5 shrink-0 grow items-center justify-center gap-1.5 rounded-sm px-2.5 text-ink-2 text-sm hover:text-ink focus-visible:outline-offset-0 data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:shadow-sm touch:h-auto touch:min-h-11 [&_svg]:size-4",
            segments.length > FEW
              ? "touch:px-3.5"
              : segments.length > 2
                ? "touch:min-w-min touch:shrink touch:px-1.5"
                : "touch:min-w-min touch:shrink touch:px-3.5",
          )}
        >
          <span className="inline-flex items-center justify-center gap-1.5 touch:min-w-8">
            {segment.label}
          </span>
        </button>
      ))}
    </div>
  );
}
