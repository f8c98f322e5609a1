"use client";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { InvoiceAnswer } from "./answers.ts";
import { useChange } from "./change.ts";

const WORDS = {
  void: {
    what: "For an invoice that was never owed. Nothing is to be paid any more; its number stays taken. This cannot be undone.",
    button: "Void invoice",
    done: "The invoice is void",
  },
  uncollectible: {
    what: "For an invoice that will not be paid. It stays owed on paper: a payment that comes all the same can be recorded.",
    button: "Write off",
    done: "The invoice is written off",
  },
};

export function CloseForm({
  invoice,
  to,
  onDone,
}: {
  invoice: InvoiceAnswer;
  to: keyof typeof WORDS;
  onDone: () => void;
}) {
  const change = useChange();
  const toast = useToast();
  const { what, button, done } = WORDS[to];
  const form = useSubmit(
    () => submitting(() => change(`/api/admin/invoices/${invoice.id}/${to}`)),
    () => {
      toast({ tone: "ok", title: done });
      onDone();
    },
  );
  return (
    <form method="post" className="grid gap-4" onSubmit={form.onSubmit(() => undefined)}>
      <p className="text-ink-2">{what}</p>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="danger" loading={form.pending}>
          {button}
        </Button>
      </DialogActions>
    </form>
  );
}
