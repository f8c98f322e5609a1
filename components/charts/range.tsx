"use client";
import { scaleLinear } from "@visx/scale";
import { type Drawing, type Mark, Plot } from "./plot.tsx";
import type { RangeBarProps, RangePart } from "./range-bar.tsx";

const BAR = { top: 22, height: 22 };
/** Pixels of a letter of the smallest text. */
const LETTER = 6.6;

/** The drawing of RangeBar. */
export function Range({ label, parts, low, likely, high, color }: RangeBarProps) {
  const drawingOf = (width: number): Drawing => {
    const segments = segmentsOf(parts);
    const end = Math.max(high.value, ...segments.map(({ to }) => to), 1);
    const x = scaleLinear({ domain: [0, end], range: [0, width] });
    const bars = segments.map(({ from, to, ...part }) => ({ ...part, x: x(from), width: x(to) - x(from) }));
    const marks: Mark[] = [
      ...bars
        .filter((bar) => bar.width > 0)
        .map((bar) => ({ ...bar, y: BAR.top, height: BAR.height, width: Math.max(3, bar.width) })),
      ...[low, likely, high].map((one) => ({
        id: `end-${one.label}`,
        x: Math.min(width - 8, Math.max(0, x(one.value) - 4)),
        y: BAR.top + BAR.height + 6,
        width: 8,
        height: 16,
        label: one.label,
        text: one.text,
      })),
    ];
    return { height: 92, marks, content: <Bar {...{ bars, x, width, low, likely, high, color }} /> };
  };
  return <Plot label={label} draw={(width, show) => show(drawingOf(width))} />;
}

function Bar({
  bars,
  x,
  width,
  low,
  likely,
  high,
  color,
}: Pick<RangeBarProps, "low" | "likely" | "high" | "color"> & {
  bars: readonly (RangePart & { x: number; width: number })[];
  x: (value: number) => number;
  width: number;
}) {
  const y = BAR.top + BAR.height + 14;
  const [lowText, highText] = [low, high].map((one) => `${one.label} ${one.text}`);
  // Under its tick, and where the range is too narrow for both left of the other.
  const room = x(high.value) - LETTER * ((lowText?.length ?? 0) + (highText?.length ?? 0) + 3);
  const lowAt = Math.max(0, Math.min(x(low.value) - (LETTER * (lowText?.length ?? 0)) / 2, room));
  const anchor = (at: number) => (at < 60 ? "start" : at > width - 60 ? "end" : "middle");
  return (
    <>
      <rect y={BAR.top} width={width} height={BAR.height} rx="4" className="fill-hover" />
      {bars.length === 0 && (
        <rect y={BAR.top} width={x(likely.value)} height={BAR.height} rx="4" fill={color} />
      )}
      {bars.map((bar) => (
        <rect
          key={bar.id}
          x={bar.x}
          y={BAR.top}
          width={Math.max(0, bar.width - 1)}
          height={BAR.height}
          {...(bar.value < 0
            ? { className: "fill-surface/70", stroke: bar.color, strokeWidth: 1.5, strokeDasharray: "4 3" }
            : { fill: bar.color })}
        />
      ))}
      <line x1={x(low.value)} x2={x(high.value)} y1={y} y2={y} strokeWidth="2" className="stroke-ink-2" />
      {[low, high].map((one) => (
        <line
          key={one.label}
          x1={x(one.value)}
          x2={x(one.value)}
          y1={y - 5}
          y2={y + 5}
          strokeWidth="2"
          className="stroke-ink-2"
        />
      ))}
      <line
        x1={x(likely.value)}
        x2={x(likely.value)}
        y1={BAR.top - 5}
        y2={y + 5}
        strokeWidth="2"
        className="stroke-ink"
      />
      <text
        x={x(likely.value)}
        y={BAR.top - 9}
        textAnchor={anchor(x(likely.value))}
        className="fill-ink font-medium text-xs"
      >
        {likely.label}
      </text>
      <text x={lowAt} y={y + 22} className="fill-ink-2 text-xs">
        {lowText}
      </text>
      <text x={x(high.value)} y={y + 22} textAnchor="end" className="fill-ink-2 text-xs">
        {highText}
      </text>
    </>
  );
}

/** Where each part begins and ends, one after the other; what takes off goes back over those before it. */
function segmentsOf(parts: readonly RangePart[]) {
  let at = 0;
  return parts.map((part) => {
    const [from, to] = part.value < 0 ? [at + part.value, at] : [at, at + part.value];
    at += part.value;
    return { ...part, from, to };
  });
}
