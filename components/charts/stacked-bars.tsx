"use client";
import { StackedRows } from "./drawn.tsx";
import { Legend } from "./legend.tsx";

export interface StackedSeries {
  id: string;
  label: string;
  color: string;
}

export interface StackedRow {
  id: string;
  label: string;
  /** The colour of the thing that the row is of. */
  color?: string | undefined;
  text: string;
  /** In the order of the series; nothing below 0. */
  parts: readonly { value: number; text: string }[];
}

export interface StackedBarsProps {
  label: string;
  series: readonly StackedSeries[];
  rows: readonly StackedRow[];
}

/** Rows on one scale, each split by the same series. */
export function StackedBars(props: StackedBarsProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Legend items={props.series} className="flex flex-wrap" />
      <StackedRows {...props} />
    </div>
  );
}
