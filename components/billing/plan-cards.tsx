"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatMoney } from "#components/format/money.ts";
import { formatDate } from "#components/format/time.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { PlanNotes, PlanTerms } from "./plan-terms.tsx";
import type { PlanOfferAnswer, PlanStateAnswer } from "./queries.ts";

/** The plans side by side: what each includes, costs, and costs beyond. */
export function PlanCards({ plans, state }: { plans: readonly PlanOfferAnswer[]; state: PlanStateAnswer }) {
  const t = useTranslations("billing");
  const [chosen, setChosen] = useState<PlanOfferAnswer | null>(null);
  const currentIndex = plans.findIndex(({ id }) => id === state.plan);
  return (
    <>
      <ul className="grid grid-cols-1 gap-4 lg:grid-cols-3" aria-label={t("planCards.plans")}>
        {plans.map((plan, index) => (
          <li key={plan.id} className="grid">
            <Card className="flex flex-col gap-3 p-4">
              <div className="flex items-center justify-between gap-2">
                <h3 className="font-semibold text-lg">{plan.name}</h3>
                {plan.id === state.plan && <Badge tone="brand">{t("planCards.yourPlan")}</Badge>}
                {plan.id === state.waiting?.plan && (
                  <Badge tone="info">
                    {t("planCards.from", { effectiveAt: formatDate(state.waiting.effective_at) })}
                  </Badge>
                )}
              </div>
              <p>
                <span className="font-semibold text-2xl tabular-nums tracking-tight">
                  {formatMoney(plan.monthly_price, { precision: "minor" })}
                </span>
                <span className="text-ink-2"> {t("planCards.aMonth")}</span>
              </p>
              <PlanTerms plan={plan} />
              <div className="mt-auto pt-1">
                {plan.id !== state.plan && plan.id !== state.waiting?.plan && (
                  <Button
                    variant={index > currentIndex ? "primary" : "secondary"}
                    className="w-full"
                    onClick={() => setChosen(plan)}
                  >
                    {index > currentIndex
                      ? t("planCards.upgradeTo", { name: plan.name })
                      : t("planCards.downgradeTo", { name: plan.name })}
                  </Button>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <PlanNotes plans={plans} />
      <PlanDialog plan={chosen} onClose={() => setChosen(null)} />
    </>
  );
}
