"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { RevisionAnswer } from "./answers.ts";
import { revisionsKey, revisionsPath } from "./queries.ts";

const LANGUAGES = ["en", "de"] as const;

/** Asks what a revision is issued for; its documents are made while the button waits. */
export function IssueForm({
  estimateId,
  revision,
  onDone,
}: {
  estimateId: string;
  /** Letters of the one that it becomes. */
  revision: string;
  onDone: () => void;
}) {
  const t = useTranslations("issuing");
  const locale = useLocale();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<{ purpose: string; note: string; locale: string }>((values) =>
    submitting(async () => {
      const issued = await api<RevisionAnswer>(revisionsPath(estimateId), { body: values });
      await queries.invalidateQueries({ queryKey: revisionsKey(estimateId) });
      toast({ tone: "ok", title: t("issue.done", { revision: issued.revision }) });
      onDone();
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        purpose: textOf(data, "purpose"),
        note: textOf(data, "note"),
        locale: textOf(data, "locale"),
      }))}
    >
      <Field label={t("issue.purpose")} hint={t("issue.purposeHint")} error={form.fieldError("purpose")}>
        {(control) => <Input {...control} name="purpose" required maxLength={200} autoComplete="off" />}
      </Field>
      <Field optional label={t("issue.note")} hint={t("issue.noteHint")} error={form.fieldError("note")}>
        {(control) => <Textarea {...control} name="note" maxLength={1000} />}
      </Field>
      <Field label={t("issue.language")} error={form.fieldError("locale")}>
        {(control) => (
          <Select
            {...control}
            name="locale"
            defaultValue={locale}
            options={LANGUAGES.map((value) => ({ value, label: t(`issue.languages.${value}`) }))}
          />
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("issue.button", { revision })} pending={form.pending} />
    </form>
  );
}
