"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { formatRate } from "#components/format/percent.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ComparisonAnswer } from "./answers.ts";
import { exactQuantity, figure, unitOf } from "./words.ts";

type ItemRow = ComparisonAnswer["items"][number];
type Price = ItemRow["prices"][number];
type Bidder = ComparisonAnswer["bidders"][number];

/** More than these at once make a page heavy. */
const FIRST_ROWS = 200;

/** Items × bidders, with the estimate beside them: the lowest of each item, what is far from the others, what is missing. */
export function Comparison({ comparison, actions }: { comparison: ComparisonAnswer; actions: ReactNode }) {
  const t = useTranslations("bill");
  const columns = useMemo(() => columnsOf(t, comparison), [t, comparison]);
  const { rule, currency } = comparison;
  return (
    <Card>
      <CardHeader
        title={t("comparison.heading")}
        description={t("comparison.description", { currency })}
        actions={actions}
      />
      <p className="px-4 pb-3 text-ink-2 text-sm">
        {t("comparison.rule", {
          least: rule.least_bidders,
          factor: figure(rule.mad_factor),
          share: formatRate(Number(rule.least_share) * 100),
        })}
      </p>
      <DataTable
        caption={t("comparison.caption")}
        rows={comparison.items}
        rowKey={({ item_id }) => item_id}
        columns={columns}
        tall
        first={{
          rows: FIRST_ROWS,
          showAll: (count) => t("sections.showAll", { count: formatCount(count) }),
        }}
      />
    </Card>
  );
}

function columnsOf(t: Translator<"bill">, { bidders, own }: ComparisonAnswer): Column<ItemRow>[] {
  return [
    {
      id: "item",
      header: t("sections.item"),
      rowHeader: true,
      className: "min-w-48",
      footer: t("comparison.total"),
      cell: (item) => (
        <span className="grid">
          <span>{item.description}</span>
          <span className="text-ink-3 text-xs">
            {exactQuantity(item.quantity)} {unitOf(t, item.unit)}
            {item.kind !== "line" && item.kind !== "preliminaries" && ` · ${t(`kind.${item.kind}`)}`}
            {!item.counts && ` · ${t("comparison.notCounted")}`}
          </span>
        </span>
      ),
    },
    {
      id: "own",
      header: t("comparison.own"),
      numeric: true,
      footer: (
        <span className="grid">
          <span>{figure(own.total)}</span>
          <span className="font-normal text-ink-3 text-xs">
            {t("comparison.withMarkUps", { net: figure(own.net) })}
          </span>
          {own.missing > 0 && <Missing count={own.missing} />}
        </span>
      ),
      cell: (item) => <Figures rate={item.own.rate} amount={item.own.amount} />,
    },
    ...bidders.map(
      (bidder, at): Column<ItemRow> => ({
        id: bidder.return_id,
        header: bidder.bidder,
        numeric: true,
        footer: <Total bidder={bidder} />,
        cell: (item) => <PriceCell price={item.prices[at]} />,
      }),
    ),
  ];
}

function PriceCell({ price }: { price: Price | undefined }) {
  const t = useTranslations("bill");
  if (!price || price.rate === null) return <Badge tone="bad">{t("comparison.missing")}</Badge>;
  return (
    <span className="grid justify-items-end gap-0.5">
      <Figures rate={price.rate} amount={price.amount} />
      <span className="flex flex-wrap justify-end gap-1">
        {price.outlier && <Badge tone="warn">{t("comparison.outlier")}</Badge>}
        {price.lowest && <Badge tone="ok">{t("comparison.lowest")}</Badge>}
        {price.changed && <Badge tone="info">{t("comparison.changed")}</Badge>}
      </span>
    </span>
  );
}

function Figures({ rate, amount }: { rate: string | null; amount: string | null }) {
  if (amount === null) return NONE;
  return (
    <span className="grid justify-items-end">
      <span>{figure(amount)}</span>
      <span className="text-ink-3 text-xs">{figure(rate)}</span>
    </span>
  );
}

function Total({ bidder }: { bidder: Bidder }) {
  const t = useTranslations("bill");
  return (
    <span className="grid justify-items-end gap-0.5">
      <span>{figure(bidder.total)}</span>
      {bidder.lowest && <Badge tone="ok">{t("comparison.lowest")}</Badge>}
      {bidder.other_currency ? (
        <Badge tone="bad">{t("comparison.otherCurrency")}</Badge>
      ) : (
        bidder.missing > 0 && <Missing count={bidder.missing} />
      )}
    </span>
  );
}

function Missing({ count }: { count: number }) {
  const t = useTranslations("bill");
  return <Badge tone="bad">{t("comparison.incomplete", { count })}</Badge>;
}
