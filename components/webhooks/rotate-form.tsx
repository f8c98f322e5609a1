"use client";
import { useTranslations } from "next-intl";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";

const overlaps = (t: Translator<"webhooks">) => [
  { value: "0", label: t("rotateDialog.atOnceItHasLeaked") },
  { value: "1", label: t("rotateDialog.oneHour") },
  { value: "24", label: t("rotateDialog.oneDay") },
  { value: "168", label: t("rotateDialog.aWeek") },
];

/** How long the old secret is to sign beside the new one, in hours. Ends a dialog. */
export function RotateForm({
  onRotate,
  onDone,
}: {
  onRotate: (overlapHours: number) => Promise<void>;
  onDone: () => void;
}) {
  const t = useTranslations("webhooks");
  const form = useSubmit((hours: number) => submitting(() => onRotate(hours)), onDone);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => Number(data.get("overlap")))}
    >
      <Field label={t("rotateDialog.theOldSecretEnds")}>
        {(control) => <Select {...control} name="overlap" options={overlaps(t)} defaultValue="24" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("rotateDialog.makeNewSecret")} pending={form.pending} />
    </form>
  );
}
