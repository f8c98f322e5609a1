"use client";
import { Calculator } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { CostRange } from "#components/files/types.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { type Selection, selectionColumn } from "#components/ui/selection-column.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export interface EstimateRow {
  id: string;
  name: string;
  origin: "file" | "manual";
  location: string;
  cost: CostRange | null;
  /** Share of the elements priced, 0 to 1. */
  coverage: number;
  carbon_kg: number | null;
  created_at: string;
  /** It stands by itself; one of a file goes where the file goes. */
  movable?: boolean;
}

export function EstimatesTable({
  estimates,
  filtered = false,
  createAction,
  selection,
}: {
  estimates: readonly EstimateRow[];
  /** With a search at work, an empty list says so. */
  filtered?: boolean;
  createAction?: ReactNode;
  /** Lets rows be chosen, to do something with several. */
  selection?: Selection;
}) {
  const empty = filtered ? (
    <EmptyState icon={Calculator} title="No estimate matches">
      Change the search.
    </EmptyState>
  ) : (
    <EmptyState icon={Calculator} title="No estimates yet" action={createAction}>
      Every processed file gets one. You can also enter quantities by hand.
    </EmptyState>
  );
  return (
    <DataTable
      caption="Estimates"
      rows={estimates}
      rowKey={(estimate) => estimate.id}
      empty={empty}
      columns={[
        ...(selection
          ? [selectionColumn(estimates, selection, (estimate) => (estimate.movable ? estimate : null))]
          : []),
        {
          id: "name",
          header: "Estimate",
          rowHeader: true,
          className: "min-w-52",
          sortBy: (estimate) => estimate.name,
          cell: (estimate) => (
            <span className="grid">
              <Link href={`/estimates/${estimate.id}`} className={cn(rowLink, "break-words")}>
                {estimate.name}
              </Link>
              <span className="text-ink-3 text-xs">
                {estimate.origin === "file" ? "From a file" : "By hand"}
              </span>
            </span>
          ),
        },
        { id: "location", header: "Location", className: "min-w-32", cell: (estimate) => estimate.location },
        {
          id: "cost",
          header: "Likely cost",
          numeric: true,
          sortBy: (estimate) =>
            estimate.cost
              ? approximateAmount({ amount: estimate.cost.likely, currency: estimate.cost.currency })
              : null,
          cell: (estimate) => <Cost cost={estimate.cost} />,
        },
        {
          id: "coverage",
          header: "Priced",
          numeric: true,
          sortBy: (estimate) => estimate.coverage,
          cell: (estimate) => (
            <Badge tone={estimate.coverage >= 0.9 ? "ok" : estimate.coverage >= 0.6 ? "neutral" : "warn"}>
              {formatPercent(estimate.coverage)}
            </Badge>
          ),
        },
        {
          id: "carbon",
          header: "Carbon A1–A5",
          numeric: true,
          sortBy: (estimate) => estimate.carbon_kg,
          cell: (estimate) => formatCarbon(estimate.carbon_kg),
        },
        {
          id: "created",
          header: "Created",
          className: "whitespace-nowrap text-ink-2",
          sortBy: (estimate) => estimate.created_at,
          cell: (estimate) => <Time at={estimate.created_at} show="relative" />,
        },
      ]}
    />
  );
}

function Cost({ cost }: { cost: CostRange | null }) {
  if (!cost) return <Badge tone="warn">Unpriced</Badge>;
  const money = (amount: string, precision: "whole" | "compact") =>
    formatMoney({ amount, currency: cost.currency }, { precision });
  return (
    <span className="grid">
      <span className="font-medium">{money(cost.likely, "whole")}</span>
      <span className="text-ink-3 text-xs">
        {money(cost.low, "compact")} – {money(cost.high, "compact")}
      </span>
    </span>
  );
}
