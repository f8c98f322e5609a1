"use client";
import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleLinear } from "@visx/scale";
import { FIGURE_AXIS, VALUE_AXIS } from "./axis-style.ts";
import { Dot } from "./dot.tsx";
import { type Drawing, Plot } from "./plot.tsx";

export interface ScatterDot {
  id: string;
  label: string;
  text: string;
  x: number;
  y: number;
  /** Stands out from the others. */
  marked: boolean;
}

export interface ScatterAxis {
  /** Beside the axis. */
  label: string;
  /** What is written on the scale. */
  format: (value: number) => string;
}

const HEIGHT = 268;
/** Under the dots: the scale and its name. */
const FOOT = 44;
/** Above them: the other scale's name. */
const HEAD = 24;
/** Pixels of a letter of the smallest text. */
const LETTER = 6.6;

/** Two figures of several things against one another, a dot each. */
export function Scatter({
  label,
  dots,
  x: xAxis,
  y: yAxis,
  onChoose,
}: {
  label: string;
  dots: readonly ScatterDot[];
  x: ScatterAxis;
  y: ScatterAxis;
  onChoose?: (id: string) => void;
}) {
  const drawingOf = (width: number): Drawing => {
    const y = scaleLinear({
      domain: domainOf(dots.map((dot) => dot.y)),
      range: [HEIGHT - FOOT, HEAD + 8],
      nice: 4,
    });
    const left = 12 + LETTER * Math.max(...y.ticks(4).map((tick) => yAxis.format(tick).length));
    const x = scaleLinear({
      domain: domainOf(dots.map((dot) => dot.x)),
      range: [left + 8, width - 12],
      nice: 4,
    });
    // The marked one lies on top of the others, and is drawn last.
    const order = dots.toSorted((a, b) => Number(a.marked) - Number(b.marked));
    return {
      height: HEIGHT,
      marks: order.map(({ id, label: name, text, ...dot }) => ({
        id,
        label: name,
        text,
        x: x(dot.x) - REACH,
        y: y(dot.y) - REACH,
        width: 2 * REACH,
        height: 2 * REACH,
      })),
      content: (
        <>
          {y.ticks(4).map((tick) => (
            <line key={tick} x1={left} x2={width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          ))}
          {order.map((dot) => (
            <Dot key={dot.id} x={x(dot.x)} y={y(dot.y)} marked={dot.marked} />
          ))}
          <text x={0} y={12} className="fill-ink-2 text-xs">
            {yAxis.label}
          </text>
          <AxisLeft
            left={left}
            scale={y}
            numTicks={4}
            {...VALUE_AXIS}
            tickFormat={(value) => yAxis.format(Number(value))}
          />
          <AxisBottom
            top={HEIGHT - FOOT}
            scale={x}
            numTicks={width >= 520 ? 5 : 3}
            tickFormat={(value) => xAxis.format(Number(value))}
            label={xAxis.label}
            labelOffset={6}
            {...FIGURE_AXIS}
          />
        </>
      ),
    };
  };
  return (
    <Plot label={label} draw={(width, show) => show(drawingOf(width))} {...(onChoose ? { onChoose } : {})} />
  );
}

/** Around a dot that can be pointed at, pixels: large enough for a finger. */
const REACH = 12;

/** A little room at both ends, and not less than a tenth of the values, so that figures nearly the same look so. */
function domainOf(values: readonly number[]): [number, number] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const room = Math.max((most - least) * 0.08, Math.abs(most) * 0.1) || 1;
  return [Math.max(0, least - room), most + room];
}
