import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { AmountNotPayable } from "#lib/billing/stripe/amounts.ts";
import { creditAtStripe } from "#lib/billing/stripe/credit-at-stripe.ts";
import { sendToStripe } from "#lib/billing/stripe/send-to-stripe.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { lockInvoice } from "./invoice-row.ts";
import { moveInvoice } from "./move-invoice.ts";
import { requestNotice } from "./notices.ts";
import { settlePayments } from "./settle-payments.ts";

/** `left`: it has moved on in the meantime. */
export type Sent = "sent" | "settled" | "left";

/**
 * Brings a final invoice to its payer: through Stripe where it is configured, and by our own mail in any case. What asks
 * for no money is settled at once: a month's invoice over nothing without a word, a credit note by mail, which also lessens
 * what is left of the invoice it corrects. Safe to repeat; one that has moved on in the meantime is left.
 */
export async function sendInvoice(invoiceId: string, stripe: Stripe | null, now = new Date()): Promise<Sent> {
  const { status, reason, totalMinor } = await withSystem((tx) => lockInvoice(tx, invoiceId));
  if (reason === "credit_note" || totalMinor <= 0) {
    if (stripe && reason === "credit_note") await creditAtStripe(stripe, invoiceId);
    return settle(invoiceId, now);
  }
  if (status !== "finalised") return "left";
  const there = stripe ? await sendToStripe(stripe, invoiceId, now).catch(byTransfer) : null;
  return withSystem<Sent>(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    // Closed in our books while it was on its way to Stripe, where it must not be charged any more.
    if (
      there &&
      (invoice.status === "void" || invoice.status === "uncollectible" || invoice.status === "paid")
    ) {
      await emit(tx, {
        name: "invoice/settled",
        data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
      });
      return "left";
    }
    if (there)
      await tx
        .update(invoices)
        .set({ paymentUrl: there.paymentUrl })
        .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)));
    await moveInvoice(tx, invoice, "sent", { at: now });
    await requestNotice(tx, invoice, "sent", now);
    return "sent";
  });
}

/** What Stripe cannot take in this currency comes by bank transfer: the invoice goes by our own mail alone. */
function byTransfer(error: unknown): null {
  if (error instanceof AmountNotPayable) return null;
  throw error;
}

function settle(invoiceId: string, now: Date): Promise<Sent> {
  return withSystem<Sent>(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    await moveInvoice(tx, invoice, "paid", { at: now, detail: { settled_by: keptText("nothing_to_pay") } });
    if (invoice.reason === "credit_note") await requestNotice(tx, invoice, "credit_note", now);
    if (!invoice.correctsId) return "settled";
    const corrected = await lockInvoice(tx, invoice.correctsId);
    if (corrected.status === "paid" || corrected.status === "void") return "settled";
    const after = await settlePayments(tx, corrected, now);
    if (after.status === "paid")
      await emit(tx, {
        name: "invoice/settled",
        data: { tenant_id: corrected.tenantId, invoice_id: corrected.id },
      });
    return "settled";
  });
}
