"use client";
import { AxisBottom } from "@visx/axis";
import { scaleLinear } from "@visx/scale";
import { BENCHMARK_FOOT, BENCHMARK_ROWS, rowsAt } from "./drawing-rows.ts";
import { type Drawing, HALO, type Mark, Plot } from "./plot.tsx";

export interface BenchmarkBandShape {
  letter: string;
  /** Where it begins and ends on the scale. */
  from: number;
  to: number;
  /** "225–350 kgCO₂e/m²". */
  text: string;
  /** What is aimed at with it. */
  target?: string | undefined;
}

export interface BenchmarkRow {
  id: string;
  label: string;
  bands: readonly BenchmarkBandShape[];
  /** "Band C". */
  verdict: string;
}

export interface Measured {
  label: string;
  value: number;
  text: string;
  parts: readonly { id: string; label: string; value: number; text: string; color: string }[];
}

/** A figure as a bar of its parts, over the bands of published scales on one axis; a line carries it down through them. */
export function BenchmarkBars({
  label,
  measured,
  rows,
  unit,
  format,
}: {
  label: string;
  measured: Measured;
  rows: readonly BenchmarkRow[];
  /** Under the axis. */
  unit: string;
  format: (value: number) => string;
}) {
  const most = Math.max(measured.value * 1.05, ...rows.flatMap(({ bands }) => bands.map(({ to }) => to)));
  const drawingOf = (width: number): Drawing => {
    const { isWide: wide, step } = rowsAt(BENCHMARK_ROWS, width);
    const left = wide ? 130 : 0;
    const right = wide ? 90 : 0;
    const x = scaleLinear({ domain: [0, most], range: [left, width - right] });
    const topOf = (index: number) => index * step + (wide ? 6 : 24);
    const textY = (index: number) => index * step + (wide ? 22 : 16);
    const foot = (rows.length + 1) * step;
    let at = 0;
    const parts = measured.parts.map((part) => {
      const from = at;
      at += part.value;
      return { ...part, x: x(from), width: x(at) - x(from) };
    });
    const marks: Mark[] = [
      ...parts
        .filter(({ value }) => value > 0)
        .map((part) => ({ ...part, y: topOf(0), height: BAR, width: Math.max(3, part.width) })),
      ...rows.flatMap((row, index) =>
        row.bands.map((band) => ({
          id: `${row.id}/${band.letter}`,
          label: `${row.label}, ${band.letter}`,
          text: band.text,
          detail: band.target,
          x: x(band.from),
          y: topOf(index + 1),
          width: x(band.to) - x(band.from),
          height: BAR,
        })),
      ),
    ];
    return {
      height: foot + BENCHMARK_FOOT,
      marks,
      content: (
        <>
          {parts.map((part) => (
            <rect
              key={part.id}
              x={part.x}
              y={topOf(0)}
              width={Math.max(0, part.width - 1)}
              height={BAR}
              fill={part.color}
            />
          ))}
          {rows.map((row, index) => (
            <g key={row.id}>
              {row.bands.map((band, place) => (
                <Band
                  key={band.letter}
                  band={band}
                  x={x(band.from)}
                  width={x(band.to) - x(band.from)}
                  y={topOf(index + 1)}
                  strength={place / Math.max(1, row.bands.length - 1)}
                />
              ))}
            </g>
          ))}
          <line
            x1={x(measured.value)}
            x2={x(measured.value)}
            y1={topOf(0) - 2}
            y2={foot}
            strokeWidth="2"
            className="stroke-ink"
          />
          <RowWords y={textY(0)} width={width} label={measured.label} text={measured.text} strong />
          {rows.map((row, index) => (
            <RowWords key={row.id} y={textY(index + 1)} width={width} label={row.label} text={row.verdict} />
          ))}
          <AxisBottom
            top={foot + 2}
            scale={x}
            numTicks={wide ? 7 : 4}
            tickFormat={(value) => format(Number(value))}
            label={unit}
            labelOffset={6}
            stroke="var(--ink-3)"
            tickStroke="var(--ink-3)"
            tickLabelProps={{ className: "fill-ink-2 text-xs", fill: "", textAnchor: "middle" }}
            labelProps={{ className: "fill-ink-2 text-xs", fill: "", textAnchor: "middle" }}
          />
        </>
      ),
    };
  };
  return <Plot label={label} draw={(width, show) => show(drawingOf(width))} />;
}

const BAR = 22;

function RowWords({
  y,
  width,
  label,
  text,
  strong = false,
}: {
  y: number;
  width: number;
  label: string;
  text: string;
  strong?: boolean;
}) {
  return (
    <>
      <text x={0} y={y} {...HALO} className={strong ? "fill-ink font-medium text-sm" : "fill-ink text-sm"}>
        {label}
      </text>
      <text x={width} y={y} textAnchor="end" {...HALO} className="fill-ink font-medium text-sm tabular-nums">
        {text}
      </text>
    </>
  );
}

/** From light to dark with the letters on them, underlined where it is aimed at: the order can be seen without a colour. */
function Band({
  band,
  x,
  width,
  y,
  strength,
}: {
  band: BenchmarkBandShape;
  x: number;
  width: number;
  y: number;
  strength: number;
}) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={Math.max(0, width - 1)}
        height={BAR}
        style={{
          fill: `color-mix(in oklab, var(--ink-3) ${Math.round(8 + strength * 26)}%, var(--surface))`,
        }}
      />
      {band.target && (
        <rect
          x={x}
          y={y + BAR - 3}
          width={Math.max(0, width - 1)}
          height={3}
          style={{ fill: "var(--ok-fill)" }}
        />
      )}
      {width >= band.letter.length * 8 + 4 && (
        <text x={x + width / 2} y={y + 15} textAnchor="middle" className="fill-ink text-xs">
          {band.letter}
        </text>
      )}
    </g>
  );
}
