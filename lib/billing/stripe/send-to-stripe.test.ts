import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { FAULTS } from "../../../scripts/stripe-double/faults.ts";
import { startStripeDouble } from "../../../scripts/stripe-double/server.ts";
import { makeStripe } from "./client.ts";
import { closeAtStripe } from "./close-at-stripe.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { sendToStripe } from "./send-to-stripe.ts";
import { backends, chargeNow, MANY_CALLS_MS, saveCard, tenantWithInvoice } from "./test/backends.ts";

const double = await startStripeDouble();
const DOUBLE = { secretKey: "sk_test_double", apiBase: double.url };
const stripe = makeStripe(DOUBLE);

afterAll(async () => {
  await double.close();
  await closePools();
});

/** The tenant's invoices at Stripe with their lines. */
async function there(client: Stripe, tenantId: string) {
  const [row] = await withSystem((tx) =>
    tx.select({ customer: tenants.stripeCustomerId }).from(tenants).where(eq(tenants.id, tenantId)),
  );
  const made = await client.invoices.list({ customer: row?.customer ?? "", limit: 100 });
  return made.data;
}

describe.each(backends(double))(
  "an invoice sent through $name",
  { timeout: MANY_CALLS_MS },
  ({ client, skip }) => {
    it.skipIf(skip)("has our lines, is open there and sent here, once", async () => {
      const { tenant, admin, invoice } = await tenantWithInvoice({ lines: [9900, 150, -500, 955] });
      expect(await sendInvoice(invoice.id, client)).toBe("sent");
      expect(await sendInvoice(invoice.id, client)).toBe("left");
      const [made, ...more] = await there(client, tenant.id);
      expect(more).toEqual([]);
      expect(made).toMatchObject({
        status: "open",
        total: 10_505,
        amount_due: 10_505,
        currency: "usd",
        collection_method: "send_invoice",
        customer_email: admin.email,
        metadata: { invoice_id: invoice.id, tenant_id: tenant.id },
      });
      expect(made?.lines.data.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([
        -500, 150, 955, 9900,
      ]);
      const now = await invoiceNow(invoice.id);
      expect(now).toMatchObject({
        status: "sent",
        stripeInvoiceId: made?.id,
        paymentUrl: made?.hosted_invoice_url,
      });
      expect(now.events.map(({ kind }) => kind)).toContain("sent");
    });

    it.skipIf(skip)("is one, however many send it at once; so is its customer", async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      const customers = await Promise.allSettled([1, 2, 3].map(() => ensureCustomer(client, tenant.id)));
      expect(new Set(customers.flatMap((r) => (r.status === "fulfilled" ? [r.value] : []))).size).toBe(1);
      await Promise.allSettled([1, 2, 3].map(() => sendInvoice(invoice.id, client)));
      await sendInvoice(invoice.id, client);
      expect(await there(client, tenant.id)).toMatchObject([{ status: "open", total: 11_055 }]);
      expect((await invoiceNow(invoice.id)).status).toBe("sent");
    });

    it.skipIf(skip).each([
      ["pm_card_visa", "paid"],
      ["pm_card_chargeCustomerFail", "open"],
    ] as const)("is charged by Stripe to the card on file (%s): %s there", async (card, status) => {
      double.books.collectsAtOnce = false;
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(client, tenant.id, card);
      await sendInvoice(invoice.id, client);
      expect(await there(client, tenant.id)).toMatchObject([
        { status: "open", collection_method: "charge_automatically", auto_advance: true },
      ]);
      expect(await chargeNow(client, invoice.id)).toBe(status === "paid");
      expect(await there(client, tenant.id)).toMatchObject([{ status }]);
      expect((await invoiceNow(invoice.id)).status).toBe("sent");
      double.books.collectsAtOnce = true;
    });

    it.skipIf(skip)("asks also for what earlier ones were too small for", async () => {
      const { tenant, invoice } = await tenantWithInvoice({ lines: [10, 1] });
      await sendInvoice(invoice.id, client);
      const next = await makeFinalInvoice(tenant.id);
      await sendInvoice(next.id, client);
      expect(await there(client, tenant.id)).toMatchObject([
        { status: "open", total: 11_055, amount_remaining: 11_066 },
        { status: "paid", total: 11, amount_paid: 0 },
      ]);
    });

    it.skipIf(skip)("in yen goes in whole yen", async () => {
      const { tenant, invoice } = await tenantWithInvoice({
        lines: [15_000, 1_500],
        currency: "JPY",
        minorDigits: 0,
      });
      await sendInvoice(invoice.id, client);
      expect(await there(client, tenant.id)).toMatchObject([{ total: 16_500, currency: "jpy" }]);
    });

    it.skipIf(skip)("asks for less by a credit note, once, and is settled by what covers it", async () => {
      const { tenant, invoice } = await tenantWithInvoice({ lines: [10_000, 1_000] });
      await sendInvoice(invoice.id, client);
      const part = await makeFinalInvoice(tenant.id, { lines: [-3_000, -300], correctsId: invoice.id });
      for (let i = 0; i < 2; i++) expect(await sendInvoice(part.id, client)).toBe("settled");
      expect(await there(client, tenant.id)).toMatchObject([{ status: "open", amount_remaining: 7_700 }]);
      expect((await invoiceNow(invoice.id)).status).toBe("sent");
      const rest = await makeFinalInvoice(tenant.id, { lines: [-7_000, -700], correctsId: invoice.id });
      await sendInvoice(rest.id, client);
      expect(await there(client, tenant.id)).toMatchObject([{ status: "paid", amount_remaining: 0 }]);
      expect((await invoiceNow(invoice.id)).status).toBe("paid");
    });

    it.skipIf(skip).each(["paid", "void", "uncollectible"] as const)(
      "is closed there as %s, once",
      async (to) => {
        const { tenant, invoice } = await tenantWithInvoice();
        await sendInvoice(invoice.id, client);
        const { stripeInvoiceId } = await invoiceNow(invoice.id);
        for (let i = 0; i < 2; i++) await closeAtStripe(client, stripeInvoiceId ?? "", to);
        expect(await there(client, tenant.id)).toMatchObject([{ status: to }]);
      },
    );
  },
);

describe("before it is sent, both sides are compared", () => {
  it.each([
    { name: "an amount that differs", foreign: false },
    { name: "a line that is not ours", foreign: true },
  ])("$name stops it: nothing is made final, the timeline says so", async ({ foreign }) => {
    const { tenant, invoice } = await tenantWithInvoice();
    double.faults.add("POST /v1/invoices/{id}/finalize", "429");
    await expect(sendInvoice(invoice.id, stripe)).rejects.toMatchObject({ type: "StripeRateLimitError" });
    const { stripeInvoiceId } = await invoiceNow(invoice.id);
    const draft = double.books.invoices.get(stripeInvoiceId ?? "");
    if (!draft) throw new Error("There is no draft");
    const [first] = draft.lines.data;
    if (first && !foreign) first.amount += 1;
    else if (first) draft.lines.data.push({ ...first, id: "il_foreign", metadata: {} });
    draft.total = draft.lines.data.reduce((sum, { amount }) => sum + amount, 0);
    await expect(sendInvoice(invoice.id, stripe)).rejects.toMatchObject({ code: "stripe_amount_mismatch" });
    expect(await there(stripe, tenant.id)).toMatchObject([{ status: "draft" }]);
    const now = await invoiceNow(invoice.id);
    expect(now.status).toBe("finalised");
    expect(now.events.filter(({ dedupeKey }) => dedupeKey.startsWith("stripe-mismatch"))).toHaveLength(1);

    // As the error says: the operator deletes the draft there and sends again.
    await stripe.invoices.del(draft.id);
    expect(await sendInvoice(invoice.id, stripe)).toBe("sent");
    expect(await there(stripe, tenant.id)).toMatchObject([{ status: "open", total: 11_055 }]);
  });
});

describe("one that somebody made final at Stripe", () => {
  it("with another amount is not sent either", async () => {
    const { tenant, invoice } = await tenantWithInvoice();
    double.faults.add("POST /v1/invoices/{id}/finalize", "429");
    await expect(sendInvoice(invoice.id, stripe)).rejects.toMatchObject({ type: "StripeRateLimitError" });
    const id = (await invoiceNow(invoice.id)).stripeInvoiceId ?? "";
    const customer = await ensureCustomer(stripe, tenant.id);
    await stripe.invoiceItems.create({ customer, invoice: id, amount: 1, currency: "usd" });
    await stripe.invoices.finalizeInvoice(id);
    await expect(sendInvoice(invoice.id, stripe)).rejects.toMatchObject({ code: "stripe_amount_mismatch" });
    expect((await invoiceNow(invoice.id)).status).toBe("finalised");

    // As the error says: the operator voids it there and sends again.
    await stripe.invoices.voidInvoice(id);
    expect(await sendInvoice(invoice.id, stripe)).toBe("sent");
    expect((await there(stripe, tenant.id)).map(({ status, total }) => [status, total]).sort()).toEqual([
      ["open", 11_055],
      ["void", 11_056],
    ]);
  });
});

describe("other invoices", () => {
  it("of which nothing is due are settled at once, and never reach Stripe", async () => {
    const { tenant, invoice } = await tenantWithInvoice({ lines: [0, 0] });
    expect(await sendInvoice(invoice.id, stripe)).toBe("settled");
    expect((await invoiceNow(invoice.id)).status).toBe("paid");
    const [row] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
    expect(row?.stripeCustomerId).toBeNull();
  });

  it("in dinars that Stripe cannot say go by our own mail, and nothing is asked for there", async () => {
    const dinar = await tenantWithInvoice({ lines: [15_001, 1_500], currency: "KWD", minorDigits: 3 });
    expect(await sendInvoice(dinar.invoice.id, stripe)).toBe("sent");
    for (const draft of await there(stripe, dinar.tenant.id))
      expect(draft).toMatchObject({ status: "draft", auto_advance: false, total: 0 });
    expect((await invoiceNow(dinar.invoice.id)).status).toBe("sent");
  });

  it("a credit note that was written before the invoice was sent counts there too", async () => {
    const { tenant, invoice } = await tenantWithInvoice({ lines: [10_000, 1_000] });
    const note = await makeFinalInvoice(tenant.id, { lines: [-3_000, -300], correctsId: invoice.id });
    await sendInvoice(note.id, stripe);
    await sendInvoice(invoice.id, stripe);
    expect(await there(stripe, tenant.id)).toMatchObject([{ status: "open", amount_remaining: 7_700 }]);
  });
});

/** Each call of the sequence, and the how-manieth of its name. */
const CALLS = [
  ["GET /v1/customers", 1],
  ["POST /v1/customers", 1],
  ["GET /v1/invoices", 1],
  ["POST /v1/invoices", 1],
  ["GET /v1/invoices/{id}/lines", 1],
  ["POST /v1/invoiceitems", 1],
  ["POST /v1/invoiceitems", 2],
  ["POST /v1/invoiceitems", 3],
  ["GET /v1/invoices/{id}/lines", 4],
  ["GET /v1/invoices/{id}", 1],
  ["GET /v1/invoices/{id}", 2],
  ["POST /v1/invoices/{id}/finalize", 1],
  ["POST /v1/invoices/{id}/send", 1],
] as const;

describe.each([
  // The process dies at its call: no retry of the client's own, and the next one starts from the database alone.
  { name: "and a new process goes on", retries: 0 },
  { name: "and the client bridges it", retries: 2 },
])("fault matrix: a fault at one call, $name: one invoice, right items, right state", ({ retries }) => {
  const cases = CALLS.flatMap(([call, nth]) => FAULTS.map((fault) => ({ call, nth, fault })));
  it.concurrent.each(cases)("$fault at $call ($nth)", async ({ call, nth, fault }) => {
    const own = await startStripeDouble();
    try {
      const client = () =>
        makeStripe({ secretKey: "sk_test_double", apiBase: own.url }, { retries, timeoutMs: 300 });
      const { tenant, invoice } = await tenantWithInvoice();
      own.faults.add(call, fault, { nth });
      for (let attempt = 1; (await tried(invoice.id, client())) === "failed"; attempt++)
        if (attempt === 4) throw new Error("It was not sent after four attempts");
      expect(own.faults.left, "the fault was met").toBe(0);

      expect(own.books.customers.size).toBe(1);
      const made = [...own.books.invoices.values()];
      expect(made).toMatchObject([{ status: "open", total: 11_055, metadata: { invoice_id: invoice.id } }]);
      expect(made[0]?.lines.data.map(({ amount }) => amount)).toEqual([9900, 150, 1005]);
      expect(own.books.items.size).toBe(3);
      const now = await invoiceNow(invoice.id);
      expect(now).toMatchObject({ status: "sent", stripeInvoiceId: made[0]?.id });
      const events = own.books.events.map(({ type }) => type);
      expect(events.filter((type) => type === "invoice.finalized")).toHaveLength(1);
      expect(events).toContain("invoice.sent");
      const [row] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
      expect([...own.books.customers.keys()]).toEqual([row?.stripeCustomerId]);
    } finally {
      await own.close();
    }
  });
});

async function tried(invoiceId: string, client: Stripe): Promise<string> {
  try {
    return await sendInvoice(invoiceId, client);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return "failed";
    throw error;
  }
}

describe("keys that have run out", () => {
  it("do not make a second invoice: the first one is found by our mark", async () => {
    const { tenant, invoice } = await tenantWithInvoice();
    await sendInvoice(invoice.id, stripe);
    await withSystem((tx) =>
      tx.update(invoices).set({ stripeInvoiceId: null }).where(eq(invoices.id, invoice.id)),
    );
    const fresh = await startStripeDouble();
    try {
      for (const [id, made] of double.books.invoices) fresh.books.invoices.set(id, made);
      for (const [id, made] of double.books.customers) fresh.books.customers.set(id, made);
      await sendToStripe(makeStripe({ ...DOUBLE, apiBase: fresh.url }), invoice.id);
      expect(fresh.calls.some(({ name }) => name === "POST /v1/invoices")).toBe(false);
      expect(await there(stripe, tenant.id)).toHaveLength(1);
    } finally {
      await fresh.close();
    }
  });
});
