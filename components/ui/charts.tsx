import { cn } from "./cn.ts";

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
}

const fills = ["text-chart-1", "text-chart-2", "text-chart-3", "text-chart-4"];

/** Parts of a whole as one bar, with a legend that carries the figures. Negative values have no place in it. */
export function StackedBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  let at = 0;
  const bars = parts.map((part, index) => {
    const width = total > 0 ? (part.value / total) * 100 : 0;
    const bar = { ...part, x: at, width, fill: fills[index % fills.length] };
    at += width;
    return bar;
  });
  return (
    <figure className="grid gap-3" aria-label={label}>
      <svg aria-hidden="true" className="h-3 w-full overflow-hidden rounded-full bg-hover">
        {bars.map((bar) => (
          <rect
            key={bar.id}
            x={`${bar.x}%`}
            width={`${Math.max(0, bar.width - 0.3)}%`}
            height="100%"
            fill="currentColor"
            className={bar.fill}
          />
        ))}
      </svg>
      <dl className="grid gap-x-6 gap-y-2 sm:flex sm:flex-wrap">
        {bars.map((bar) => (
          <div key={bar.id} className="flex items-baseline justify-between gap-2 sm:block">
            <dt className="flex items-center gap-1.5 text-ink-2 text-sm">
              <svg aria-hidden="true" viewBox="0 0 8 8" className={cn("size-2 shrink-0", bar.fill)}>
                <rect width="8" height="8" rx="2" fill="currentColor" />
              </svg>
              {bar.label}
            </dt>
            <dd className="font-medium tabular-nums">{bar.text}</dd>
          </div>
        ))}
      </dl>
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
