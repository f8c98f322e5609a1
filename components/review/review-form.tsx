"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { revisionsKey } from "#components/issuing/queries.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { ReviewAnswer, ReviewStateName } from "./answers.ts";
import { reviewKey } from "./queries.ts";

interface Values {
  reason: string;
  signature?: { name: string; title: string };
}

/** One step of the review: a reason on the way back to draft, a remark else; who approves signs. */
export function ReviewForm({
  estimate,
  target,
  me,
  onDone,
}: {
  estimate: { id: string; updated_at: string };
  target: ReviewStateName;
  /** The name in the reader's profile, under which they sign unless they write another. */
  me: string;
  onDone: () => void;
}) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<Values>((values) =>
    submitting(async () => {
      const review = await api<ReviewAnswer>(`/api/cost-estimates/${estimate.id}/review`, {
        method: "PATCH",
        body: { state: target, estimate_updated_at: estimate.updated_at, ...values },
      });
      queries.setQueryData(reviewKey(estimate.id), review);
      // At once: the next step's button is there by now, and its dialog is not to be closed by this one's end.
      onDone();
      toast({ tone: "ok", title: t(`review.done.${target}`) });
      await queries.invalidateQueries({ queryKey: revisionsKey(estimate.id) });
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        reason: textOf(data, "reason"),
        ...(target === "approved"
          ? { signature: { name: textOf(data, "name"), title: textOf(data, "title") } }
          : {}),
      }))}
    >
      {target === "approved" && (
        <>
          <Field label={t("review.name")} error={form.fieldError("signature.name")}>
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={200}
                defaultValue={me}
                autoComplete="name"
              />
            )}
          </Field>
          <Field
            label={t("review.professionalTitle")}
            hint={t("review.professionalTitleHint")}
            error={form.fieldError("signature.title")}
          >
            {(control) => (
              <Input {...control} name="title" required maxLength={200} autoComplete="organization-title" />
            )}
          </Field>
        </>
      )}
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
