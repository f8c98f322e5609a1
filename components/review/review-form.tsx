"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { ReviewAnswer, ReviewStateName } from "./answers.ts";
import { reviewKey } from "./queries.ts";

/** One step of the review: a reason on the way back to draft, a remark else. */
export function ReviewForm({
  estimate,
  target,
  onDone,
}: {
  estimate: { id: string; updated_at: string };
  target: ReviewStateName;
  onDone: () => void;
}) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<{ reason: string }>((values) =>
    submitting(async () => {
      const review = await api<ReviewAnswer>(`/api/cost-estimates/${estimate.id}/review`, {
        method: "PATCH",
        body: { state: target, estimate_updated_at: estimate.updated_at, ...values },
      });
      queries.setQueryData(reviewKey(estimate.id), review);
      toast({ tone: "ok", title: t(`review.done.${target}`) });
      onDone();
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ reason: textOf(data, "reason") }))}
    >
      <Field
        label={target === "draft" ? t("review.reason") : t("review.remark")}
        optional={target !== "draft"}
        error={form.fieldError("reason")}
      >
        {(control) => <Textarea {...control} name="reason" required={target === "draft"} maxLength={2000} />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t(`review.to.${target}.button`)} pending={form.pending} />
    </form>
  );
}
