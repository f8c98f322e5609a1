"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { ChangeAnswer, VariantAnswer } from "./answers.ts";
import { variantsKey } from "./queries.ts";

/** The name under which changes are kept. */
export function SaveVariantForm({
  estimateId,
  changes,
  onDone,
}: {
  estimateId: string;
  changes: readonly ChangeAnswer[];
  onDone: () => void;
}) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const form = useSubmit<{ name: string }>((values) =>
    submitting(async () => {
      const saved = await api<VariantAnswer>(`/api/cost-estimates/${estimateId}/variants`, {
        body: { ...values, changes },
      });
      await queries.invalidateQueries({ queryKey: variantsKey(estimateId) });
      toast({
        tone: "ok",
        title: t("save.saved", { name: saved.name }),
        action: {
          label: t("save.compare"),
          onAction: () => router.push(`/estimates/${estimateId}/variants?v=${saved.id}`),
        },
      });
      onDone();
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ name: textOf(data, "name") }))}
    >
      <Field label={t("save.name")} hint={t("save.nameHint")} error={form.fieldError("name")}>
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("save.submit")} pending={form.pending} />
    </form>
  );
}
