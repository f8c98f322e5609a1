"use client";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatDate, formatDateTime } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import { PlanCards } from "./plan-cards.tsx";
import { type PlanStateAnswer, usePlan, usePlanChanged, usePlans } from "./queries.ts";

/** The plan, what waits, and the other plans. */
export function PlanSection() {
  const t = useTranslations("billing");
  const state = usePlan();
  const plans = usePlans();
  const loading = <Skeleton className="h-80 rounded-lg" />;
  return (
    <section aria-labelledby="plans-heading" className="grid grid-cols-1 gap-3">
      <h2 id="plans-heading" className="font-semibold text-lg">
        {t("planSection.plan")}
      </h2>
      <QueryView query={state} loading={loading}>
        {(current) => (
          <>
            {current.waiting && <Waiting waiting={current.waiting} />}
            {current.trial_ends_at && new Date(current.trial_ends_at) > new Date() && (
              <Callout title={t("planSection.freeTrial")}>
                {t("planSection.thePlanHasNoBasePriceUntil", {
                  trialEndsAt: formatDateTime(current.trial_ends_at),
                })}
              </Callout>
            )}
            <QueryView query={plans} loading={loading}>
              {({ items }) => <PlanCards plans={items} state={current} />}
            </QueryView>
          </>
        )}
      </QueryView>
    </section>
  );
}

function Waiting({ waiting }: { waiting: NonNullable<PlanStateAnswer["waiting"]> }) {
  const t = useTranslations("billing");
  const changed = usePlanChanged();
  const toast = useToast();
  return (
    <Callout
      title={t("planSection.thePlanBecomesOn", {
        planNames: PLAN_NAMES[waiting.plan],
        effectiveAt: formatDate(waiting.effective_at),
      })}
      action={
        <Confirm
          trigger={<Button size="sm">{t("planSection.takeItBack")}</Button>}
          title={t("planSection.keepThePresentPlan")}
          description={t("planSection.theChangeThatWaitsIsDroppedYou")}
          confirmLabel={t("planSection.keepThePresentPlan2")}
          onConfirm={async () => {
            await changed(await api<PlanStateAnswer>("/api/billing/plan/waiting", { method: "DELETE" }));
            toast({ tone: "ok", title: t("planSection.thePlanStaysAsItIs") });
          }}
        />
      }
    >
      {t("planSection.untilThenEverythingStaysAsItIs")}
    </Callout>
  );
}
