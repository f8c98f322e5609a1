"use client";
import { scaleLinear } from "@visx/scale";
import { rowsAt, WATERFALL_ROWS } from "./drawing-rows.ts";
import { type Drawing, HALO, type Mark, Plot } from "./plot.tsx";

export interface WaterfallStep {
  id: string;
  label: string;
  /** What it adds, or takes off where it is below 0. */
  value: number;
  text: string;
  detail?: string | undefined;
  color: string;
}

/**
 * From nothing to a total, step by step: each row begins where the one before ended, and the last is the whole. Rows
 * instead of columns, so that names keep their length on a phone.
 */
export function Waterfall({
  label,
  steps,
  total,
}: {
  label: string;
  steps: readonly WaterfallStep[];
  total: Omit<WaterfallStep, "detail">;
}) {
  const drawingOf = (width: number): Drawing => {
    const { isWide: wide, step: row } = rowsAt(WATERFALL_ROWS, width);
    const longest = Math.max(...[...steps, total].map(({ label: name }) => name.length));
    const left = wide ? Math.min(longest * LETTER + 14, width * 0.4) : 0;
    const right = wide ? 110 : 0;
    const bars = barsOf(steps, total);
    const x = scaleLinear({
      domain: [Math.min(0, ...bars.map(({ from }) => from)), Math.max(1, ...bars.map(({ to }) => to))],
      range: [left, width - right],
    });
    const placed = bars.map((bar, index) => ({
      ...bar,
      left: x(bar.from),
      right: x(bar.to),
      y: index * row + (wide ? 6 : 24),
      textY: index * row + (wide ? 22 : 16),
    }));
    const marks: Mark[] = placed.map(({ id, label: name, text, detail, y, ...bar }) => ({
      id,
      label: name,
      text,
      detail,
      x: bar.left,
      y,
      width: Math.max(3, bar.right - bar.left),
      height: BAR,
    }));
    return {
      height: placed.length * row,
      marks,
      content: placed.map((bar, index) => (
        <g key={bar.id}>
          <text x={0} y={bar.textY} {...HALO} className="fill-ink text-sm">
            {bar.label}
          </text>
          <text
            x={width}
            y={bar.textY}
            textAnchor="end"
            {...HALO}
            className="fill-ink font-medium text-sm tabular-nums"
          >
            {bar.text}
          </text>
          <rect
            x={bar.left}
            y={bar.y}
            width={Math.max(1.5, bar.right - bar.left)}
            height={BAR}
            rx="2"
            fill={bar.color}
            opacity={bar.value < 0 ? 0.4 : 1}
          />
          {bar.value < 0 && (
            <rect
              x={bar.left + 0.75}
              y={bar.y + 0.75}
              width={Math.max(1, bar.right - bar.left - 1.5)}
              height={BAR - 1.5}
              rx="2"
              fill="none"
              stroke={bar.color}
              strokeWidth="1.5"
              strokeDasharray="4 3"
            />
          )}
          {index < placed.length - 1 && (
            <line
              x1={x(bar.ends)}
              x2={x(bar.ends)}
              y1={bar.y + BAR}
              y2={bar.y + row}
              strokeDasharray="2 2"
              className="stroke-ink-3"
            />
          )}
        </g>
      )),
    };
  };
  return <Plot label={label} draw={(width, show) => show(drawingOf(width))} />;
}

const BAR = 22;
/** Pixels of a letter of the names. */
const LETTER = 7.2;

function barsOf(steps: readonly WaterfallStep[], total: Omit<WaterfallStep, "detail">) {
  let at = 0;
  const bars = steps.map((step) => {
    const begins = at;
    at += step.value;
    return { ...step, from: Math.min(begins, at), to: Math.max(begins, at), ends: at };
  });
  const whole = { ...total, detail: undefined };
  return [
    ...bars,
    { ...whole, from: Math.min(0, total.value), to: Math.max(0, total.value), ends: total.value },
  ];
}
