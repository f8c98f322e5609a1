"use client";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { type FormProblem, textOf, useSubmit } from "#components/ui/use-submit.ts";

/** In a dialog: something is typed before what cannot be undone. */
export function TypedConfirmation({
  word,
  submit,
  onSubmit,
  onDone,
}: {
  word: string;
  /** The verb on the button. */
  submit: string;
  onSubmit: (typed: string) => Promise<FormProblem | undefined>;
  onDone: () => void;
}) {
  const form = useSubmit(onSubmit, onDone);
  return (
    <form method="post" className="grid gap-4" onSubmit={form.onSubmit((data) => textOf(data, "confirm"))}>
      <Field label={`Type ${word} to confirm`} error={form.fieldError("confirm")}>
        {(control) => (
          <Input
            {...control}
            name="confirm"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="danger" loading={form.pending}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
