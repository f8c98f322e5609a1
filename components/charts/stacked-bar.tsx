import { Legend } from "./legend.tsx";
import { seriesColor } from "./palette.ts";

export interface BarPart {
  id: string;
  label: string;
  value: number;
  /** What is written for the value. */
  text: string;
  /** The first colours in order, unless told. */
  color?: string;
}

/** Parts of a whole as one bar, with a legend that carries the figures. Negative values have no place in it. */
export function StackedBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  let at = 0;
  const bars = parts.map((part, index) => {
    const width = total > 0 ? (part.value / total) * 100 : 0;
    const bar = { ...part, x: at, width, color: part.color ?? seriesColor(index + 1).css };
    at += width;
    return bar;
  });
  return (
    <figure className="grid gap-3" aria-label={label}>
      <svg
        aria-hidden="true"
        className="h-3 w-full overflow-hidden rounded-full bg-hover print:[print-color-adjust:exact]"
      >
        {bars.map((bar) => (
          <rect
            key={bar.id}
            x={`${bar.x}%`}
            width={`${Math.max(0, bar.width - 0.3)}%`}
            height="100%"
            fill={bar.color}
          />
        ))}
      </svg>
      <Legend items={bars} />
    </figure>
  );
}
