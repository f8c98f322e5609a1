"use client";
import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleBand, scaleLinear } from "@visx/scale";
import { NAME_AXIS, VALUE_AXIS } from "./axis-style.ts";
import { type Drawing, Plot } from "./plot.tsx";

export interface Column {
  id: string;
  label: string;
  /** Nothing below 0. */
  value: number;
  text: string;
  /** Under the axis. */
  tick: string;
}

const HEIGHT = 196;
/** Below the bars. */
const FOOT = 26;
/** Pixels of a letter of the smallest text. */
const LETTER = 6.6;

/** A figure by days or months as a column each, from 0 to `top`; the whole height of a column can be pointed at. */
export function Columns({
  label,
  columns,
  top,
  format,
  color,
  onChoose,
}: {
  label: string;
  columns: readonly Column[];
  top: number;
  /** What is written on the scale at its top, in its middle and at 0; null: nothing. */
  format: (value: number) => string | null;
  color: string;
  onChoose?: (id: string) => void;
}) {
  const drawingOf = (width: number): Drawing => {
    const scale = top > 0 ? [0, top / 2, top] : [0];
    const left = 10 + LETTER * Math.max(...scale.map((value) => format(value)?.length ?? 0));
    const y = scaleLinear({ domain: [0, Math.max(top, 1e-9)], range: [HEIGHT - FOOT, 10] });
    const x = scaleBand({ domain: columns.map(({ id }) => id), range: [left, width], padding: 0.2 });
    const longest = Math.max(...columns.map(({ tick }) => tick.length));
    const every = Math.max(
      1,
      Math.ceil((columns.length * (longest * LETTER + 18)) / Math.max(1, width - left)),
    );
    const place = ({ id }: Column) => x(id) ?? left;
    return {
      height: HEIGHT,
      marks: columns.map((column) => ({
        ...column,
        x: place(column),
        y: 10,
        width: x.bandwidth(),
        height: HEIGHT - FOOT - 10,
      })),
      content: (
        <>
          {scale.map((value) => (
            <line
              key={value}
              x1={left}
              x2={width}
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? "stroke-ink-3" : "stroke-line"}
            />
          ))}
          {columns.map((column) => (
            <rect
              key={column.id}
              x={place(column)}
              width={x.bandwidth()}
              y={y(Math.max(0, column.value))}
              height={HEIGHT - FOOT - y(Math.max(0, column.value))}
              fill={color}
            />
          ))}
          <AxisLeft
            left={left}
            scale={y}
            tickValues={scale}
            {...VALUE_AXIS}
            tickFormat={(value) => format(Number(value)) ?? ""}
          />
          <AxisBottom
            top={HEIGHT - FOOT}
            scale={x}
            tickValues={columns.filter((_, index) => index % every === 0).map(({ id }) => id)}
            tickFormat={(id) => columns.find((column) => column.id === id)?.tick ?? ""}
            {...NAME_AXIS}
          />
        </>
      ),
    };
  };
  return (
    <Plot label={label} draw={(width, show) => show(drawingOf(width))} {...(onChoose ? { onChoose } : {})} />
  );
}
