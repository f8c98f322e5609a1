import type Stripe from "stripe";
import { Conflict } from "#lib/errors.ts";
import { orNull } from "./exactly-once.ts";

/**
 * Ends the collection of an invoice at Stripe: void, given up, or paid by another way than through Stripe. One that stands
 * so already is left. Throws `Conflict` `invoice_paid` for voiding or giving up what has been paid there, and
 * `invoice_partly_paid` for voiding what has been paid in part, which Stripe refuses.
 */
export async function closeAtStripe(
  stripe: Stripe,
  stripeInvoiceId: string,
  to: "void" | "uncollectible" | "paid",
): Promise<void> {
  const there = await orNull(stripe.invoices.retrieve(stripeInvoiceId));
  // Only drafts can be deleted there, and nobody was asked for their money.
  if (!there || there.status === to) return;
  const { status } = there;
  if (status === "paid")
    throw new Conflict(
      "invoice_paid",
      "The invoice has just been paid by card. Correct it by a credit note.",
    );
  // Void is the end of it there: money that came another way is in our books.
  if (status === "void") return;
  // The states at Stripe make a repetition harmless, so the key is the SDK's own, per call.
  if (status === "draft") {
    await stripe.invoices.del(stripeInvoiceId);
    return;
  }
  if (to === "void" && there.amount_paid > 0)
    throw new Conflict(
      "invoice_partly_paid",
      "A part of the invoice has been paid. Correct it by a credit note, or write off what is left.",
    );
  if (to === "void") await stripe.invoices.voidInvoice(stripeInvoiceId);
  else if (to === "uncollectible") await stripe.invoices.markUncollectible(stripeInvoiceId);
  else await stripe.invoices.pay(stripeInvoiceId, { paid_out_of_band: true });
}
