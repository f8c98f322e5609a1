"use client";
import type { ReactNode } from "react";
import { type MarkWords, useMarks } from "./use-marks.ts";
import { useWidth } from "./use-size.ts";

/** Something in a drawing that can be pointed at: where it is, and what is said of it. */
export interface Mark extends MarkWords {
  x: number;
  y: number;
  width: number;
  height: number;
  /** A second line, such as a share. */
  detail?: string | undefined;
}

/** Of words in a drawing: a rim of the card's own colour, so that a line behind them does not strike them through. */
export const HALO = { stroke: "var(--surface)", strokeWidth: 4, paintOrder: "stroke" } as const;

export interface Drawing {
  height: number;
  marks: readonly Mark[];
  content: ReactNode;
}

export interface PlotProps {
  label: string;
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
export function Plot({ draw, ...rest }: PlotProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={frame} className="relative min-w-0 print:[print-color-adjust:exact]">
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
  const { active, leave, propsOf } = useMarks(marks, { onChoose, onBack });
  return (
    <>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label; a title would cover the drawing on hover */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="block h-auto w-full select-none overflow-visible"
        onPointerLeave={leave}
        {...(marks.length > 0 ? { role: "listbox", "aria-label": label } : { "aria-hidden": true as const })}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus */}
        <g aria-hidden="true">{content}</g>
        {marks.map((mark, index) => (
          <rect
            key={mark.id}
            {...propsOf(mark, index)}
            x={mark.x}
            y={mark.y}
            width={Math.max(1, mark.width)}
            height={Math.max(1, mark.height)}
            rx="3"
            fill="transparent"
          />
        ))}
      </svg>
      {/* Always there, so that it is listened to when something is said in it. */}
      <div role="status">{active && <Words mark={active} width={width} />}</div>
    </>
  );
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
