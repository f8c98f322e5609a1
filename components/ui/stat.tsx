import type { ReactNode } from "react";
import { Card } from "./card.tsx";

export interface StatProps {
  label: ReactNode;
  value: ReactNode;
  unit?: string;
  /** A line of context under the figure. */
  note?: ReactNode;
  chart?: ReactNode;
}

/** One figure, large. */
export function Stat({ label, value, unit, note, chart }: StatProps) {
  return (
    <Card className="flex flex-col gap-1 px-4 py-3.5">
      <p className="text-ink-3 text-sm">{label}</p>
      <div className="flex items-end justify-between gap-3">
        <p className="font-semibold text-2xl tabular-nums tracking-tight">
          {value}
          {unit && <span className="ml-1 font-normal text-base text-ink-2 tracking-normal">{unit}</span>}
        </p>
        {chart}
      </div>
      {note && <div className="text-ink-2 text-sm">{note}</div>}
    </Card>
  );
}

export function StatGrid({ columns = 4, children }: { columns?: 4 | 5; children: ReactNode }) {
  return <div className={`grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 ${WIDE[columns]}`}>{children}</div>;
}

const WIDE = { 4: "lg:grid-cols-4", 5: "lg:grid-cols-3 xl:grid-cols-5" };
