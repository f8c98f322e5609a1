"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { EstimateDetailAnswer, SimilarAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import type { TermsValues } from "#components/estimates/terms-fields.tsx";
import { formatMoney } from "#components/format/money.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { BeforeAfter } from "./before-after.tsx";

type Rates = Pick<TermsValues, "labor_rate" | "equipment_rate">;

/** Where hourly rates go: into a stored estimate, which is calculated again, or into what is being asked about. */
export type RatesTarget = { rates: Rates; currency: string } & (
  | { estimateId: string }
  | { onAdopt: (rates: Partial<Rates>) => void }
);

const ratesOf = (t: Translator<"similar">) =>
  [
    { name: "labor_rate", label: t("adoptHourlyRates.labourAnHour") },
    { name: "equipment_rate", label: t("adoptHourlyRates.equipmentAnHour") },
  ] as const;

export function AdoptHourlyRates({
  from,
  target,
  onDone,
}: {
  from: SimilarAnswer;
  target: RatesTarget;
  onDone: () => void;
}) {
  const t = useTranslations("similar");
  const queries = useQueryClient();
  const toast = useToast();
  const { currency, rates } = target;
  const form = useSubmit<Partial<Rates>>((adopted) =>
    submitting(async () => {
      if ("estimateId" in target) {
        const { name, cost } = await api<EstimateDetailAnswer>(
          `/api/cost-estimates/${target.estimateId}/reprice`,
          { body: adopted },
        );
        await queries.invalidateQueries({ queryKey: ["estimates"] });
        toast({
          tone: "ok",
          title: t("adoptHourlyRates.theRatesAreAdopted"),
          description: t("adoptHourlyRates.isCalculatedAgainLikely", {
            name,
            formatMoney: formatMoney(
              { amount: cost.likely, currency: cost.currency },
              { precision: "whole" },
            ),
          }),
        });
      } else {
        target.onAdopt(adopted);
        toast({
          tone: "ok",
          title: t("adoptHourlyRates.theRatesAreAdopted"),
          description: t("adoptHourlyRates.theSearchUsesThemNow"),
        });
      }
      onDone();
    }),
  );
  if (from.cost.currency !== currency) {
    return (
      <Callout tone="warn" title={t("adoptHourlyRates.anotherCurrency")}>
        {t("adoptHourlyRates.itsRatesAreInYoursInRatesAre", {
          currency: from.cost.currency,
          currency2: currency,
        })}
      </Callout>
    );
  }
  const money = (amount: string) => ({
    value: Number(amount),
    text: formatMoney({ amount, currency }, { precision: "minor" }),
  });
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) =>
        Object.fromEntries(
          ratesOf(t)
            .filter(({ name }) => data.has(name))
            .map(({ name }) => [name, from[name]]),
        ),
      )}
    >
      <BeforeAfter
        caption={t("adoptHourlyRates.hourlyRatesBeforeAndAfter")}
        changes={ratesOf(t).map(({ name, label }) => ({
          id: name,
          name: (
            <Checkbox name={name} label={label} defaultChecked={Number(from[name]) !== Number(rates[name])} />
          ),
          before: money(rates[name]),
          after: money(from[name]),
        }))}
      />
      <p className="text-ink-2 text-sm">
        {"estimateId" in target
          ? t("adoptHourlyRates.theEstimateIsCalculatedAgain")
          : t("adoptHourlyRates.theSearchIsMadeAgainWithThe")}
      </p>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("adoptHourlyRates.adoptRates")} pending={form.pending} />
    </form>
  );
}
