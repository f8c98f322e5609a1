"use client";
import { scaleLinear } from "@visx/scale";
import { cut, rowsAt, TORNADO_ROWS } from "./drawing-rows.ts";
import { type Drawing, Plot } from "./plot.tsx";

export interface TornadoRow {
  id: string;
  label: string;
  low: number;
  high: number;
  /** The difference, at the right edge. */
  text: string;
  detail: string;
  color: string;
}

/** How far single inputs move a total off its likely value, to both sides of a line that marks it; the widest on top. */
export function Tornado({
  label,
  rows,
  middle,
}: {
  label: string;
  rows: readonly TornadoRow[];
  middle: number;
}) {
  const drawingOf = (width: number): Drawing => {
    const { isWide: wide, step } = rowsAt(TORNADO_ROWS, width);
    const left = wide ? Math.min(260, width * 0.36) : 0;
    const right = wide ? 84 : 0;
    const x = scaleLinear({
      domain: [Math.min(...rows.map(({ low }) => low)), Math.max(...rows.map(({ high }) => high))],
      range: [left, width - right],
    });
    const placed = rows.map((row, index) => ({
      ...row,
      left: x(row.low),
      right: x(row.high),
      y: index * step + (wide ? 6 : 24),
      textY: index * step + (wide ? 21 : 16),
    }));
    return {
      height: rows.length * step,
      marks: placed.map(({ id, label: name, text, detail, y, ...bar }) => ({
        id,
        label: name,
        text,
        detail,
        x: bar.left,
        y,
        width: Math.max(3, bar.right - bar.left),
        height: BAR,
      })),
      content: (
        <>
          {placed.map((bar) => (
            <g key={bar.id}>
              <text x={0} y={bar.textY} className="fill-ink text-sm">
                {cut(bar.label, (wide ? left : width - 90) - 12)}
              </text>
              <text
                x={width}
                y={bar.textY}
                textAnchor="end"
                className="fill-ink font-medium text-sm tabular-nums"
              >
                {bar.text}
              </text>
              <rect
                x={bar.left}
                y={bar.y}
                width={Math.max(1, x(middle) - bar.left)}
                height={BAR}
                fill={bar.color}
                opacity={0.55}
              />
              <rect
                x={x(middle)}
                y={bar.y}
                width={Math.max(1, bar.right - x(middle))}
                height={BAR}
                fill={bar.color}
              />
              <line
                x1={x(middle)}
                x2={x(middle)}
                y1={bar.y - 4}
                y2={bar.y + BAR + 4}
                className="stroke-ink"
              />
            </g>
          ))}
        </>
      ),
    };
  };
  return <Plot label={label} draw={(width, show) => show(drawingOf(width))} />;
}

const BAR = 20;
