"use client";
import { Check } from "lucide-react";
import { useState } from "react";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import type { PlanOfferAnswer, PlanStateAnswer } from "./queries.ts";

/** The plans side by side: what each includes, costs, and costs beyond. */
export function PlanCards({ plans, state }: { plans: readonly PlanOfferAnswer[]; state: PlanStateAnswer }) {
  const [chosen, setChosen] = useState<PlanOfferAnswer | null>(null);
  const currentIndex = plans.findIndex(({ id }) => id === state.plan);
  return (
    <>
      <ul className="grid grid-cols-1 gap-4 lg:grid-cols-3" aria-label="Plans">
        {plans.map((plan, index) => (
          <li key={plan.id} className="grid">
            <Card className="flex flex-col gap-3 p-4">
              <div className="flex items-center justify-between gap-2">
                <h3 className="font-semibold text-lg">{plan.name}</h3>
                {plan.id === state.plan && <Badge tone="brand">Your plan</Badge>}
                {plan.id === state.waiting?.plan && (
                  <Badge tone="info">From {formatDate(state.waiting.effective_at)}</Badge>
                )}
              </div>
              <p>
                <span className="font-semibold text-2xl tabular-nums tracking-tight">
                  {formatMoney(plan.monthly_price, { precision: "minor" })}
                </span>
                <span className="text-ink-2"> a month</span>
              </p>
              <Terms plan={plan} />
              <div className="mt-auto pt-1">
                {plan.id !== state.plan && plan.id !== state.waiting?.plan && (
                  <Button
                    variant={index > currentIndex ? "primary" : "secondary"}
                    className="w-full"
                    onClick={() => setChosen(plan)}
                  >
                    {index > currentIndex ? `Upgrade to ${plan.name}` : `Downgrade to ${plan.name}`}
                  </Button>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <PlanDialog plan={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function Terms({ plan }: { plan: PlanOfferAnswer }) {
  // The free plan's caps are what it includes: nothing beyond them can be used.
  const hasOverage = plan.api_calls_cap > plan.api_calls_limit;
  const terms = [
    `${formatCount(plan.file_limit)} files a month${hasOverage ? `, then ${formatMoney(plan.extra_file)} each` : ""}`,
    `${formatBytes(plan.storage_limit)} of storage${hasOverage ? `, then ${formatMoney(plan.extra_gib)} a GiB` : ""}`,
    `${formatCount(plan.api_calls_limit)} API calls a month${hasOverage ? `, then ${formatMoney(plan.extra_1k_api_calls)} per 1,000` : ""}`,
    plan.seat_limit === null ? "As many members as you like" : `${formatCount(plan.seat_limit)} members`,
  ];
  return (
    <ul className="grid gap-1.5 text-ink-2 text-sm">
      {terms.map((term) => (
        <li key={term} className="flex gap-2">
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          {term}
        </li>
      ))}
    </ul>
  );
}
