import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { type Applying, idOf } from "./apply-event.ts";
import { orNull } from "./exactly-once.ts";

/**
 * Subscriptions, which we make none of (our own invoices charge for the plan): one that was made at Stripe by hand is
 * shown on the account while it lives. The state follows from all events that were ever received for the customer.
 */
export function applySubscription(event: Stripe.Event, applying: Applying): Promise<string> | null {
  switch (event.type) {
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "customer.subscription.paused":
    case "customer.subscription.resumed":
      return refreshSubscription(idOf(event.data.object.customer), applying);
    default:
      return null;
  }
}

/** A customer that was deleted at Stripe takes its card and subscription along. The next use makes a new one. */
export function applyCustomerDeleted(event: Stripe.Event, applying: Applying): Promise<string> | null {
  return event.type === "customer.deleted" ? forget(event.data.object, applying) : null;
}

/**
 * Cards are changed and removed on Stripe's portal: the one that is charged from now on is shown on the account. Read
 * from Stripe, so the last event that is applied shows what is, in whatever order they came.
 */
export function applyCard(event: Stripe.Event, applying: Applying): Promise<string> | null {
  switch (event.type) {
    case "customer.updated":
      return refreshCard(event.data.object.id, applying);
    case "payment_method.updated":
    case "payment_method.automatically_updated":
      return refreshCard(idOf(event.data.object.customer), applying);
    default:
      return null;
  }
}

async function refreshCard(customer: string | null, { tx, stripe, tenantId }: Applying): Promise<string> {
  const [tenant] = await tx
    .select({ customer: tenants.stripeCustomerId })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (!customer || tenant?.customer !== customer) return "ignored: not this organisation's customer";
  // Before anything is locked: an answer of Stripe's may take its time.
  const there = await orNull(
    stripe.customers.retrieve(customer, { expand: ["invoice_settings.default_payment_method"] }),
  );
  if (!there || there.deleted) return "ignored: the customer was deleted";
  const method = there.invoice_settings.default_payment_method;
  const card = typeof method === "object" ? method?.card : null;
  await tx
    .update(billingAccounts)
    .set({ cardBrand: card?.brand ?? null, cardLast4: card?.last4 ?? null })
    .where(eq(billingAccounts.tenantId, tenantId));
  return "applied";
}

/** Whether the customer's end has been received, be it applied or not. */
export async function isDeleted(tx: Transaction, customer: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(
      and(
        eq(stripeEvents.type, "customer.deleted"),
        sql`${stripeEvents.payload} #>> '{data,object,id}' = ${customer}`,
      ),
    )
    .limit(1);
  return Boolean(row);
}

async function forget(customer: Stripe.Customer, { tx, tenantId }: Applying): Promise<string> {
  const changed = await tx
    .update(tenants)
    .set({ stripeCustomerId: null })
    .where(and(eq(tenants.id, tenantId), eq(tenants.stripeCustomerId, customer.id)))
    .returning({ id: tenants.id });
  if (changed.length === 0) return "ignored: not this organisation's customer";
  await tx
    .update(billingAccounts)
    .set({ cardBrand: null, cardLast4: null, stripeSubscriptionId: null })
    .where(eq(billingAccounts.tenantId, tenantId));
  return "applied";
}

const ENDED = ["canceled", "incomplete_expired"];

async function refreshSubscription(customer: string | null, { tx, tenantId }: Applying): Promise<string> {
  const [tenant] = await tx
    .select({ customer: tenants.stripeCustomerId })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for("update");
  if (!customer || tenant?.customer !== customer) return "ignored: not this organisation's customer";
  if (await isDeleted(tx, customer)) return "ignored: the customer was deleted";
  const subject = sql`${stripeEvents.payload} #>> '{data,object,id}'`;
  const events = await tx
    .select({
      subscription: sql<string>`${subject}`,
      created: sql<string>`max((${stripeEvents.payload} #>> '{data,object,created}')::bigint)`,
    })
    .from(stripeEvents)
    .where(
      and(
        sql`${stripeEvents.type} like 'customer.subscription.%'`,
        sql`${stripeEvents.payload} #>> '{data,object,customer}' = ${customer}`,
      ),
    )
    .groupBy(sql`1`)
    .having(
      sql`not bool_or(${stripeEvents.type} = 'customer.subscription.deleted' or ${stripeEvents.payload} #>> '{data,object,status}' in (${sql.join(
        ENDED.map((status) => sql`${status}`),
        sql`, `,
      )}))`,
    )
    .orderBy(sql`2 desc`, sql`1 desc`)
    .limit(1);
  await tx
    .update(billingAccounts)
    .set({ stripeSubscriptionId: events[0]?.subscription ?? null })
    .where(eq(billingAccounts.tenantId, tenantId));
  return "applied";
}
