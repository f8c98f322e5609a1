import type Stripe from "stripe";
import { withSystem } from "#db/tenant.ts";
import { lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { toStripeAmount } from "./amounts.ts";
import { exactlyOnce } from "./exactly-once.ts";

/**
 * A credit note over an invoice that waits for its money at Stripe lessens what is asked for there. One that is paid there
 * already is left: returning the money is a refund, which an operator makes and Stripe's event records.
 */
export async function creditAtStripe(stripe: Stripe, creditNoteId: string): Promise<void> {
  const { note, corrected } = await withSystem(async (tx) => {
    const note = await lockInvoice(tx, creditNoteId);
    return { note, corrected: note.correctsId ? await lockInvoice(tx, note.correctsId) : null };
  });
  if (!corrected?.stripeInvoiceId) return;
  const invoice = corrected.stripeInvoiceId;
  await exactlyOnce<unknown>(
    `credit-note-${note.id}-create`,
    async () => {
      const there = await stripe.invoices.retrieve(invoice);
      if (there.status !== "open" || there.amount_remaining === 0) return there;
      for await (const made of stripe.creditNotes.list({ invoice, limit: 100 }))
        if (made.metadata?.invoice_id === note.id) return made;
      return null;
    },
    async (idempotencyKey) => {
      const { amount_remaining } = await stripe.invoices.retrieve(invoice);
      const amount = Math.min(amount_remaining, toStripeAmount(-note.totalMinor, note));
      const params = { invoice, amount, metadata: { tenant_id: note.tenantId, invoice_id: note.id } };
      return stripe.creditNotes.create(params, { idempotencyKey });
    },
  );
}
