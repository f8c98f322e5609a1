import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { stripeEvents } from "#db/schema/billing.ts";
import { invoices, payments } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { type InvoiceRow, isOpen, lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { moveInvoice, note } from "#lib/billing/payments/move-invoice.ts";
import { requestNotice } from "#lib/billing/payments/notices.ts";
import { announcedPayments, enterPayment } from "#lib/billing/payments/other-payments.ts";
import { settlePayments } from "#lib/billing/payments/settle-payments.ts";
import { day } from "#lib/billing/payments/suspension.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { fromStripeAmount, toStripeAmount } from "./amounts.ts";
import { type Applying, idOf } from "./apply-event.ts";
import { refreshRefund } from "./apply-refund.ts";
import { attachedPayments } from "./attach-payment.ts";

/** Events of invoices. States only move along the arrows, so an event that comes late finds its state passed. */
export function applyInvoice(event: Stripe.Event, applying: Applying): Promise<string> | null {
  switch (event.type) {
    case "invoice.finalized":
    case "invoice.sent":
    case "invoice.paid":
    case "invoice.payment_failed":
    case "invoice.voided":
    case "invoice.marked_uncollectible":
      return apply(event.type, event.data.object, applying);
    default:
      return null;
  }
}

type Type =
  | "invoice.finalized"
  | "invoice.sent"
  | "invoice.paid"
  | "invoice.payment_failed"
  | "invoice.voided"
  | "invoice.marked_uncollectible";

async function apply(type: Type, there: Stripe.Invoice, applying: Applying): Promise<string> {
  const found = await find(there, applying);
  if (typeof found === "string") return found;
  const { tx, at } = applying;
  let invoice = found;
  if (there.hosted_invoice_url && !invoice.paymentUrl && type === "invoice.finalized") {
    await tx
      .update(invoices)
      .set({ paymentUrl: there.hosted_invoice_url })
      .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)));
    invoice = { ...invoice, paymentUrl: there.hosted_invoice_url };
  }
  switch (type) {
    case "invoice.finalized":
      return "applied";
    case "invoice.sent":
      // One that was paid before we heard of it was sent all the same.
      if (!invoice.sentAt && invoice.status !== "finalised")
        await tx
          .update(invoices)
          .set({ sentAt: at })
          .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)));
      return moved(await moveInvoice(tx, invoice, "sent", { at }), invoice, "sent");
    case "invoice.voided":
      return moved(await moveInvoice(tx, invoice, "void", { at }), invoice, "void");
    case "invoice.marked_uncollectible":
      return moved(await moveInvoice(tx, invoice, "uncollectible", { at }), invoice, "uncollectible");
    case "invoice.payment_failed":
      return declined(there, invoice, applying);
    case "invoice.paid":
      return paid(there, invoice, applying);
  }
}

/** Stripe counts its attempts; each is told to the payer once, unless the invoice has been paid or closed since. */
async function declined(
  there: Stripe.Invoice,
  invoice: InvoiceRow,
  { tx, at, eventId }: Applying,
): Promise<string> {
  const attempt = there.attempt_count;
  const again = there.next_payment_attempt;
  await note(tx, invoice, {
    kind: "payment_failed",
    dedupeKey: eventId,
    detail: {
      attempt: String(attempt),
      ...(again ? { next_attempt: day(new Date(again * 1000)) } : {}),
    },
    at,
  });
  if (isOpen(invoice)) await requestNotice(tx, invoice, `payment_failed:${attempt}`, at);
  return "applied";
}

async function paid(there: Stripe.Invoice, invoice: InvoiceRow, applying: Applying): Promise<string> {
  const { tx, stripe, at } = applying;
  // Payments that Stripe was told of, but whose recording was cut off after that.
  const announced = await announcedPayments(tx, invoice);
  const known = announced.length > 0 ? await attachedPayments(stripe, there.id) : new Set<string>();
  for (const payment of announced) if (known.has(payment.id)) await enterPayment(tx, invoice, payment);
  const byCard = fromStripeAmount(await paidByCard(there, stripe), invoice);
  if (byCard > 0) {
    await tx
      .insert(payments)
      .values({
        tenantId: invoice.tenantId,
        invoiceId: invoice.id,
        method: "card",
        amountMinor: byCard,
        reference: there.id,
        receivedAt: at,
      })
      .onConflictDoNothing();
    await refreshRefund(tx, invoice);
  }
  if (invoice.status === "void")
    await note(tx, invoice, {
      kind: "note",
      dedupeKey: `paid-though-void:${there.id}`,
      detail: { warning: keptText("paid_after_void") },
      at,
    });
  const settled = await settlePayments(tx, invoice, at);
  if (settled.status === "paid" || settled.status === "void") return "applied";
  // Less than the total, and paid all the same: too small to charge, or covered by the customer's balance there.
  await note(tx, settled, {
    kind: "note",
    dedupeKey: `paid-at-stripe:${there.id}`,
    detail: { settled_by: keptText("customer_balance") },
    at,
  });
  return moved(await moveInvoice(tx, settled, "paid", { at }), settled, "paid");
}

/** In Stripe's minor units. An event does not tell what of the amount was paid outside of Stripe; the allocations do. */
async function paidByCard(there: Stripe.Invoice, stripe: Stripe): Promise<number> {
  if (there.amount_paid === 0) return 0;
  let sum = 0;
  for await (const { payment, amount_paid } of stripe.invoicePayments.list({
    invoice: there.id,
    status: "paid",
    limit: 100,
  }))
    if (payment.type === "payment_intent" || payment.type === "charge") sum += amount_paid ?? 0;
  return sum;
}

/** The invoice that it is about, locked; or, where anything does not agree, why nothing is done. */
async function find(there: Stripe.Invoice, applying: Applying): Promise<InvoiceRow | string> {
  const { tx, tenantId } = applying;
  const marked = there.metadata?.invoice_id;
  const [row] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        sql`(${invoices.stripeInvoiceId} = ${there.id} or (${invoices.stripeInvoiceId} is null and ${invoices.id}::text = ${marked ?? ""}))`,
      ),
    );
  if (!row) return "ignored: no invoice of this organisation";
  const invoice = await lockInvoice(tx, row.id);
  const customer = idOf(there.customer);
  if (there.metadata?.tenant_id !== tenantId || !(await isCustomerOf(applying, customer)))
    return "refused: another customer's invoice";
  if (
    there.currency !== invoice.currency.toLowerCase() ||
    there.total !== toStripeAmount(invoice.totalMinor, invoice)
  )
    return `refused: its total is ${there.total} ${there.currency}, ours ${invoice.totalMinor} ${invoice.currency}`;
  if (invoice.status === "draft") return "refused: the invoice is a draft";
  if (!invoice.stripeInvoiceId)
    await tx
      .update(invoices)
      .set({ stripeInvoiceId: there.id })
      .where(and(eq(invoices.tenantId, tenantId), eq(invoices.id, invoice.id)));
  return { ...invoice, stripeInvoiceId: there.id };
}

/** The tenant's customer, or one that it had until it was deleted at Stripe. */
async function isCustomerOf({ tx, tenantId }: Applying, customer: string | null): Promise<boolean> {
  if (!customer) return false;
  const [present] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.id, tenantId), eq(tenants.stripeCustomerId, customer)));
  if (present) return true;
  const [former] = await tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(
      and(
        eq(stripeEvents.type, "customer.deleted"),
        sql`${stripeEvents.payload} #>> '{data,object,id}' = ${customer}`,
        sql`${stripeEvents.payload} #>> '{data,object,metadata,tenant_id}' = ${tenantId}`,
      ),
    )
    .limit(1);
  return Boolean(former);
}

function moved(done: InvoiceRow | null, invoice: InvoiceRow, to: string): string {
  return done || invoice.status === to ? "applied" : `passed: it is ${invoice.status} already`;
}
