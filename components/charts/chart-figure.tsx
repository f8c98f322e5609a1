"use client";
import { type ReactNode, useState } from "react";
import { ChartOrTable, type ShownAs } from "./chart-or-table.tsx";

/** A chart inside of something that has its own heading: what it says in a sentence, and the same figures as a table. */
export function ChartFigure({
  label,
  summary,
  chart,
  table,
}: {
  label: string;
  summary?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
}) {
  const [shown, setShown] = useState<ShownAs>("chart");
  return (
    <figure aria-label={label} className="grid break-inside-avoid grid-cols-1 gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 text-ink-2 text-sm">{summary}</div>
        <div className="print:hidden">
          <ChartOrTable value={shown} onChange={setShown} of={label} />
        </div>
      </figcaption>
      {shown === "chart" ? chart : table}
    </figure>
  );
}
