import type Stripe from "stripe";
import { withSystem } from "#db/tenant.ts";
import { closeAtStripe } from "#lib/billing/stripe/close-at-stripe.ts";
import { lockInvoice } from "./invoice-row.ts";
import { announcedPayments } from "./other-payments.ts";
import { recordAllAnnounced } from "./record-announced.ts";

/**
 * Stripe's invoice follows ours where money came by another way than the card: payments that wait for Stripe are told
 * there and recorded, and what is settled in our books is closed there.
 */
export async function settleAtStripe(invoiceId: string, stripe: Stripe | null): Promise<"settled" | "left"> {
  await recordAllAnnounced(stripe, invoiceId);
  if (!stripe) return "left";
  const { status, stripeInvoiceId } = await withSystem((tx) => lockInvoice(tx, invoiceId));
  if (!stripeInvoiceId || (status !== "paid" && status !== "void" && status !== "uncollectible"))
    return "left";
  await closeAtStripe(stripe, stripeInvoiceId, status);
  return "settled";
}

/** Whether a payment waits that was announced less than `seconds` ago: who announced it is about to record it. */
export async function isBeingRecorded(
  invoiceId: string,
  seconds: number,
  now = new Date(),
): Promise<boolean> {
  const waiting = await withSystem(async (tx) => announcedPayments(tx, await lockInvoice(tx, invoiceId)));
  return waiting.some(({ since }) => now.getTime() - since.getTime() < seconds * 1000);
}
