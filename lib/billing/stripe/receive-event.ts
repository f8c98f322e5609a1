import { eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { isHandled } from "./apply-event.ts";
import { stripeClient } from "./client.ts";

/** How old a signature may be: Stripe's own advice. */
const TOLERANCE_SECONDS = 300;

/**
 * Takes a webhook of Stripe's: the signature over the very bytes, then the event and its job in one transaction. One that
 * came before changes nothing; a kind we do nothing with, or one of a customer that is none of ours, is kept with that
 * outcome. Throws `Invalid` `signature_invalid`, and `NotFound` where Stripe is not configured.
 */
export async function receiveStripeEvent(body: string, signature: string | null): Promise<void> {
  const stripe = stripeClient();
  const settings = config().billing.stripe;
  if (!stripe || !settings) throw new NotFound("not_found", "There is nothing here.");
  const event = verify(stripe, body, signature, settings.webhookSecret);
  await withSystem(async (tx) => {
    const handled = isHandled(event.type);
    const tenantId = handled ? await tenantOf(tx, event) : null;
    const outcome = !handled
      ? "kept: not a kind we act on"
      : tenantId
        ? null
        : "ignored: no organisation of ours";
    const added = await tx
      .insert(stripeEvents)
      .values({
        id: event.id,
        type: event.type,
        payload: JSON.parse(body),
        outcome,
        processedAt: outcome ? new Date() : null,
      })
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id });
    if (added.length > 0 && tenantId)
      await emit(tx, {
        name: "stripe/event.received",
        data: { tenant_id: tenantId, stripe_event_id: event.id },
      });
  });
}

function verify(stripe: Stripe, body: string, signature: string | null, secret: string): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
  } catch (error) {
    throw new Invalid(
      "signature_invalid",
      `The signature is not Stripe's for these bytes, or is older than ${TOLERANCE_SECONDS} s. Check the endpoint's signing secret and the clock. (${error instanceof Error ? error.message.split("\n")[0] : "unknown"})`,
    );
  }
}

const Subject = z.looseObject({
  id: z.string().optional(),
  object: z.string().optional(),
  customer: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** By our own mark on the object, else by its customer. What the job does is checked against the object again. */
async function tenantOf(tx: Transaction, event: Stripe.Event): Promise<string | null> {
  const subject = Subject.safeParse(event.data.object);
  if (!subject.success) return null;
  const { metadata, customer, id, object } = subject.data;
  const marked = z.uuid().safeParse(metadata?.tenant_id);
  const customerId = object === "customer" ? id : typeof customer === "string" ? customer : customer?.id;
  const [row] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(
      marked.success ? eq(tenants.id, marked.data) : sql`${tenants.stripeCustomerId} = ${customerId ?? null}`,
    );
  return row?.id ?? null;
}
