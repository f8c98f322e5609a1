import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import type { StripeDouble } from "../../../scripts/stripe-double/server.ts";
import { makeStripe } from "./client.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { saveCard, tenantWithInvoice } from "./test/backends.ts";
import { killAtEveryCall, type Prepare } from "./test/kill-tasks.ts";

afterAll(closePools);

const clientOf = (double: StripeDouble) => makeStripe({ secretKey: "sk_test_double", apiBase: double.url });

/** The one invoice there is at the double, with our lines. */
function onlyInvoice(double: StripeDouble) {
  expect(double.books.customers.size).toBe(1);
  const [there, ...more] = [...double.books.invoices.values()];
  expect(more).toEqual([]);
  if (!there) throw new Error("No invoice is there");
  expect(there.lines.data.map(({ amount }) => amount)).toEqual([9900, 150, 1005]);
  expect(double.books.items.size).toBe(3);
  expect(double.books.events.filter(({ type }) => type === "invoice.finalized")).toHaveLength(1);
  return there;
}

const JOBS: Record<string, { moments: number; prepare: Prepare }> = {
  "an invoice is sent by mail": {
    moments: 30,
    prepare: async (double) => {
      const { invoice } = await tenantWithInvoice();
      return {
        task: { kind: "send", invoiceId: invoice.id, apiBase: double.url },
        holds: async () => {
          const there = onlyInvoice(double);
          expect(there).toMatchObject({ status: "open", total: 11_055, amount_remaining: 11_055 });
          expect(await invoiceNow(invoice.id)).toMatchObject({ status: "sent", stripeInvoiceId: there.id });
        },
      };
    },
  },
  "an invoice is sent to a card, with a part paid by bank and a part credited": {
    moments: 40,
    prepare: async (double) => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(clientOf(double), tenant.id, "pm_card_visa");
      await recordPayment(invoice.id, { amount: "40.00", reference: "bank" }, new Date(), null);
      const note = await makeFinalInvoice(tenant.id, { lines: [-1000, -100], correctsId: invoice.id });
      await sendInvoice(note.id, null);
      return {
        task: { kind: "send", invoiceId: invoice.id, apiBase: double.url },
        holds: async () => {
          const there = onlyInvoice(double);
          expect(there).toMatchObject({ status: "paid", total: 11_055 });
          expect([...double.books.charges.values()].map(({ amount }) => amount)).toEqual([5955]);
          expect([...double.books.creditNotes.values()].map(({ amount }) => amount)).toEqual([1100]);
          expect([...double.books.records.values()].map(({ amount }) => amount.value)).toEqual([4000]);
          expect(await invoiceNow(invoice.id)).toMatchObject({ status: "sent", paidMinor: 4000 });
        },
      };
    },
  },
  "a part paid by bank is recorded": {
    moments: 14,
    prepare: async (double) => {
      const { invoice } = await tenantWithInvoice();
      await sendInvoice(invoice.id, clientOf(double));
      return {
        task: { kind: "record", invoiceId: invoice.id, apiBase: double.url },
        holds: async () => {
          expect(onlyInvoice(double)).toMatchObject({
            status: "open",
            amount_paid: 4000,
            amount_remaining: 7055,
          });
          expect(double.books.records.size).toBe(1);
          expect(await invoiceNow(invoice.id)).toMatchObject({
            status: "sent",
            paidMinor: 4000,
            payments: [{ method: "manual", amountMinor: 4000 }],
          });
        },
      };
    },
  },
  "what was paid in full elsewhere is closed there": {
    moments: 4,
    prepare: async (double) => {
      const { invoice } = await tenantWithInvoice();
      await sendInvoice(invoice.id, clientOf(double));
      await recordPayment(invoice.id, { amount: "110.55", reference: "bank" }, new Date(), null);
      return {
        task: { kind: "settle", invoiceId: invoice.id, apiBase: double.url },
        holds: async () => {
          expect(onlyInvoice(double)).toMatchObject({ status: "paid", amount_paid: 11_055 });
          expect(double.books.charges.size).toBe(0);
          expect(await invoiceNow(invoice.id)).toMatchObject({ status: "paid", paidMinor: 11_055 });
        },
      };
    },
  },
  "a checkout's card is put on file": {
    moments: 4,
    prepare: async (double) => {
      const { tenant } = await tenantWithInvoice();
      const client = clientOf(double);
      const customer = await ensureCustomer(client, tenant.id);
      const session = await client.checkout.sessions.create({
        mode: "setup",
        allowed_payment_method_types: ["card"],
        customer,
        client_reference_id: tenant.id,
        success_url: "http://localhost/settings/billing",
      });
      await fetch(session.url ?? "", {
        method: "POST",
        body: new URLSearchParams({ card: "4242424242424242" }),
        redirect: "manual",
      });
      const event = double.books.events.find(({ type }) => type === "checkout.session.completed");
      if (!event) throw new Error("It did not complete");
      await withSystem((tx) =>
        tx.insert(stripeEvents).values({ id: event.id, type: event.type, payload: { ...event } }),
      );
      return {
        task: { kind: "event", eventId: event.id, tenantId: tenant.id, apiBase: double.url },
        holds: async () => {
          expect(double.books.customers.get(customer)?.invoice_settings.default_payment_method).toMatch(
            /^pm_/,
          );
          const [account] = await withSystem((tx) =>
            tx.select().from(billingAccounts).where(eq(billingAccounts.tenantId, tenant.id)),
          );
          expect(account).toMatchObject({ cardBrand: "visa", cardLast4: "4242" });
        },
      };
    },
  },
};

describe("a process killed by SIGKILL before and after each call to Stripe; another one finishes its work", () => {
  let results: Awaited<ReturnType<typeof killAtEveryCall>>;
  beforeAll(async () => {
    results = await killAtEveryCall(
      Object.fromEntries(Object.entries(JOBS).map(([job, { prepare }]) => [job, prepare])),
    );
  }, 120_000);

  it.each(Object.entries(JOBS))("%s: once, with the right amounts", (job, { moments }) => {
    expect(results[job]?.wrong).toEqual([]);
    expect(results[job]?.moments).toBeGreaterThanOrEqual(moments);
  });
});
