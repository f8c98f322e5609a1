import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { invoices, payments, stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { amountDue, type InvoiceRow, lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { moveInvoice, note } from "#lib/billing/payments/move-invoice.ts";
import { settlePayments } from "#lib/billing/payments/settle-payments.ts";
import { fromStripeAmount, toStripeAmount } from "./amounts.ts";
import { type Applying, idOf } from "./apply-event.ts";
import { refreshRefund } from "./apply-refund.ts";

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
  const { tx, at, eventId } = applying;
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
      await note(tx, invoice, {
        kind: "payment_failed",
        dedupeKey: eventId,
        detail: { attempt: String(there.attempt_count) },
        at,
      });
      return "applied";
    case "invoice.paid":
      return paid(there, invoice, applying);
  }
}

async function paid(there: Stripe.Invoice, invoice: InvoiceRow, applying: Applying): Promise<string> {
  const { tx, at } = applying;
  const byCard = fromStripeAmount(await paidByCard(there, invoice, applying), invoice);
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
      detail: { warning: "It was paid by card after it had been voided. Refund the payment at Stripe." },
      at,
    });
  const settled = await settlePayments(tx, invoice, at);
  if (settled.status === "paid" || settled.status === "void") return "applied";
  // Less than the total, and paid all the same: too small to charge, or covered by the customer's balance there.
  await note(tx, settled, {
    kind: "note",
    dedupeKey: `paid-at-stripe:${there.id}`,
    detail: { settled_by: "customer balance at Stripe" },
    at,
  });
  return moved(await moveInvoice(tx, settled, "paid", { at }), settled, "paid");
}

/**
 * In Stripe's minor units. Where payments by another way cover the invoice in our books already, Stripe was told so, and
 * what it calls paid may be that very money: then only what was allocated from payments there counts.
 */
async function paidByCard(
  there: Stripe.Invoice,
  invoice: InvoiceRow,
  { tx, stripe }: Applying,
): Promise<number> {
  const [manual] = await tx
    .select({ minor: sql<string>`coalesce(sum(${payments.amountMinor}), 0)` })
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, invoice.tenantId),
        eq(payments.invoiceId, invoice.id),
        eq(payments.method, "manual"),
      ),
    );
  if (Number(manual?.minor ?? 0) < (await amountDue(tx, invoice)))
    return there.amount_paid - (there.amount_paid_off_stripe ?? 0);
  const { data } = await stripe.invoicePayments.list({ invoice: there.id, status: "paid", limit: 100 });
  return data
    .filter(({ payment }) => payment.type === "payment_intent" || payment.type === "charge")
    .reduce((sum, { amount_paid }) => sum + (amount_paid ?? 0), 0);
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
