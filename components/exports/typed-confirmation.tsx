"use client";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { TypedWord } from "#components/ui/typed-word.tsx";
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
      <TypedWord word={word} error={form.fieldError("confirm")} />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter danger submit={submit} pending={form.pending} />
    </form>
  );
}
