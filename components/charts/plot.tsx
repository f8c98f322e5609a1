"use client";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { useWidth } from "./use-size.ts";

/** Something in a drawing that can be pointed at: where it is, and what is said of it. */
export interface Mark {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
  text: string;
  /** A second line, such as a share. */
  detail?: string | undefined;
}

export interface Drawing {
  height: number;
  marks: readonly Mark[];
  content: ReactNode;
}

export interface PlotProps {
  label: string;
  /** Kept free until the width is known. */
  minHeight: number;
  /** Makes the drawing for a width and hands it to `show`. */
  draw: (width: number, show: (drawing: Drawing) => ReactNode) => ReactNode;
  /** Enter, or a click. */
  onChoose?: (id: string) => void;
  /** Backspace. */
  onBack?: () => void;
}

/**
 * A drawing that fills its width, and is used by pointer, finger and keyboard alike: its marks are one stop of the Tab
 * key, the arrow keys, Home and End go from one to the next, and whichever is pointed at or focused says what it is.
 * Escape takes the words away. The drawing itself is decoration; the words of the marks carry all of it.
 */
export function Plot({ minHeight, draw, ...rest }: PlotProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <div
      ref={frame}
      className="relative min-w-0 print:[print-color-adjust:exact]"
      style={width > 0 ? undefined : { minHeight }}
    >
      {width > 0 && draw(width, (drawing) => <Shown {...rest} width={width} drawing={drawing} />)}
    </div>
  );
}

function Shown({
  label,
  width,
  drawing: { height, marks, content },
  onChoose,
  onBack,
}: Pick<PlotProps, "label" | "onChoose" | "onBack"> & { width: number; drawing: Drawing }) {
  const [active, setActive] = useState<string | null>(null);
  const [stop, setStop] = useState<string | null>(null);
  const shown = marks.find(({ id }) => id === active);
  return (
    <>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label; a title would cover the drawing on hover */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="block h-auto w-full select-none overflow-visible"
        onPointerLeave={() => setActive(null)}
        {...(marks.length > 0 ? { role: "listbox", "aria-label": label } : { "aria-hidden": true as const })}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus */}
        <g aria-hidden="true">{content}</g>
        <Marks
          marks={marks}
          active={active}
          stop={stop}
          onActive={setActive}
          onStop={setStop}
          onChoose={onChoose}
          onBack={onBack}
        />
      </svg>
      {/* Always there, so that it is listened to when something is said in it. */}
      <div role="status">{shown && <Words mark={shown} width={width} />}</div>
    </>
  );
}

function Marks({
  marks,
  active,
  stop,
  onActive,
  onStop,
  onChoose,
  onBack,
}: {
  marks: readonly Mark[];
  active: string | null;
  stop: string | null;
  onActive: (id: string | null) => void;
  onStop: (id: string) => void;
  onChoose?: ((id: string) => void) | undefined;
  onBack?: (() => void) | undefined;
}) {
  const elements = useRef(new Map<string, SVGRectElement>());
  const prefix = useId();
  const tabStop = marks.some(({ id }) => id === stop) ? stop : marks[0]?.id;

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const to = nextIndex(event.key, index, marks.length);
    const mark = to === null ? undefined : marks[to];
    if (mark) elements.current.get(mark.id)?.focus();
    else if (event.key === "Escape" && active !== null) onActive(null);
    else if ((event.key === "Enter" || event.key === " ") && onChoose) onChoose(marks[index]?.id ?? "");
    else if (event.key === "Backspace" && onBack) onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return marks.map((mark, index) => (
    <rect
      key={mark.id}
      id={`${prefix}-${index}`}
      ref={(element) => {
        if (element) elements.current.set(mark.id, element);
        else elements.current.delete(mark.id);
      }}
      role="option"
      aria-selected={mark.id === active}
      aria-label={`${mark.label}: ${mark.text}`}
      aria-setsize={marks.length}
      aria-posinset={index + 1}
      tabIndex={mark.id === tabStop ? 0 : -1}
      x={mark.x}
      y={mark.y}
      width={Math.max(1, mark.width)}
      height={Math.max(1, mark.height)}
      rx="3"
      fill="transparent"
      strokeWidth="2"
      className={cn(
        "outline-none focus-visible:stroke-ink",
        mark.id === active && "stroke-ink-3",
        onChoose && "cursor-pointer",
      )}
      onPointerEnter={() => onActive(mark.id)}
      onFocus={() => {
        onActive(mark.id);
        onStop(mark.id);
      }}
      onBlur={() => onActive(null)}
      onClick={() => (onChoose ? onChoose(mark.id) : onActive(mark.id))}
      onKeyDown={(event) => onKeyDown(event, index)}
    />
  ));
}

function nextIndex(key: string, index: number, count: number): number | null {
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(count - 1, index + 1);
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** Beside what it is about, over the drawing; Escape takes it away. */
function Words({ mark, width }: { mark: Mark; width: number }) {
  const middle = mark.x + mark.width / 2;
  const shift = middle < 110 ? 0 : middle > width - 110 ? -100 : -50;
  const left =
    shift === 0 ? Math.max(0, mark.x) : shift === -100 ? Math.min(width, mark.x + mark.width) : middle;
  return (
    <div
      className="pointer-events-none absolute z-20 w-max max-w-56 animate-fade rounded-md bg-ink px-2.5 py-1.5 text-canvas text-sm shadow-md print:hidden"
      style={{ left, top: mark.y, transform: `translate(${shift}%, calc(-100% - 6px))` }}
    >
      <p className="break-words font-medium">{mark.label}</p>
      <p className="tabular-nums">{mark.text}</p>
      {mark.detail && <p className="tabular-nums opacity-80">{mark.detail}</p>}
    </div>
  );
}
