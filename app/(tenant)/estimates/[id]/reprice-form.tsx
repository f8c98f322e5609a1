"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { usePriceBooks, useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { TermsFields, type TermsValues, termsFrom } from "#components/estimates/terms-fields.tsx";
import { formatMoney } from "#components/format/money.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

type Terms = TermsValues & { price_book_id: string };

/** On which prices, where and at what hourly rates; then calculates. */
export function RepriceForm({ estimate, onDone }: { estimate: EstimateDetailAnswer; onDone: () => void }) {
  const t = useTranslations("estimates");
  const queries = useQueryClient();
  const toast = useToast();
  const books = usePriceBooks();
  const settings = useSettings();
  const form = useSubmit<Terms>((terms) =>
    submitting(async () => {
      const { cost } = await api<EstimateDetailAnswer>(`/api/cost-estimates/${estimate.id}/reprice`, {
        body: terms,
      });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["estimates"] }),
        queries.invalidateQueries({ queryKey: ["analysis"] }),
      ]);
      const likely = ({ likely: amount, currency }: typeof cost) =>
        formatMoney({ amount, currency }, { precision: "whole" });
      toast({
        tone: "ok",
        title: t("repriceDialog.theEstimateIsCalculatedAgain"),
        description: t("repriceDialog.theLikelyTotalIsNowItWas", {
          cost: likely(cost),
          cost2: likely(estimate.cost),
        }),
      });
      onDone();
    }),
  );
  return (
    <QueryView query={books} loading={<LoadingRows rows={3} />}>
      {({ items }) => (
        <form
          method="post"
          className="grid gap-4"
          onSubmit={form.onSubmit((data) => ({
            price_book_id: textOf(data, "price_book_id"),
            ...termsFrom(data),
          }))}
        >
          <Field label={t("repriceDialog.priceBook")} error={form.fieldError("price_book_id")}>
            {(control) => (
              <Select
                {...control}
                name="price_book_id"
                defaultValue={estimate.price_book.id}
                options={items.map((book) => ({
                  value: book.id,
                  label: t("repriceDialog.version", {
                    name: book.name,
                    version: book.version,
                    currency: book.currency,
                    value: book.active ? t("repriceDialog.active") : "",
                  }),
                }))}
              />
            )}
          </Field>
          <TermsFields
            key={settings.data ? "known" : "loading"}
            terms={estimate}
            places={settings.data?.known_locations ?? []}
            fieldError={form.fieldError}
          />
          <FormProblemNotice problem={form.problem} />
          <DialogFooter submit={t("repriceDialog.calculateAgain")} pending={form.pending} />
        </form>
      )}
    </QueryView>
  );
}
