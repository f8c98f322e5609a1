"use client";
import type { ReactNode } from "react";
import { formatDuration } from "#components/format/time.ts";
import { cn } from "#components/ui/cn.ts";
import { ticksOf } from "./ticks.ts";
import { useMarks } from "./use-marks.ts";

export type SegmentTone = "done" | "failed" | "waiting" | "running" | "plain";

/** A piece of time in a row; `start` and `duration` in milliseconds from the beginning of the chart. */
export interface Segment {
  id: string;
  start: number;
  duration: number;
  tone: SegmentTone;
  /** In words. */
  title: string;
}

export interface TimelineRow {
  id: string;
  /** The row in words, for its bars. */
  name: string;
  label: ReactNode;
  segments: readonly Segment[];
  /** How long it took, as it is written. */
  text: string;
  /** Under the label, such as why an attempt failed. */
  note?: ReactNode;
}

const tones: Record<SegmentTone, string> = {
  done: "text-ok-fill",
  failed: "text-bad-fill",
  waiting: "text-control",
  running: "animate-pulse text-brand",
  plain: "text-chart-1",
};

interface Bar extends Segment {
  label: string;
  text: string;
  row: string;
}

/**
 * What happened when: a row for each thing, with its time as bars on one scale of `total` milliseconds. All bars are one
 * stop of the Tab key; whichever is pointed at or focused is told below.
 */
export function Timeline({
  label,
  rows,
  total,
}: {
  label: string;
  rows: readonly TimelineRow[];
  total: number;
}) {
  const ticks = ticksOf(total);
  const bars = rows.flatMap(({ id, name, segments }) =>
    segments.map(
      (segment): Bar => ({
        ...segment,
        id: `${id}/${segment.id}`,
        row: id,
        label: name,
        text: segment.title,
      }),
    ),
  );
  const { active, leave, propsOf } = useMarks(bars, {});
  const percent = (milliseconds: number) => `${((milliseconds / total) * 100).toFixed(3)}%`;
  return (
    <figure aria-label={label} className="min-w-0 print:[print-color-adjust:exact]" onPointerLeave={leave}>
      <div aria-hidden className={cn(line, "max-sm:hidden")}>
        <span />
        <span className="relative h-5 text-ink-3 text-xs tabular-nums">
          {ticks.map((tick) => (
            <Tick key={tick} at={tick} total={total} />
          ))}
        </span>
        <span />
      </div>
      <ol className="grid">
        {rows.map((row) => (
          <li key={row.id} className={cn(line, "border-line border-t py-1.5")}>
            <div className="min-w-0">
              {row.label}
              {row.note}
            </div>
            {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label; a title would cover the drawing on hover */}
            <svg
              {...(row.segments.length > 0
                ? { role: "listbox", "aria-label": row.name }
                : { "aria-hidden": true as const })}
              className="h-5 w-full overflow-visible max-sm:order-last max-sm:col-span-2 max-sm:h-3"
            >
              {ticks.map((tick) => (
                <line
                  key={tick}
                  aria-hidden
                  x1={percent(tick)}
                  x2={percent(tick)}
                  y1="0"
                  y2="100%"
                  className="stroke-line"
                />
              ))}
              {bars.map((bar, index) => {
                if (bar.row !== row.id) return null;
                const { className, ...props } = propsOf(bar, index);
                return (
                  <rect
                    key={bar.id}
                    {...props}
                    x={percent(Math.min(bar.start, total * 0.998))}
                    y="22%"
                    height="56%"
                    rx="2"
                    width={percent(Math.max(bar.duration, total * 0.002))}
                    fill="currentColor"
                    className={cn(tones[bar.tone], className)}
                  />
                );
              })}
            </svg>
            <span className="self-start text-right text-ink-2 text-sm tabular-nums leading-5.5">
              {row.text}
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className="min-h-5 truncate text-ink-2 text-sm print:hidden">
        {active && `${active.label}: ${active.text}`}
      </p>
    </figure>
  );
}

/** Label, bars and duration in one line; on a phone the bars stand below the two. */
const line =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(9rem,38%)_minmax(0,1fr)_5.5rem]";

function Tick({ at, total }: { at: number; total: number }) {
  const share = (at / total) * 100;
  return (
    <span
      // The position is of the data; no class could say it.
      style={{ left: `${share}%` }}
      className={cn("absolute top-0 whitespace-nowrap", at > 0 && "-translate-x-1/2")}
    >
      {at === 0 ? "0" : formatDuration(at)}
    </span>
  );
}
