"use client";
import type { ReactNode } from "react";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type FormProblem, useSubmit } from "#components/ui/use-submit.ts";
import { useChange } from "./change.ts";

export interface ChangeRequest {
  path: string;
  /** POST unless told. */
  method?: string;
  body?: unknown;
}

/** A dialog's form that sends one change as an operator, says that it is done, and closes. */
export function ChangeForm({
  request,
  submit,
  done,
  danger = false,
  onDone,
  children,
}: {
  /** What to send by what the fields hold, or what is wrong with them. */
  request: (fields: FormData) => ChangeRequest | FormProblem;
  /** The verb on the button. */
  submit: string;
  /** Said once it is done. */
  done: string;
  danger?: boolean;
  onDone: () => void;
  /** The fields; `error` is what was said of one of them. */
  children: (error: (name: string) => string | undefined) => ReactNode;
}) {
  const change = useChange();
  const toast = useToast();
  const form = useSubmit(
    async (asked: ChangeRequest | FormProblem) =>
      "message" in asked ? asked : submitting(() => change(asked.path, asked)),
    () => {
      toast({ tone: "ok", title: done });
      onDone();
    },
  );
  return (
    <form method="post" className="grid grid-cols-1 gap-4" onSubmit={form.onSubmit(request)}>
      {children(form.fieldError)}
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={submit} pending={form.pending} danger={danger} />
    </form>
  );
}
