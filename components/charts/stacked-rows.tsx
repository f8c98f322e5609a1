"use client";
import { scaleLinear } from "@visx/scale";
import { cut, rowsAt, STACKED_ROWS } from "./drawing-rows.ts";
import { type Drawing, type Mark, Plot } from "./plot.tsx";
import type { StackedBarsProps, StackedRow } from "./stacked-bars.tsx";

/** The drawing of StackedBars. */
export function StackedRows({ label, series, rows }: StackedBarsProps) {
  const most = Math.max(1e-9, ...rows.map(sumOf));
  const drawingOf = (width: number): Drawing => {
    const { isWide: wide, step } = rowsAt(STACKED_ROWS, width);
    const left = wide ? Math.min(220, width * 0.34) : 0;
    const right = wide ? 92 : 0;
    const x = scaleLinear({ domain: [0, most], range: [0, width - left - right] });
    const bars = rows.map((row, index) => {
      let at = 0;
      return {
        row,
        top: index * step + (wide ? 6 : 24),
        textY: index * step + (wide ? 21 : 16),
        segments: row.parts.map((part, part_) => {
          const from = at;
          at += part.value;
          return { ...part, series: series[part_], x: left + x(from), width: x(at) - x(from) };
        }),
      };
    });
    const marks: Mark[] = bars.flatMap(({ row, top, segments }) =>
      segments
        .filter(({ value }) => value > 0)
        .map((segment) => ({
          id: `${row.id}/${segment.series?.id}`,
          label: `${row.label}, ${segment.series?.label}`,
          text: segment.text,
          x: segment.x,
          y: top,
          width: Math.max(3, segment.width),
          height: BAR,
        })),
    );
    return {
      height: bars.length * step,
      marks,
      content: bars.map(({ row, top, textY, segments }) => (
        <g key={row.id}>
          {row.color && <rect x={0} y={textY - 10} width={10} height={10} rx="2.5" fill={row.color} />}
          <text x={row.color ? 16 : 0} y={textY} className="fill-ink text-sm">
            {cut(row.label, (wide ? left : width - 100) - 22)}
          </text>
          <text x={width} y={textY} textAnchor="end" className="fill-ink font-medium text-sm tabular-nums">
            {row.text}
          </text>
          {segments.map((segment) => (
            <rect
              key={segment.series?.id}
              x={segment.x}
              y={top}
              width={Math.max(0, segment.width - 1)}
              height={BAR}
              fill={segment.series?.color}
            />
          ))}
        </g>
      )),
    };
  };
  return <Plot label={label} draw={(width, show) => show(drawingOf(width))} />;
}

const BAR = 20;

const sumOf = ({ parts }: StackedRow) => parts.reduce((sum, { value }) => sum + value, 0);
