import { cn } from "#components/ui/cn.ts";
import { Legend } from "./legend.tsx";
import { seriesColor } from "./palette.ts";

/** A trend without axes; `label` says in words what it shows. */
export function Sparkline({
  values,
  label,
  className,
}: {
  values: readonly number[];
  label: string;
  className?: string;
}) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, index) =>
      `${((index / (values.length - 1)) * 100).toFixed(2)},${(27 - ((value - low) / span) * 24).toFixed(2)}`,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 30"
      preserveAspectRatio="none"
      className={cn("h-8 w-24 text-chart-1", className)}
    >
      <title>{label}</title>
      <polygon points={`0,30 ${points.join(" ")} 100,30`} fill="currentColor" opacity="0.1" />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

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

/** A short bar behind a figure in a table: `share` of the greatest, 0 to 1. Decorative beside the figure. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" className="h-1.5 w-16 rounded-full bg-hover text-chart-1">
      <rect width={`${Math.min(100, Math.max(0, share * 100))}%`} height="100%" rx="3" fill="currentColor" />
    </svg>
  );
}

/** Where the likely value lies between low and high. Decorative: the three stand beside it in words. */
export function RangeLine({ low, likely, high }: { low: number; likely: number; high: number }) {
  const at = high > low ? ((likely - low) / (high - low)) * 100 : 50;
  return (
    <svg
      aria-hidden="true"
      className="h-4 w-full overflow-visible text-chart-1 print:[print-color-adjust:exact]"
    >
      <rect y="5" width="100%" height="6" rx="3" fill="currentColor" opacity="0.25" />
      <rect x={`${at}%`} y="0" width="4" height="16" rx="2" fill="currentColor" transform="translate(-2 0)" />
    </svg>
  );
}
