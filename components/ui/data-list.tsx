import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export interface DataListItem {
  term: ReactNode;
  value: ReactNode;
}

/** Facts about one thing, name and value. */
export function DataList({
  items,
  className,
}: {
  items: readonly (DataListItem & { key: string })[];
  className?: string;
}) {
  return (
    <dl className={cn("grid grid-cols-[fit-content(60%)_1fr] gap-x-6 gap-y-1.5", className)}>
      {items.map((item) => (
        <div key={item.key} className="contents">
          <dt className="min-w-28 text-ink-3">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
