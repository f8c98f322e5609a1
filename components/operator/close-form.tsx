"use client";
import type { InvoiceAnswer } from "./answers.ts";
import { ChangeForm } from "./change-form.tsx";

const WORDS = {
  void: {
    what: "For an invoice that was never owed. Nothing is to be paid any more; its number stays taken. This cannot be undone.",
    submit: "Void invoice",
    done: "The invoice is void",
  },
  uncollectible: {
    what: "For an invoice that will not be paid. It stays owed on paper: a payment that comes all the same can be recorded.",
    submit: "Write off",
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
  const { what, submit, done } = WORDS[to];
  return (
    <ChangeForm
      danger
      request={() => ({ path: `/api/admin/invoices/${invoice.id}/${to}` })}
      submit={submit}
      done={done}
      onDone={onDone}
    >
      {() => <p className="text-ink-2">{what}</p>}
    </ChangeForm>
  );
}
