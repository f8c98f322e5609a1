"use client";
import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleLinear, scalePoint } from "@visx/scale";
import { Area, AreaClosed, LinePath } from "@visx/shape";
import { NAME_AXIS, VALUE_AXIS } from "./axis-style.ts";
import { type Drawing, Plot } from "./plot.tsx";

export interface TrendPoint {
  id: string;
  /** Under the axis: "Mar 2026". */
  label: string;
  /** Null: nothing was there to count; the line has a gap. */
  value: number | null;
  /** What the value is the middle of: drawn as a band around the line. */
  spread?: { low: number; high: number } | undefined;
  text: string;
  detail?: string | undefined;
}

/** A figure over time, from 0; with the spread around it where the points have one. */
export function TrendLine({
  label,
  points,
  color,
  format,
  height = 200,
  onChoose,
}: {
  label: string;
  points: readonly TrendPoint[];
  color: string;
  /** What is written on the scale. */
  format: (value: number) => string;
  height?: number;
  /** Enter, or a click, on a point. */
  onChoose?: (id: string) => void;
}) {
  const known = points.flatMap(({ value, spread }) => (value === null ? [] : [value, spread?.high ?? 0]));
  const most = Math.max(1e-9, ...known);
  const drawingOf = (width: number): Drawing => {
    const y = scaleLinear({ domain: [0, most], range: [height - 26, 10], nice: 4 });
    const left = 14 + 7 * Math.max(...y.ticks(4).map((tick) => format(tick).length));
    const x = scalePoint({ domain: points.map(({ id }) => id), range: [left, width - 12], padding: 0.2 });
    const xOf = (point: TrendPoint) => x(point.id) ?? left;
    const shared = { x: xOf, y: (point: TrendPoint) => y(point.value ?? 0), defined };
    const every = Math.max(1, Math.ceil((points.length * 64) / Math.max(1, width - left)));
    return {
      height,
      marks: points.filter(defined).map((point) => ({
        ...point,
        x: xOf(point) - 8,
        y: y(point.value ?? 0) - 8,
        width: 16,
        height: 16,
      })),
      content: (
        <>
          {y.ticks(4).map((tick) => (
            <line key={tick} x1={left} x2={width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          ))}
          {points.some(({ spread }) => spread) ? (
            <Spread points={points} color={color} x={xOf} y={y} />
          ) : (
            <AreaClosed<TrendPoint> data={[...points]} yScale={y} fill={color} opacity={0.12} {...shared} />
          )}
          <LinePath<TrendPoint> data={[...points]} stroke={color} strokeWidth={2} {...shared} />
          {points.filter(defined).map((point) => (
            <circle key={point.id} cx={xOf(point)} cy={y(point.value ?? 0)} r="3.5" fill={color} />
          ))}
          <AxisLeft
            left={left}
            scale={y}
            numTicks={4}
            {...VALUE_AXIS}
            tickFormat={(value) => format(Number(value))}
          />
          <AxisBottom
            top={height - 26}
            scale={x}
            tickValues={points.filter((_, index) => index % every === 0).map(({ id }) => id)}
            tickFormat={(id) => points.find((point) => point.id === id)?.label ?? ""}
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

/** A band between neighbours, and a line at each point, so that one without neighbours has its spread too. */
function Spread({
  points,
  color,
  x,
  y,
}: {
  points: readonly TrendPoint[];
  color: string;
  x: (point: TrendPoint) => number;
  y: (value: number) => number;
}) {
  const low = ({ value, spread }: TrendPoint) => y(spread?.low ?? value ?? 0);
  const high = ({ value, spread }: TrendPoint) => y(spread?.high ?? value ?? 0);
  return (
    <>
      <Area<TrendPoint>
        data={[...points]}
        x={x}
        y0={low}
        y1={high}
        defined={defined}
        fill={color}
        opacity={0.18}
      />
      {points.filter(defined).map((point) => (
        <line
          key={point.id}
          x1={x(point)}
          x2={x(point)}
          y1={low(point)}
          y2={high(point)}
          stroke={color}
          strokeWidth="6"
          strokeLinecap="round"
          opacity="0.25"
        />
      ))}
    </>
  );
}

const defined = ({ value }: TrendPoint) => value !== null;
