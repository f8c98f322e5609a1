"use client";
import type { ComponentType } from "react";
import { later } from "#components/ui/later.tsx";
import {
  BENCHMARK_FOOT,
  BENCHMARK_ROWS,
  heightOfRows,
  STACKED_ROWS,
  TORNADO_ROWS,
  WATERFALL_ROWS,
} from "./drawing-rows.ts";

/**
 * The drawings of charts: their code, with the scales and axes, comes when the page around them works, as a drawing needs
 * the browser's width anyway. Until then each has its height kept free.
 */
function drawn<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  /** Height as a length of CSS; 100cqw is its width. */
  heightOf: (props: Props) => string,
) {
  return later(load, (props: Props) => (
    <div className="@container">
      <div style={{ minHeight: heightOf(props) }} />
    </div>
  ));
}

export const TrendLine = drawn(
  async () => (await import("./trend-line.tsx")).TrendLine,
  ({ height = 200 }) => `${height}px`,
);

export const Columns = drawn(
  async () => (await import("./columns.tsx")).Columns,
  () => "196px",
);

export const Scatter = drawn(
  async () => (await import("./scatter.tsx")).Scatter,
  () => "268px",
);

export const Waterfall = drawn(
  async () => (await import("./waterfall.tsx")).Waterfall,
  ({ steps }) => heightOfRows(WATERFALL_ROWS, steps.length + 1),
);

export const BenchmarkBars = drawn(
  async () => (await import("./benchmark-bars.tsx")).BenchmarkBars,
  ({ rows }) => heightOfRows(BENCHMARK_ROWS, rows.length + 1, BENCHMARK_FOOT),
);

export const StackedRows = drawn(
  async () => (await import("./stacked-rows.tsx")).StackedRows,
  ({ rows }) => heightOfRows(STACKED_ROWS, rows.length),
);

export const Tornado = drawn(
  async () => (await import("./tornado.tsx")).Tornado,
  ({ rows }) => heightOfRows(TORNADO_ROWS, rows.length),
);

export const Range = drawn(
  async () => (await import("./range.tsx")).Range,
  () => "92px",
);

export const TreemapTiles = drawn(
  async () => (await import("./treemap-tiles.tsx")).TreemapTiles,
  // As heightOf of treemap-drawing.tsx has it.
  () => "clamp(320px, 50cqw, 440px)",
);
