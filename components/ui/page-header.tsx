import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";
import { cn } from "./cn.ts";

/** The top of a page: where it is, what it is, what can be done: beside it, or below where there is no room. */
export function PageHeader({
  title,
  description,
  crumbs,
  badges,
  actions,
}: {
  title: string;
  description?: ReactNode;
  crumbs?: readonly Crumb[];
  badges?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 grid grid-cols-1 gap-1.5">
      {crumbs && <Breadcrumbs items={crumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="grid min-w-0 grow basis-96 gap-1.5">
          <div className={cn("flex flex-wrap items-center gap-x-2.5 gap-y-1", actions && "min-h-8")}>
            <h1 className="min-w-0 break-words font-semibold text-2xl tracking-tight">{title}</h1>
            {badges}
          </div>
          {description && <p className="max-w-2xl text-ink-2">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
    </header>
  );
}
