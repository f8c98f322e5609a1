import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { POST } from "#app/api/webhooks/stripe/route.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { applyStripeEvent } from "../apply-event.ts";
import { makeStripe, requireStripe } from "../client.ts";
import { double } from "./double.ts";

export const stripe = makeStripe({ secretKey: "sk_test_double", apiBase: double.url });

/** Sends an event to our webhook as Stripe does; the answer's status. */
export async function post(
  event: { id: string; data: { object: object } },
  given?: { signature?: string; body?: string },
) {
  const { body, signature } = sign(JSON.stringify(event));
  const response = await POST(
    new Request("http://localhost/api/webhooks/stripe", {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": given?.signature ?? signature },
      body: given?.body ?? body,
    }),
  );
  return response.status;
}

/** The body with a signature of `at`, in seconds. */
export function sign(body: string, { at = Date.now() / 1000, secret = "whsec_double" } = {}) {
  const t = Math.floor(at);
  return {
    body,
    signature: `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`,
  };
}

export const kept = async (id: string) =>
  (await withSystem((tx) => tx.select().from(stripeEvents).where(eq(stripeEvents.id, id))))[0];
export const apply = (event: { id: string }, tenantId: string) =>
  applyStripeEvent(event.id, tenantId, { stripe: requireStripe(), changePlan });

/** A tenant's invoice that is open at the double, with the events that it told since. */
export async function sentInvoice() {
  const tenant = await makeTenant({ plan: "pro" });
  await makeMember(tenant.id, "admin");
  const from = double.books.events.length;
  const invoice = await makeFinalInvoice(tenant.id);
  await sendInvoice(invoice.id, stripe);
  const { stripeInvoiceId } = await invoiceNow(invoice.id);
  if (!stripeInvoiceId) throw new Error("It has no invoice at Stripe");
  return { tenant, invoice, stripeInvoiceId, events: () => double.books.events.slice(from) };
}

export const payByCard = (id: string, card = "4242 4242 4242 4242") =>
  fetch(`${double.url}/pay/${id}`, {
    method: "POST",
    body: new URLSearchParams({ card }),
    redirect: "manual",
  });
