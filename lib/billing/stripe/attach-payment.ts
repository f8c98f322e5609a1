import Stripe from "stripe";
import type { InvoiceRow } from "#lib/billing/payments/invoice-row.ts";
import type { OtherPayment } from "#lib/billing/payments/other-payments.ts";
import { Conflict } from "#lib/errors.ts";
import { toStripeAmount } from "./amounts.ts";
import { exactlyOnce, orNull } from "./exactly-once.ts";

/** `unasked`: Stripe asks nobody for the invoice's money, or not yet: it is not there, a draft, or given up. */
export type Attached = "attached" | "unasked";

/**
 * Tells Stripe of money that came by another way, so that it collects the rest only: the payment is reported there and
 * attached to the invoice, once. Which of a card's charge and this comes first is decided at Stripe. Throws `Conflict`
 * `invoice_paid`, `invoice_void` or `payment_too_large` where the invoice there takes it no more, and `AmountNotPayable`.
 */
export async function attachPayment(
  stripe: Stripe,
  invoice: InvoiceRow,
  payment: OtherPayment,
): Promise<Attached> {
  const id = invoice.stripeInvoiceId;
  const there = id ? await orNull(stripe.invoices.retrieve(id)) : null;
  if (!there || there.status === "draft") return "unasked";
  if (await attached(stripe, there.id, payment)) return "attached";
  if (there.status === "uncollectible") return "unasked";
  const amount = toStripeAmount(payment.amountMinor, invoice);
  const refused = refusal(there, amount);
  if (refused) throw refused;
  const record = await exactlyOnce<{ id: string }>(
    `payment-${payment.id}-report`,
    () => findReported(stripe, payment),
    (idempotencyKey) =>
      stripe.paymentRecords.reportPayment(
        {
          amount_requested: { currency: there.currency, value: amount },
          initiated_at: seconds(payment.receivedAt),
          outcome: "guaranteed",
          guaranteed: { guaranteed_at: seconds(payment.receivedAt) },
          payment_method_details: { type: "custom", custom: { display_name: "Bank transfer" } },
          processor_details: { type: "custom", custom: { payment_reference: payment.reference } },
          metadata: { tenant_id: invoice.tenantId, invoice_id: invoice.id, payment_id: payment.id },
        },
        { idempotencyKey },
      ),
  );
  await exactlyOnce<unknown>(
    `payment-${payment.id}-attach`,
    () => attached(stripe, there.id, payment),
    async (idempotencyKey) => {
      const refuseIfOver = async () => {
        const refused = refusal(await stripe.invoices.retrieve(there.id), amount);
        // Whoever else is at it may have attached this very payment since.
        if (refused && !(await attached(stripe, there.id, payment))) throw refused;
        return refused !== null;
      };
      if (await refuseIfOver()) return true;
      try {
        return await stripe.invoices.attachPayment(
          there.id,
          { payment_record: record.id },
          { idempotencyKey },
        );
      } catch (error) {
        // The card may have paid between the question and this.
        if (error instanceof Stripe.errors.StripeInvalidRequestError && (await refuseIfOver())) return true;
        throw error;
      }
    },
  );
  return "attached";
}

/** Ids of our payments that Stripe counts for the invoice. */
export async function attachedPayments(stripe: Stripe, stripeInvoiceId: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { payment } of stripe.invoicePayments.list({
    invoice: stripeInvoiceId,
    payment: { type: "payment_record" },
    expand: ["data.payment.payment_record"],
    limit: 100,
  })) {
    const record = payment.payment_record;
    if (typeof record === "object" && record.metadata.payment_id) found.add(record.metadata.payment_id);
  }
  return found;
}

async function attached(stripe: Stripe, stripeInvoiceId: string, { id }: OtherPayment) {
  return (await attachedPayments(stripe, stripeInvoiceId)).has(id) ? true : null;
}

/** For clocks that differ from Stripe's. */
const MARGIN_SECONDS = 3600;

/** One that an earlier attempt reported and of which no answer came: not older than the payment is in our books. */
async function findReported(stripe: Stripe, payment: OtherPayment) {
  const since = seconds(payment.since) - MARGIN_SECONDS;
  for await (const record of stripe.paymentRecords.list({ created_after: since, limit: 100 }))
    if (record.metadata.payment_id === payment.id) return record;
  return null;
}

function refusal(there: Stripe.Invoice, amount: number): Conflict | null {
  if (there.status === "paid")
    return new Conflict(
      "invoice_paid",
      "The invoice has just been paid by card. Return the transfer, or refund the card at Stripe.",
    );
  if (there.status === "void")
    return new Conflict(
      "invoice_void",
      "The invoice is void at Stripe: there is nothing to pay. Return the transfer.",
    );
  if (amount <= there.amount_remaining) return null;
  return new Conflict(
    "payment_too_large",
    `At Stripe only ${there.amount_remaining} minor units of ${there.currency.toUpperCase()} of the invoice are left to pay. Record that much and return the rest.`,
  );
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
