import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { invoiceEvents, invoices, payments } from "#db/schema/invoices.ts";
import { type InvoiceRow, lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { note } from "#lib/billing/payments/move-invoice.ts";
import { fromStripeAmount } from "./amounts.ts";
import { type Applying, idOf } from "./apply-event.ts";

/** A refund, in part or whole: noted on the payment; the invoice stays paid, and is corrected by a credit note. */
export function applyRefund(event: Stripe.Event, applying: Applying): Promise<string> | null {
  return event.type === "charge.refunded" ? apply(event.data.object, applying) : null;
}

async function apply(
  charge: Stripe.Charge,
  { tx, stripe, tenantId, eventId, at }: Applying,
): Promise<string> {
  const intent = idOf(charge.payment_intent);
  if (!intent) return "ignored: not a payment of an invoice";
  // Since 2025 a charge does not name its invoice; the payment's allocation does.
  const { data } = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: intent },
    limit: 1,
  });
  const stripeInvoiceId = idOf(data[0]?.invoice);
  if (!stripeInvoiceId) return "ignored: not a payment of an invoice";
  const [row] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), eq(invoices.stripeInvoiceId, stripeInvoiceId)));
  if (!row) return "ignored: no invoice of this organisation";
  const invoice = await lockInvoice(tx, row.id);
  if (charge.currency !== invoice.currency.toLowerCase())
    return `refused: the charge is in ${charge.currency}`;
  await note(tx, invoice, {
    kind: "refunded",
    dedupeKey: eventId,
    detail: { charge: charge.id, refunded_minor: String(fromStripeAmount(charge.amount_refunded, invoice)) },
    at,
  });
  await refreshRefund(tx, invoice);
  return "applied";
}

/**
 * Brings the card payment's refunded amount up to what is noted: a charge's events each tell the sum so far, so the
 * largest one of each charge counts, in whatever order they came, and also when the payment is recorded after them.
 */
export async function refreshRefund(tx: Transaction, invoice: InvoiceRow): Promise<void> {
  await tx
    .update(payments)
    .set({
      refundedMinor: sql`coalesce((select sum(refunded) from (select max((${invoiceEvents.detail} ->> 'refunded_minor')::bigint) as refunded from ${invoiceEvents}
        where ${invoiceEvents.tenantId} = ${invoice.tenantId} and ${invoiceEvents.invoiceId} = ${invoice.id} and ${invoiceEvents.kind} = 'refunded'
        group by ${invoiceEvents.detail} ->> 'charge') per_charge), 0)`,
    })
    .where(
      and(
        eq(payments.tenantId, invoice.tenantId),
        eq(payments.invoiceId, invoice.id),
        eq(payments.method, "card"),
      ),
    );
}
