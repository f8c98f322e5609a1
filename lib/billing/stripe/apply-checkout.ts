import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, PLAN_IDS, type PlanId, stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { AppError } from "#lib/errors.ts";
import { isDeleted } from "./apply-customer.ts";
import { type Applying, idOf } from "./apply-event.ts";

/** lib/billing/plans/change-plan.ts: takes an upgrade at once, a downgrade at the period's end. */
export type ChangePlan = (
  tx: Transaction,
  change: { tenantId: string; planId: PlanId; requestedBy: string; now: Date },
) => Promise<unknown>;

/**
 * The first card is on file: it becomes the one that invoices are charged to, is shown on the account, and the plan that
 * it was given for begins. Of several checkouts the one that was opened last counts.
 */
export function applyCheckout(event: Stripe.Event, applying: Applying): Promise<string> | null {
  return event.type === "checkout.session.completed" ? apply(event.data.object, applying) : null;
}

async function apply(session: Stripe.Checkout.Session, applying: Applying): Promise<string> {
  const { tx, stripe, tenantId, eventId, changePlan } = applying;
  const customer = idOf(session.customer);
  const [tenant] = await tx
    .select({ customer: tenants.stripeCustomerId })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (!customer || session.client_reference_id !== tenantId)
    return "refused: another organisation's checkout";
  if (await isDeleted(tx, customer)) return "ignored: the customer was deleted";
  if (tenant?.customer !== customer) return "refused: another customer's checkout";
  const setupIntent = idOf(session.setup_intent);
  if (!setupIntent) return "ignored: it saved no card";
  if (await isSuperseded(tx, session, customer, eventId)) return "passed: a later checkout has completed";

  // Before anything is locked: an answer of Stripe's may take its time.
  const card = await cardOf(stripe, setupIntent);
  if (!card) return "ignored: it saved no card";
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
  await tx
    .update(billingAccounts)
    .set({ cardBrand: card.brand, cardLast4: card.last4 })
    .where(eq(billingAccounts.tenantId, tenantId));
  return requestPlan(session, applying, changePlan);
}

async function requestPlan(
  session: Stripe.Checkout.Session,
  { tx, tenantId, at }: Applying,
  changePlan: ChangePlan,
): Promise<string> {
  const plan = z.enum(PLAN_IDS).safeParse(session.metadata?.plan);
  if (!plan.success) return "applied: card saved, no plan asked for";
  try {
    // A savepoint, so that a change that is refused leaves the card.
    await tx.execute(sql`savepoint plan_change`);
    const requestedBy = session.metadata?.requested_by ?? "system";
    await changePlan(tx, { tenantId, planId: plan.data, requestedBy, now: at });
    return "applied";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.execute(sql`rollback to savepoint plan_change`);
    return `applied: card saved; the plan stays: ${error.message}`;
  }
}

async function isSuperseded(
  tx: Transaction,
  session: Stripe.Checkout.Session,
  customer: string,
  eventId: string,
): Promise<boolean> {
  const [later] = await tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(
      and(
        eq(stripeEvents.type, "checkout.session.completed"),
        sql`${stripeEvents.id} <> ${eventId}`,
        sql`${stripeEvents.payload} #>> '{data,object,customer}' = ${customer}`,
        sql`((${stripeEvents.payload} #>> '{data,object,created}')::bigint, ${stripeEvents.payload} #>> '{data,object,id}') > (${session.created}::bigint, ${session.id}::text)`,
      ),
    )
    .limit(1);
  return Boolean(later);
}

async function cardOf(stripe: Stripe, setupIntent: string) {
  const { payment_method } = await stripe.setupIntents.retrieve(setupIntent, { expand: ["payment_method"] });
  if (!payment_method || typeof payment_method === "string" || !payment_method.card) return null;
  return { id: payment_method.id, brand: payment_method.card.brand, last4: payment_method.card.last4 };
}
