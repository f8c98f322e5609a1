import { cn } from "#components/ui/cn.ts";

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
