"use client";
import { useTranslations } from "next-intl";
import { RangeLine } from "#components/charts/inline.tsx";
import { approximateAmount, formatMoney, type Money } from "#components/format/money.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Help } from "#components/onboarding/help.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { CostRange, Coverage } from "./types.ts";

export interface CostSummaryProps {
  cost: CostRange | null;
  coverage: Coverage;
  /** Per m² of gross floor area, when the area is known. */
  perM2: Money | null;
  /** Prices are the default book's placeholders. */
  placeholder: boolean;
  /** e.g. "Default price book, version 3". */
  basis: string;
  location: string;
}

/** The estimate's total as a range, with how much of the building it covers. */
export function CostSummary({ cost, coverage, perM2, placeholder, basis, location }: CostSummaryProps) {
  const t = useTranslations("files");
  return (
    <Card>
      <CardHeader
        title={t("costSummary.cost")}
        description={`${basis} · ${location}`}
        actions={<Help topic="range" />}
      />
      <CardBody className="grid gap-4">
        {cost && coverage.elements > 0 ? (
          <RangeBar cost={cost} perM2={perM2} />
        ) : (
          <p className="text-ink-2">{t("costSummary.nothingInThisFileHasAPriceYet")}</p>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <CoverageMeter label={t("costSummary.elementsPriced")} share={coverage.elements} />
          <CoverageMeter label={t("costSummary.volumePriced")} share={coverage.volume} />
        </div>
        {placeholder && (
          <Callout tone="warn" title={t("costSummary.class5PlaceholderPrices")}>
            {t("costSummary.someRatesAreTheDefaultBooks")}
          </Callout>
        )}
      </CardBody>
    </Card>
  );
}

/** Low, likely and high on one line; also in words, so the drawing is only decoration. */
export function RangeBar({ cost, perM2 }: { cost: CostRange; perM2: Money | null }) {
  const t = useTranslations("files");
  const units = useUnits();
  const { currency } = cost;
  const [low, likely, high] = [cost.low, cost.likely, cost.high].map((amount) =>
    approximateAmount({ amount, currency }),
  );
  const perArea = perM2 && { ...perM2, amount: units.pricePer(perM2.amount, "m2") };
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-3xl tabular-nums tracking-tight">
          {formatMoney({ amount: cost.likely, currency }, { precision: "compact" })}
        </span>
        <span className="text-ink-2">
          {t("costSummary.likely", {
            value: perArea ? ` · ${formatMoney(perArea, { precision: "whole" })}/${units.symbol("m2")}` : "",
          })}
        </span>
      </p>
      <RangeLine low={low ?? 0} likely={likely ?? 0} high={high ?? 0} />
      <dl className="flex justify-between text-sm tabular-nums">
        <div>
          <dt className="text-ink-3">{t("costSummary.low")}</dt>
          <dd>{formatMoney({ amount: cost.low, currency }, { precision: "compact" })}</dd>
        </div>
        <div className="text-right">
          <dt className="text-ink-3">{t("costSummary.high")}</dt>
          <dd>{formatMoney({ amount: cost.high, currency }, { precision: "compact" })}</dd>
        </div>
      </dl>
    </div>
  );
}

function CoverageMeter({ label, share }: { label: string; share: number }) {
  return (
    <div className="grid gap-1.5">
      <p className="flex justify-between text-sm">
        <span className="text-ink-2">{label}</span>
        <span className="font-medium tabular-nums">{formatPercent(share)}</span>
      </p>
      <Progress label={label} value={share} tone={share >= 0.9 ? "ok" : share >= 0.6 ? "brand" : "warn"} />
    </div>
  );
}
