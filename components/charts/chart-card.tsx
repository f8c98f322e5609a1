"use client";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { ChartOrTable, type ShownAs } from "./chart-or-table.tsx";

/**
 * A chart with its heading, what it says in a sentence, and the same figures as a table. `empty` stands in its place
 * where there is nothing to draw, and says why.
 */
export function ChartCard({
  title,
  summary,
  controls,
  chart,
  table,
  note,
  empty,
}: {
  title: string;
  summary?: ReactNode;
  /** What the chart can be switched by. */
  controls?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
  /** Below: sources, what is not in it. */
  note?: ReactNode;
  empty?: { icon: LucideIcon; title: string; text: ReactNode } | null | false;
}) {
  const [shown, setShown] = useState<ShownAs>("chart");
  return (
    <Card className="break-inside-avoid">
      <figure aria-label={title} className="grid grid-cols-1 gap-3 pt-3.5 pb-4">
        <figcaption className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4">
          <div className="min-w-0 grow basis-60">
            <h2 className="font-semibold text-lg">{title}</h2>
            {!empty && summary && <p className="text-ink-2 text-sm">{summary}</p>}
          </div>
          {!empty && (
            <div className="flex flex-wrap items-center gap-2 print:hidden">
              {controls}
              <ChartOrTable value={shown} onChange={setShown} of={title} />
            </div>
          )}
        </figcaption>
        {empty ? (
          <EmptyState icon={empty.icon} title={empty.title}>
            {empty.text}
          </EmptyState>
        ) : shown === "chart" ? (
          <div className="min-w-0 px-4">{chart}</div>
        ) : (
          table
        )}
        {!empty && note && <div className="px-4 text-ink-3 text-xs">{note}</div>}
      </figure>
    </Card>
  );
}
