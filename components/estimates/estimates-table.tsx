"use client";
import { Calculator } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CostRange } from "#components/files/types.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
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
  const t = useTranslations("estimates");
  const tUi = useTranslations("ui");
  const empty = filtered ? (
    <EmptyState icon={Calculator} title={t("estimatesTable.noEstimateMatches")}>
      {t("estimatesTable.changeTheSearch")}
    </EmptyState>
  ) : (
    <EmptyState icon={Calculator} title={t("estimatesTable.noEstimatesYet")} action={createAction}>
      {t("estimatesTable.everyProcessedFileGetsOneYou")}
    </EmptyState>
  );
  return (
    <DataTable
      caption={t("estimatesTable.estimates")}
      rows={estimates}
      rowKey={(estimate) => estimate.id}
      empty={empty}
      columns={[
        ...(selection
          ? [selectionColumn(tUi, estimates, selection, (estimate) => (estimate.movable ? estimate : null))]
          : []),
        {
          id: "name",
          header: t("estimatesTable.estimate"),
          rowHeader: true,
          className: "min-w-52",
          sortBy: (estimate) => estimate.name,
          cell: (estimate) => (
            <span className="grid">
              <Link href={`/estimates/${estimate.id}`} className={cn(rowLink, "break-words")}>
                {estimate.name}
              </Link>
              <span className="text-ink-3 text-xs">
                {estimate.origin === "file" ? t("estimatesTable.fromAFile") : t("estimatesTable.byHand")}
              </span>
            </span>
          ),
        },
        {
          id: "location",
          header: t("estimatesTable.location"),
          className: "min-w-32",
          hideOnPhone: true,
          cell: (estimate) => placeName(estimate.location),
        },
        {
          id: "cost",
          header: t("estimatesTable.likelyCost"),
          numeric: true,
          sortBy: (estimate) =>
            estimate.cost
              ? approximateAmount({ amount: estimate.cost.likely, currency: estimate.cost.currency })
              : null,
          cell: (estimate) => <Cost cost={estimate.cost} />,
        },
        {
          id: "coverage",
          header: t("estimatesTable.priced"),
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
          header: t("estimatesTable.carbonA1A5"),
          numeric: true,
          sortBy: (estimate) => estimate.carbon_kg,
          cell: (estimate) => formatCarbon(estimate.carbon_kg),
        },
        {
          id: "created",
          header: t("estimatesTable.created"),
          className: "whitespace-nowrap text-ink-2",
          sortBy: (estimate) => estimate.created_at,
          cell: (estimate) => <Time at={estimate.created_at} show="relative" />,
        },
      ]}
    />
  );
}

function Cost({ cost }: { cost: CostRange | null }) {
  const t = useTranslations("estimates");
  if (!cost) return <Badge tone="warn">{t("estimatesTable.unpriced")}</Badge>;
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
