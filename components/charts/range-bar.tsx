"use client";
import { Range } from "./drawn.tsx";
import { Legend } from "./legend.tsx";

/** A part of the likely amount; `value` below 0 takes off from what stands before it. */
export interface RangePart {
  id: string;
  label: string;
  value: number;
  text: string;
  detail?: string | undefined;
  color: string;
}

export interface RangeEnd {
  label: string;
  value: number;
  text: string;
}

export interface RangeBarProps {
  label: string;
  parts: readonly RangePart[];
  low: RangeEnd;
  likely: RangeEnd;
  high: RangeEnd;
  color: string;
}

/**
 * A likely amount as a bar of its parts from 0, with the range that it lies in below: low, likely and high on the same
 * scale. A part that takes off is a dashed box over what it takes away. Without parts the bar is one.
 */
export function RangeBar(props: RangeBarProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Range {...props} />
      {props.parts.length > 0 && (
        <Legend items={props.parts.map((part) => ({ ...part, hatched: part.value < 0 }))} />
      )}
    </div>
  );
}
