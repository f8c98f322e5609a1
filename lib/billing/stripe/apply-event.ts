import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { applyCheckout, type ChangePlan } from "./apply-checkout.ts";
import { applyCard, applyCustomerDeleted, applySubscription } from "./apply-customer.ts";
import { applyInvoice } from "./apply-invoice.ts";
import { applyRefund } from "./apply-refund.ts";

export interface Applying {
  tx: Transaction;
  stripe: Stripe;
  tenantId: string;
  eventId: string;
  /** When it happened at Stripe. */
  at: Date;
  changePlan: ChangePlan;
}

type Apply = (event: Stripe.Event, applying: Applying) => Promise<string> | null;

/** One entry per family: what it returns is kept as the event's outcome; null: not its kind. */
const FAMILIES: Apply[] = [
  applyInvoice,
  applyRefund,
  applySubscription,
  applyCard,
  applyCustomerDeleted,
  applyCheckout,
];

const HANDLED = new Set<string>([
  "invoice.finalized",
  "invoice.sent",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.voided",
  "invoice.marked_uncollectible",
  "charge.refunded",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.resumed",
  "customer.updated",
  "payment_method.updated",
  "payment_method.automatically_updated",
  "customer.deleted",
  "checkout.session.completed",
]);

export const isHandled = (type: string): boolean => HANDLED.has(type);

/**
 * Applies a kept event in one transaction with its outcome. Whatever the order events are applied in, and however often,
 * the end is the same: each family's state is a function of the set of events alone. Returns the outcome.
 */
export async function applyStripeEvent(
  eventId: string,
  tenantId: string,
  { stripe, changePlan }: { stripe: Stripe; changePlan: ChangePlan },
): Promise<string> {
  return withSystem(async (tx) => {
    const [kept] = await tx.select().from(stripeEvents).where(eq(stripeEvents.id, eventId)).for("update");
    if (!kept) throw new Error(`The event ${eventId} is not kept`);
    if (kept.processedAt) return kept.outcome ?? "";
    const event = stripe.webhooks.constructEventWithoutVerification(JSON.stringify(kept.payload));
    const applying = { tx, stripe, tenantId, eventId, at: new Date(event.created * 1000), changePlan };
    let outcome = "kept: not a kind we act on";
    for (const apply of FAMILIES) {
      const applied = apply(event, applying);
      if (!applied) continue;
      outcome = await applied;
      break;
    }
    // What was ignored or refused has changed nothing.
    if (/^(applied|passed)/.test(outcome))
      await auditAs(
        tx,
        { tenantId, actor: "system" },
        "stripe_event.applied",
        { type: "stripe_event", id: eventId },
        { type: event.type, outcome },
      );
    await tx
      .update(stripeEvents)
      .set({ processedAt: new Date(), outcome })
      .where(eq(stripeEvents.id, eventId));
    return outcome;
  });
}

/** The id of a reference that may be expanded. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
