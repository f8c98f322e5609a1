"use client";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { InvoiceAnswer } from "./answers.ts";
import { useChange } from "./change.ts";

/** Money that came by another way than the card. */
export function PaymentForm({ invoice, onDone }: { invoice: InvoiceAnswer; onDone: () => void }) {
  const change = useChange();
  const toast = useToast();
  const today = new Date().toISOString().slice(0, 10);
  const form = useSubmit(
    ({ date, ...values }: { amount: string; reference: string; date: string }) =>
      submitting(() =>
        change(`/api/admin/invoices/${invoice.id}/payments`, {
          // Today's payment came before now, whatever the hour.
          body: { ...values, ...(date && date !== today ? { received_at: `${date}T00:00:00Z` } : {}) },
        }),
      ),
    () => {
      toast({ tone: "ok", title: "The payment is recorded" });
      onDone();
    },
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        amount: textOf(data, "amount"),
        reference: textOf(data, "reference"),
        date: textOf(data, "date"),
      }))}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={`Amount, ${invoice.remaining.currency}`} error={form.fieldError("amount")}>
          {(control) => (
            <Input
              {...control}
              name="amount"
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={invoice.remaining.amount}
            />
          )}
        </Field>
        <Field label="Received on" hint="UTC" error={form.fieldError("received_at")}>
          {(control) => (
            <Input {...control} name="date" type="date" required max={today} defaultValue={today} />
          )}
        </Field>
      </div>
      <Field
        label="Reference"
        hint="The bank's own number: the same one again changes nothing."
        error={form.fieldError("reference")}
      >
        {(control) => <Input {...control} name="reference" required maxLength={200} autoComplete="off" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.pending}>
          Record payment
        </Button>
      </DialogActions>
    </form>
  );
}
