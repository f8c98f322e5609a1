import type Stripe from "stripe";
import { withSystem } from "#db/tenant.ts";
import { closeAtStripe } from "#lib/billing/stripe/close-at-stripe.ts";
import { lockInvoice } from "./invoice-row.ts";

/** Stripe's invoice follows ours where that was settled by another way than the card. */
export async function settleAtStripe(invoiceId: string, stripe: Stripe): Promise<"settled" | "left"> {
  const { status, stripeInvoiceId } = await withSystem((tx) => lockInvoice(tx, invoiceId));
  if (!stripeInvoiceId || (status !== "paid" && status !== "void" && status !== "uncollectible"))
    return "left";
  await closeAtStripe(stripe, stripeInvoiceId, status);
  return "settled";
}
