import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { type FinalInvoice, invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import type { StripeDouble } from "../../../../scripts/stripe-double/server.ts";
import { applyStripeEvent } from "../apply-event.ts";
import { makeStripe } from "../client.ts";
import { ensureCustomer } from "../ensure-customer.ts";

const testKey = process.env.TEST_STRIPE_SECRET_KEY ?? "";

/** For a test against Stripe itself, which takes a third of a second a call. */
export const MANY_CALLS_MS = 120_000;

/**
 * What the same tests run against: the local double, and Stripe's test mode where TEST_STRIPE_SECRET_KEY is given (or
 * what answers in its place at TEST_STRIPE_API_BASE). A key of live mode is refused: the tests charge cards.
 */
export function backends(double: StripeDouble) {
  if (testKey && !/^(sk|rk)_test_/.test(testKey))
    throw new Error(
      "TEST_STRIPE_SECRET_KEY is no key of Stripe's test mode. Give one that begins with sk_test_.",
    );
  const local = makeStripe({ secretKey: "sk_test_double", apiBase: double.url });
  return [
    { name: "the local double", client: local, skip: false },
    {
      name: `Stripe's test mode${testKey ? "" : " (skipped: no TEST_STRIPE_SECRET_KEY)"}`,
      client: testKey
        ? makeStripe({ secretKey: testKey, apiBase: process.env.TEST_STRIPE_API_BASE ?? null })
        : local,
      skip: !testKey,
    },
  ];
}

/** Stripe's test cards: one that pays, and one that can be saved but is declined whenever it is charged. */
export type TestCard = "pm_card_visa" | "pm_card_chargeCustomerFail";

export async function tenantWithInvoice(given: FinalInvoice = {}) {
  const tenant = await makeTenant({ plan: "pro" });
  const admin = await makeMember(tenant.id, "admin");
  return { tenant, admin, invoice: await makeFinalInvoice(tenant.id, given) };
}

/** Puts a card on file, there and here, as a checkout does. */
export async function saveCard(client: Stripe, tenantId: string, card: TestCard): Promise<void> {
  const customer = await ensureCustomer(client, tenantId);
  const { id } = await client.paymentMethods.attach(card, { customer });
  await client.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  await withSystem((tx) =>
    tx
      .update(billingAccounts)
      .set({ cardBrand: "visa", cardLast4: card === "pm_card_visa" ? "4242" : "0341" })
      .where(eq(billingAccounts.tenantId, tenantId)),
  );
}

/** The charge that Stripe makes within the hour: true when the card pays. */
export async function chargeNow(client: Stripe, invoiceId: string): Promise<boolean> {
  const { stripeInvoiceId } = await invoiceNow(invoiceId);
  try {
    const { status } = await client.invoices.pay(stripeInvoiceId ?? "");
    return status === "paid";
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return false;
    throw error;
  }
}

/** Both sides of an invoice: what Stripe took and asks for, and what our books say. */
export async function sides(client: Stripe, invoiceId: string) {
  const now = await invoiceNow(invoiceId);
  const id = now.stripeInvoiceId ?? "";
  const there = await client.invoices.retrieve(id, { expand: ["amount_paid_off_stripe"] });
  const { data } = await client.invoicePayments.list({ invoice: id, status: "paid", limit: 100 });
  const byCard = data
    .filter(({ payment }) => payment.type === "payment_intent")
    .reduce((sum, { amount_paid }) => sum + (amount_paid ?? 0), 0);
  return {
    there: {
      status: there.status,
      byCard,
      otherwise: there.amount_paid_off_stripe ?? 0,
      left: there.amount_remaining,
    },
    here: {
      status: now.status,
      byCard: sumOf(now.payments, "card"),
      otherwise: sumOf(now.payments, "manual"),
    },
    now,
  };
}

const sumOf = (rows: { method: string; amountMinor: number }[], method: string) =>
  rows.filter((row) => row.method === method).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

let told = 0;
/** Tells our books of the invoice as it stands at Stripe, as its event of that kind would. */
export async function tell(
  client: Stripe,
  type: "invoice.paid" | "invoice.payment_failed",
  invoiceId: string,
): Promise<string> {
  const { tenantId, stripeInvoiceId } = await invoiceNow(invoiceId);
  const object = await client.invoices.retrieve(stripeInvoiceId ?? "");
  const id = `evt_${stripeInvoiceId}_${++told}`;
  const event = { id, object: "event", type, created: Math.floor(Date.now() / 1000), data: { object } };
  const payload: Record<string, unknown> = JSON.parse(JSON.stringify(event));
  await withSystem((tx) => tx.insert(stripeEvents).values({ id, type, payload }));
  return applyStripeEvent(id, tenantId, { stripe: client, changePlan: async () => {} });
}
