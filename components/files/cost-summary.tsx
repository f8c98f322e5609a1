"use client";
import { approximateAmount, formatMoney, type Money } from "#components/format/money.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
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
  return (
    <Card>
      <CardHeader title="Cost" description={`${basis} · ${location}`} />
      <CardBody className="grid gap-4">
        {cost && coverage.elements > 0 ? (
          <RangeBar cost={cost} perM2={perM2} />
        ) : (
          <p className="text-ink-2">
            Nothing in this file has a price yet. Assign its materials, or add their rates to the price book.
          </p>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <CoverageMeter label="Elements priced" share={coverage.elements} />
          <CoverageMeter label="Volume priced" share={coverage.volume} />
        </div>
        {placeholder && (
          <Callout tone="warn" title="Class 5 placeholder prices">
            Some rates are the default book's unverified placeholders, −30 % to +50 %. Put your own rates into
            the price book before anyone relies on this total.
          </Callout>
        )}
      </CardBody>
    </Card>
  );
}

/** Low, likely and high on one line; also in words, so the drawing is only decoration. */
export function RangeBar({ cost, perM2 }: { cost: CostRange; perM2: Money | null }) {
  const units = useUnits();
  const { currency } = cost;
  const [low, likely, high] = [cost.low, cost.likely, cost.high].map((amount) =>
    approximateAmount({ amount, currency }),
  );
  const perArea = perM2 && { ...perM2, amount: units.pricePer(perM2.amount, "m2") };
  const span = (high ?? 0) - (low ?? 0);
  const at = span > 0 ? (((likely ?? 0) - (low ?? 0)) / span) * 100 : 50;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-3xl tabular-nums tracking-tight">
          {formatMoney({ amount: cost.likely, currency }, { precision: "whole" })}
        </span>
        <span className="text-ink-2">
          likely
          {perArea && ` · ${formatMoney(perArea, { precision: "whole" })}/${units.symbol("m2")}`}
        </span>
      </p>
      <svg aria-hidden="true" className="h-4 w-full overflow-visible text-chart-1">
        <rect y="5" width="100%" height="6" rx="3" fill="currentColor" opacity="0.25" />
        <rect
          x={`${at}%`}
          y="0"
          width="4"
          height="16"
          rx="2"
          fill="currentColor"
          transform="translate(-2 0)"
        />
      </svg>
      <dl className="flex justify-between text-sm tabular-nums">
        <div>
          <dt className="text-ink-3">Low</dt>
          <dd>{formatMoney({ amount: cost.low, currency }, { precision: "whole" })}</dd>
        </div>
        <div className="text-right">
          <dt className="text-ink-3">High</dt>
          <dd>{formatMoney({ amount: cost.high, currency }, { precision: "whole" })}</dd>
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
