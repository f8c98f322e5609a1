"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

const OVERLAPS = [
  { value: "0", label: "At once: it has leaked" },
  { value: "1", label: "One hour" },
  { value: "24", label: "One day" },
  { value: "168", label: "A week" },
];

/** Asks how long the old secret is to sign beside a new one. */
export function RotateDialog({ onRotate }: { onRotate: (overlapHours: number) => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const form = useSubmit(
    (hours: number) => submitting(() => onRotate(hours)),
    () => setOpen(false),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New secret"
      description="Until the old one ends, messages carry a signature of each, so that no message is lost while you change it."
      trigger={
        <Button>
          <KeyRound aria-hidden />
          New secret
        </Button>
      }
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => Number(data.get("overlap")))}
      >
        <Field label="The old secret ends">
          {(control) => <Select {...control} name="overlap" options={OVERLAPS} defaultValue="24" />}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Make new secret" pending={form.pending} />
      </form>
    </Dialog>
  );
}
