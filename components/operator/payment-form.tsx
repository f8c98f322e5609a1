"use client";
import { textOf } from "#components/ui/use-submit.ts";
import type { InvoiceAnswer } from "./answers.ts";
import { ChangeForm } from "./change-form.tsx";
import { InputField } from "./input-field.tsx";

/** Money that came by another way than the card. */
export function PaymentForm({ invoice, onDone }: { invoice: InvoiceAnswer; onDone: () => void }) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <ChangeForm
      request={(fields) => {
        const date = textOf(fields, "date");
        return {
          path: `/api/admin/invoices/${invoice.id}/payments`,
          body: {
            amount: textOf(fields, "amount"),
            reference: textOf(fields, "reference"),
            // Today's payment came before now, whatever the hour.
            ...(date && date !== today ? { received_at: `${date}T00:00:00Z` } : {}),
          },
        };
      }}
      submit="Record payment"
      done="The payment is recorded"
      onDone={onDone}
    >
      {(error) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <InputField
              label={`Amount, ${invoice.remaining.currency}`}
              error={error("amount")}
              name="amount"
              required
              inputMode="decimal"
              defaultValue={invoice.remaining.amount}
            />
            <InputField
              label="Received on"
              hint="UTC"
              error={error("received_at")}
              name="date"
              type="date"
              required
              max={today}
              defaultValue={today}
            />
          </div>
          <InputField
            label="Reference"
            hint="The bank's own number: the same one again changes nothing."
            error={error("reference")}
            name="reference"
            required
            maxLength={200}
          />
        </>
      )}
    </ChangeForm>
  );
}
