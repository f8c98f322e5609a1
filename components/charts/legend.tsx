import { cn } from "#components/ui/cn.ts";

/** The mark that a series has in legends and in tables, so that both say the same colour. */
export function Swatch({ color, hatched = false }: { color: string; hatched?: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2.5 shrink-0 print:[print-color-adjust:exact]">
      <rect width="8" height="8" rx="2" fill={color} opacity={hatched ? 0.35 : 1} />
      {hatched && <path d="M0 8 8 0" stroke={color} strokeWidth="1.5" />}
    </svg>
  );
}

export interface LegendItem {
  id: string;
  label: string;
  color: string;
  /** What is written beside it. */
  text?: string | undefined;
  hatched?: boolean;
}

export function Legend({ items, className }: { items: readonly LegendItem[]; className?: string }) {
  return (
    <dl className={cn("grid gap-x-6 gap-y-2 sm:flex sm:flex-wrap", className)}>
      {items.map(({ id, label, color, text, hatched }) => (
        <div key={id} className="flex items-baseline justify-between gap-2 sm:block">
          <dt className="flex items-center gap-1.5 text-ink-2 text-sm">
            <Swatch color={color} hatched={hatched ?? false} />
            {label}
          </dt>
          {text && <dd className="font-medium tabular-nums">{text}</dd>}
        </div>
      ))}
    </dl>
  );
}
