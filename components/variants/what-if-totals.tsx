"use client";
import { RotateCcw, Save } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { ApiError, faultTrace } from "#components/data/api.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TraceId } from "#components/ui/states.tsx";
import type { ChangeAnswer, WhatIfAnswer } from "./answers.ts";
import { CarbonDifference, MoneyDifference } from "./difference.tsx";
import { carbonOf } from "./drafts.ts";
import { SaveVariantForm } from "./save-variant-form.tsx";

/** What the estimate comes to with the changes, beside what it is; and what can be done with them. */
export function WhatIfTotals({
  estimate,
  changes,
  answer,
  error,
  isCalculating,
  mayEdit,
  onReset,
}: {
  estimate: EstimateDetailAnswer;
  changes: readonly ChangeAnswer[];
  answer: WhatIfAnswer | null;
  error: Error | null;
  isCalculating: boolean;
  mayEdit: boolean;
  onReset: () => void;
}) {
  const t = useTranslations("variants");
  const [saving, setSaving] = useState(false);
  const { cost, carbon } = answer?.after ?? estimate;
  const { currency } = cost;
  const whole = (amount: string) => formatMoney({ amount, currency }, { precision: "whole" });
  return (
    <Card aria-busy={isCalculating}>
      <CardHeader
        title={t("totals.title")}
        description={
          changes.length === 0 ? t("totals.unchanged") : t("totals.changes", { count: changes.length })
        }
        level={3}
      />
      <CardBody className="grid gap-4">
        <div role="status" className={isCalculating ? "grid gap-4 opacity-60" : "grid gap-4"}>
          <Total
            label={t("totals.cost")}
            value={whole(cost.likely)}
            detail={t("totals.range", { low: whole(cost.low), high: whole(cost.high) })}
          >
            {answer && (
              <MoneyDifference
                amount={answer.difference.cost.likely}
                of={answer.before.cost.likely}
                currency={currency}
              />
            )}
          </Total>
          <Total
            label={t("totals.carbon")}
            value={formatCarbon(carbon && carbonOf(carbon))}
            detail={t("totals.modules")}
          >
            {answer && (
              <CarbonDifference kg={carbonOf(answer.difference.carbon)} of={carbonOf(answer.before.carbon)} />
            )}
          </Total>
        </div>
        {answer && answer.unpriced.after > answer.unpriced.before && (
          <Callout tone="warn">
            {t("totals.unpriced", { count: answer.unpriced.after - answer.unpriced.before })}
          </Callout>
        )}
        {answer && answer.missing_carbon.after > answer.missing_carbon.before && (
          <Callout tone="warn">
            {t("totals.missingCarbon", { count: answer.missing_carbon.after - answer.missing_carbon.before })}
          </Callout>
        )}
        {error && (
          <Callout tone="bad" announce title={t("totals.refused")}>
            {error instanceof ApiError ? error.message : t("totals.failed")}
            {faultTrace(error) && <TraceId id={faultTrace(error) ?? ""} start />}
          </Callout>
        )}
        <div className="flex flex-wrap gap-2">
          {mayEdit && (
            <Dialog
              open={saving}
              onOpenChange={setSaving}
              title={t("save.title")}
              description={t("save.description")}
              trigger={
                <Button variant="primary" disabled={!answer || isCalculating}>
                  <Save aria-hidden />
                  {t("totals.save")}
                </Button>
              }
            >
              <SaveVariantForm estimateId={estimate.id} changes={changes} onDone={() => setSaving(false)} />
            </Dialog>
          )}
          <Button aria-disabled={changes.length === 0} onClick={onReset}>
            <RotateCcw aria-hidden />
            {t("totals.reset")}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

function Total({
  label,
  value,
  detail,
  children,
}: {
  label: string;
  value: string;
  detail: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-0.5">
      <p className="text-ink-2 text-sm">{label}</p>
      <p className="font-semibold text-2xl tabular-nums">{value}</p>
      <p className="text-ink-2 text-sm tabular-nums">{detail}</p>
      {children && <p className="text-sm">{children}</p>}
    </div>
  );
}
