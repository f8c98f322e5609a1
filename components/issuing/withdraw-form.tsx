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
import type { RevisionAnswer } from "./answers.ts";
import { revisionsKey, revisionsPath } from "./queries.ts";

/** Asks why a revision is withdrawn. */
export function WithdrawForm({
  estimateId,
  revision,
  onDone,
}: {
  estimateId: string;
  revision: RevisionAnswer;
  onDone: () => void;
}) {
  const t = useTranslations("issuing");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<{ reason: string }>((values) =>
    submitting(async () => {
      await api(`${revisionsPath(estimateId)}/${revision.id}/withdraw`, { body: values });
      await queries.invalidateQueries({ queryKey: revisionsKey(estimateId) });
      toast({ tone: "ok", title: t("withdraw.done", { revision: revision.revision }) });
      onDone();
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ reason: textOf(data, "reason") }))}
    >
      <Field label={t("withdraw.reason")} hint={t("withdraw.reasonHint")} error={form.fieldError("reason")}>
        {(control) => <Textarea {...control} name="reason" required maxLength={2000} />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter danger submit={t("withdraw.button")} pending={form.pending} />
    </form>
  );
}
