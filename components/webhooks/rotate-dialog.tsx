"use client";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
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

/** Asks how long the old secret is to sign beside a new one. */
export function RotateDialog({ onRotate }: { onRotate: (overlapHours: number) => Promise<void> }) {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useState(false);
  const form = useSubmit(
    (hours: number) => submitting(() => onRotate(hours)),
    () => setOpen(false),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("rotateDialog.newSecret")}
      description={t("rotateDialog.untilTheOldOneEndsMessages")}
      trigger={
        <Button>
          <KeyRound aria-hidden />
          {t("rotateDialog.newSecret")}
        </Button>
      }
    >
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
    </Dialog>
  );
}
