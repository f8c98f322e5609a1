"use client";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { cn } from "#components/ui/cn.ts";

/** What is said of something in a drawing that can be pointed at. */
export interface MarkWords {
  id: string;
  label: string;
  text: string;
}

/** Enter or a click, and Backspace. */
export interface MarkActions {
  onChoose?: ((id: string) => void) | undefined;
  onBack?: (() => void) | undefined;
}

/**
 * Marks as options of a list: one stop of the Tab key, between which the arrow keys, Home and End go; Escape takes the
 * words of the active one away. Spread `propsOf` on the shape of each, inside of an element with the role `listbox`.
 */
export function useMarks<T extends MarkWords>(marks: readonly T[], { onChoose, onBack }: MarkActions) {
  const [active, setActive] = useState<string | null>(null);
  const [stop, setStop] = useState<string | null>(null);
  const elements = useRef(new Map<string, SVGRectElement>());
  const prefix = useId();
  const tabStop = marks.some(({ id }) => id === stop) ? stop : marks[0]?.id;

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    // With one of these a key is the browser's, such as Alt and an arrow for the page before.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = nextIndex(event.key, index, marks.length);
    const mark = to === null ? undefined : marks[to];
    if (mark) elements.current.get(mark.id)?.focus();
    else if (event.key === "Escape" && active !== null) setActive(null);
    else if ((event.key === "Enter" || event.key === " ") && onChoose) onChoose(marks[index]?.id ?? "");
    else if (event.key === "Backspace" && onBack) onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    /** The one that is pointed at or focused. */
    active: marks.find(({ id }) => id === active),
    leave: () => setActive(null),
    propsOf: (mark: T, index: number) => ({
      id: `${prefix}-${index}`,
      ref: (element: SVGRectElement | null) => {
        if (element) elements.current.set(mark.id, element);
        else elements.current.delete(mark.id);
      },
      role: "option",
      "aria-selected": mark.id === active,
      "aria-label": `${mark.label}: ${mark.text}`,
      "aria-setsize": marks.length,
      "aria-posinset": index + 1,
      tabIndex: mark.id === tabStop ? 0 : -1,
      strokeWidth: 2,
      className: cn(
        "outline-none focus-visible:stroke-ink",
        mark.id === active && "stroke-ink-3",
        onChoose && "cursor-pointer",
      ),
      onPointerEnter: () => setActive(mark.id),
      onFocus: () => {
        setActive(mark.id);
        setStop(mark.id);
      },
      onBlur: () => setActive(null),
      onClick: () => (onChoose ? onChoose(mark.id) : setActive(mark.id)),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, index),
    }),
  };
}

function nextIndex(key: string, index: number, count: number): number | null {
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(count - 1, index + 1);
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
