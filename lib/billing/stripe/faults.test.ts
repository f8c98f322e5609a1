import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import type { BookedEvent } from "../../../scripts/stripe-double/books.ts";
import { FAULTS } from "../../../scripts/stripe-double/faults.ts";
import type { WireInvoice } from "../../../scripts/stripe-double/objects.ts";
import { applyStripeEvent } from "./apply-event.ts";
import { makeStripe, requireStripe } from "./client.ts";
import { closeAtStripe } from "./close-at-stripe.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { openPortal, startCheckout } from "./start-checkout.ts";
import { saveCard, tenantWithInvoice } from "./test/backends.ts";
import { double } from "./test/double.ts";

afterAll(async () => {
  await double.close();
  await closePools();
});

/** No retries of the client's own: after a fault the next attempt is a new process'. */
const hasty = () =>
  makeStripe({ secretKey: "sk_test_double", apiBase: double.url }, { retries: 0, timeoutMs: 250 });

async function sent() {
  const tenant = await makeTenant();
  await makeMember(tenant.id, "admin");
  const { id } = await makeFinalInvoice(tenant.id);
  await sendInvoice(id, requireStripe());
  const there = [...double.books.invoices.values()].find(({ metadata }) => metadata?.invoice_id === id);
  if (!there) throw new Error("It is not at Stripe");
  return { tenantId: tenant.id, id, there };
}

async function draft() {
  const { id: customer } = await requireStripe().customers.create({});
  const { id } = await requireStripe().invoices.create({ customer });
  return { there: double.books.invoices.get(id), id };
}

const pay = (there: WireInvoice) =>
  fetch(there.hosted_invoice_url ?? "", {
    method: "POST",
    body: new URLSearchParams({ card: "4242424242424242" }),
    redirect: "manual",
  });

async function keep(event: BookedEvent | undefined): Promise<string> {
  if (!event) throw new Error("It did not happen");
  await withSystem((tx) =>
    tx.insert(stripeEvents).values({ id: event.id, type: event.type, payload: { ...event } }),
  );
  return event.id;
}
const applied = (eventId: string, tenantId: string) =>
  applyStripeEvent(eventId, tenantId, { stripe: hasty(), changePlan: async () => {} });
const count = (type: string, object: string) =>
  double.books.events.filter((event) => event.type === type && JSON.stringify(event).includes(object)).length;

interface Deed {
  calls: string[];
  /** Sets up, and gives what is tried and what must hold once it has succeeded. */
  make: () => Promise<{ attempt: () => Promise<unknown>; holds: () => void }>;
}

const closing = (to: "paid" | "void" | "uncollectible", call: string, event: string): Deed => ({
  calls: ["GET /v1/invoices/{id}", call],
  make: async () => {
    const { there } = await sent();
    return {
      attempt: () => closeAtStripe(hasty(), there.id, to),
      holds: () => {
        expect(there.status).toBe(to);
        expect(count(event, there.id)).toBe(1);
      },
    };
  },
});

const DEEDS: Record<string, Deed> = {
  "paid another way": closing("paid", "POST /v1/invoices/{id}/pay", "invoice.paid"),
  voided: closing("void", "POST /v1/invoices/{id}/void", "invoice.voided"),
  "given up": closing(
    "uncollectible",
    "POST /v1/invoices/{id}/mark_uncollectible",
    "invoice.marked_uncollectible",
  ),
  "a draft thrown away": {
    calls: ["GET /v1/invoices/{id}", "DELETE /v1/invoices/{id}"],
    make: async () => {
      const { id } = await draft();
      return {
        attempt: () => closeAtStripe(hasty(), id, "void"),
        holds: () => expect(double.books.invoices.has(id)).toBe(false),
      };
    },
  },
  "a credit note": {
    calls: ["GET /v1/invoices/{id}", "GET /v1/credit_notes", "POST /v1/credit_notes"],
    make: async () => {
      const { tenantId, id, there } = await sent();
      const note = await makeFinalInvoice(tenantId, { lines: [-1000, -100], correctsId: id });
      return {
        attempt: () => sendInvoice(note.id, hasty()),
        holds: () => {
          expect(there.amount_remaining).toBe(11_055 - 1_100);
          expect(count("credit_note.created", there.id)).toBe(1);
        },
      };
    },
  },
  "a part paid by bank": {
    calls: [
      "GET /v1/invoices/{id}",
      "GET /v1/invoice_payments",
      "GET /v1/payment_records",
      "POST /v1/payment_records/report_payment",
      "POST /v1/invoices/{id}/attach_payment",
    ],
    make: async () => {
      const { id, there } = await sent();
      return {
        attempt: () => recordPayment(id, { amount: "40.00", reference: "bank" }, new Date(), hasty()),
        holds: () => {
          expect(there).toMatchObject({ status: "open", amount_paid: 4000, amount_remaining: 7055 });
          expect(count("invoice_payment.paid", there.id)).toBe(1);
        },
      };
    },
  },
  "a card charged for the rest of a part": {
    calls: ["POST /v1/invoices/{id}/attach_payment", "POST /v1/invoices/{id}"],
    make: async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(requireStripe(), tenant.id, "pm_card_visa");
      await recordPayment(invoice.id, { amount: "40.00", reference: "bank" });
      return {
        attempt: () => sendInvoice(invoice.id, hasty()),
        holds: () => {
          const charged = [...double.books.charges.values()].filter(({ customer }) =>
            [...double.books.invoices.values()].some(
              (there) => there.metadata?.invoice_id === invoice.id && there.customer === customer,
            ),
          );
          expect(charged.map(({ amount }) => amount)).toEqual([7055]);
        },
      };
    },
  },
  "a refund told": {
    calls: ["GET /v1/invoice_payments"],
    make: async () => {
      const { tenantId, there } = await sent();
      await pay(there);
      const made = [...double.books.invoicePayments.values()].find(({ invoice }) => invoice === there.id);
      await requireStripe().refunds.create({ payment_intent: String(made?.payment.payment_intent) });
      const eventId = await keep(double.books.events.findLast(({ type }) => type === "charge.refunded"));
      return {
        attempt: () => applied(eventId, tenantId),
        holds: () => expect(there.status).toBe("paid"),
      };
    },
  },
  "a checkout completed": {
    calls: ["GET /v1/setup_intents/{id}", "POST /v1/customers/{id}"],
    make: async () => {
      const tenant = await makeTenant();
      const { url } = await startCheckout(await systemCtx(tenant.id), { plan: "pro" });
      await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ card: "4242424242424242" }),
        redirect: "manual",
      });
      const eventId = await keep(
        double.books.events.findLast(({ type }) => type === "checkout.session.completed"),
      );
      const customer = await ensureCustomer(requireStripe(), tenant.id);
      return {
        attempt: () => applied(eventId, tenant.id),
        holds: () =>
          expect(double.books.customers.get(customer)?.invoice_settings.default_payment_method).toMatch(
            /^pm_/,
          ),
      };
    },
  },
};

const cases = Object.entries(DEEDS).flatMap(([name, deed]) =>
  deed.calls.flatMap((call) => FAULTS.map((fault) => ({ name, deed, call, fault }))),
);

describe("fault matrix of what follows the sending: done once, in the end", () => {
  // One after the other: they share the double, and a fault must meet its own call.
  it.each(cases)("$name: $fault at $call", async ({ deed, call, fault }) => {
    const { attempt, holds } = await deed.make();
    double.faults.add(call, fault);
    for (let tries = 1; !(await succeeds(attempt)); tries++)
      if (tries === 3) throw new Error("It did not succeed in three attempts");
    expect(double.faults.left, "the fault was met").toBe(0);
    holds();
    await attempt().catch(() => {});
    holds();
  });
});

async function succeeds(attempt: () => Promise<unknown>): Promise<boolean> {
  return attempt().then(
    () => true,
    () => false,
  );
}

describe("while a person waits", () => {
  it.each([
    ["POST /v1/checkout/sessions", "500_before"],
    ["POST /v1/checkout/sessions", "429"],
    ["POST /v1/billing_portal/sessions", "500_after"],
  ] as const)("%s, %s: they are told to try again, and that works", async (call, fault) => {
    const ctx = await systemCtx((await makeTenant()).id);
    const open = () => (call.includes("portal") ? openPortal(ctx) : startCheckout(ctx, { plan: "pro" }));
    double.faults.add(call, fault);
    await expect(open()).rejects.toMatchObject({ status: 503, code: "stripe_unavailable" });
    expect(await open()).toMatchObject({ url: expect.stringContaining(double.url) });
  });
});
