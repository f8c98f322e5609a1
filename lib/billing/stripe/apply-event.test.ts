import { createHmac } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { POST } from "#app/api/webhooks/stripe/route.ts";
import { closePools } from "#db/client.ts";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { suspendForPayment } from "#lib/billing/payments/suspension.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import type { BookedEvent } from "../../../scripts/stripe-double/books.ts";
import { newCard } from "../../../scripts/stripe-double/objects.ts";
import { applyStripeEvent } from "./apply-event.ts";
import { makeStripe, requireStripe } from "./client.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { double } from "./test/double.ts";

const stripe = makeStripe({ secretKey: "sk_test_double", apiBase: double.url });
afterAll(async () => {
  await double.close();
  await closePools();
});

async function post(
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

function sign(body: string, { at = Date.now() / 1000, secret = "whsec_double" } = {}) {
  const t = Math.floor(at);
  return {
    body,
    signature: `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`,
  };
}

const kept = async (id: string) =>
  (await withSystem((tx) => tx.select().from(stripeEvents).where(eq(stripeEvents.id, id))))[0];
const jobsFor = (tenantId: string) =>
  withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenantId))).then((rows) =>
    rows.filter(({ name }) => name === "stripe/event.received"),
  );
const apply = (event: { id: string }, tenantId: string) =>
  applyStripeEvent(event.id, tenantId, { stripe: requireStripe(), changePlan });

async function sentInvoice() {
  const tenant = await makeTenant({ plan: "pro" });
  await makeMember(tenant.id, "admin");
  const from = double.books.events.length;
  const invoice = await makeFinalInvoice(tenant.id);
  await sendInvoice(invoice.id, stripe);
  const { stripeInvoiceId } = await invoiceNow(invoice.id);
  if (!stripeInvoiceId) throw new Error("It has no invoice at Stripe");
  return { tenant, invoice, stripeInvoiceId, events: () => double.books.events.slice(from) };
}

const payByCard = (id: string, card = "4242 4242 4242 4242") =>
  fetch(`${double.url}/pay/${id}`, {
    method: "POST",
    body: new URLSearchParams({ card }),
    redirect: "manual",
  });

describe("POST /api/webhooks/stripe", () => {
  it("keeps an event with its job in one transaction; again it changes nothing", async () => {
    const { tenant, stripeInvoiceId, events } = await sentInvoice();
    await payByCard(stripeInvoiceId);
    const paid = events().find(({ type }) => type === "invoice.paid");
    if (!paid) throw new Error("It was not paid");
    expect(await post(paid)).toBe(200);
    expect(await post(paid)).toBe(200);
    expect(await kept(paid.id)).toMatchObject({ type: "invoice.paid", processedAt: null });
    expect(await jobsFor(tenant.id)).toMatchObject([
      { data: { tenant_id: tenant.id, stripe_event_id: paid.id } },
    ]);
  });

  it("acknowledges and keeps a kind that it does not know, and one of nobody's, without a job", async () => {
    const unknown = {
      id: "evt_unknown_kind",
      type: "terminal.reader.exploded",
      data: { object: { id: "x" } },
    };
    expect(await post(unknown)).toBe(200);
    expect(await kept(unknown.id)).toMatchObject({ outcome: "kept: not a kind we act on" });
    const nobody = {
      id: "evt_nobody",
      type: "invoice.paid",
      data: { object: { id: "in_x", customer: "cus_nobody" } },
    };
    expect(await post(nobody)).toBe(200);
    expect(await kept(nobody.id)).toMatchObject({ outcome: "ignored: no organisation of ours" });
  });

  it.each([
    ["another secret", (body: string) => sign(body, { secret: "whsec_other" }).signature],
    ["six minutes ago", (body: string) => sign(body, { at: Date.now() / 1000 - 360 }).signature],
    ["other bytes", () => sign("{}").signature],
    ["nothing", () => ""],
  ])("answers 400 to a signature by %s, and keeps nothing", async (_name, signature) => {
    const event = { id: `evt_forged_${Math.random()}`, type: "invoice.paid", data: { object: {} } };
    expect(await post(event, { signature: signature(JSON.stringify(event)) })).toBe(400);
    expect(await kept(event.id)).toBeUndefined();
  });

  it("takes a signature of four minutes ago, and the very bytes rather than their meaning", async () => {
    const event = { id: `evt_old_${Math.random()}`, type: "x.y", data: { object: {} } };
    const spaced = JSON.stringify(event, null, 3);
    const { signature } = sign(spaced, { at: Date.now() / 1000 - 240 });
    expect(await post(event, { body: spaced, signature })).toBe(200);
    expect(await post(event, { body: JSON.stringify(event), signature })).toBe(400);
  });

  it("answers 500 when it fails on our side, so that Stripe sends it again", async () => {
    // The insert fails, as it would on a lost database: an event always has a type.
    const { type: _, ...untyped } = { id: "evt_untyped", type: "", data: { object: {} } };
    expect(await post(untyped)).toBe(500);
    expect(await kept(untyped.id)).toBeUndefined();
  });
});

/** What happens to an invoice at Stripe, and how it must stand in the end. */
const STORIES: Record<string, { story: (id: string) => Promise<unknown>; end: object }> = {
  "declined, then paid, refunded in two parts": {
    story: async (id) => {
      await payByCard(id, "4000 0000 0000 0341");
      await payByCard(id);
      const made = [...double.books.invoicePayments.values()].find(({ invoice }) => invoice === id);
      const paymentIntent = String(made?.payment.payment_intent);
      await stripe.refunds.create({ payment_intent: paymentIntent, amount: 1000 });
      await stripe.refunds.create({ payment_intent: paymentIntent, amount: 2055 });
    },
    end: {
      status: "paid",
      failures: 1,
      payments: [{ method: "card", amountMinor: 11_055, refundedMinor: 3055 }],
      subscription: "sub_bit",
    },
  },
  voided: {
    story: (id) => stripe.invoices.voidInvoice(id),
    end: { status: "void", payments: [], customer: "it" },
  },
  "given up, then paid after all": {
    story: async (id) => {
      await stripe.invoices.markUncollectible(id);
      await stripe.invoices.pay(id, { payment_method: await cardOf(id) });
    },
    end: { status: "paid", paid: 11_055 },
  },
  "given up, then voided": {
    story: async (id) => {
      await stripe.invoices.markUncollectible(id);
      await stripe.invoices.voidInvoice(id);
    },
    end: { status: "void", paid: 0 },
  },
  "paid, then its customer deleted": {
    story: async (id) => {
      await payByCard(id);
      await stripe.customers.del(String(double.books.invoices.get(id)?.customer));
    },
    end: { status: "paid", customer: null, card: null, subscription: null },
  },
};

async function cardOf(invoiceId: string): Promise<string> {
  const customer = String(double.books.invoices.get(invoiceId)?.customer);
  const card = newCard(`pm_${invoiceId}`, customer, "4242", 0);
  double.books.cards.set(card.id, card);
  return card.id;
}

describe("events in any order, some of them twice, come to the same", () => {
  it.each(Object.entries(STORIES))(
    "%s",
    async (_name, { story, end }) => {
      const stateOf = async (order: (events: BookedEvent[]) => BookedEvent[]) => {
        const { tenant, invoice, stripeInvoiceId, events } = await sentInvoice();
        const customer = String(double.books.invoices.get(stripeInvoiceId)?.customer);
        await story(stripeInvoiceId);
        for (const [i, type] of (["created", "updated", "deleted", "created"] as const).entries())
          double.books.emit(`customer.subscription.${type}`, {
            id: i === 3 ? `sub_b${customer}` : `sub_a${customer}`,
            object: "subscription",
            customer,
            status: "active",
            created: i === 3 ? 2 : 1,
            metadata: { tenant_id: tenant.id },
          });
        const told = events();
        for (const event of told) expect(await post(event)).toBe(200);
        for (const event of order(told)) await apply(event, tenant.id);
        const now = await invoiceNow(invoice.id);
        const [row] = await withSystem((tx) =>
          tx
            .select({
              customer: tenants.stripeCustomerId,
              card: billingAccounts.cardLast4,
              subscription: billingAccounts.stripeSubscriptionId,
            })
            .from(tenants)
            .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
            .where(eq(tenants.id, tenant.id)),
        );
        return {
          status: now.status,
          paid: now.paidMinor,
          sent: now.sentAt !== null,
          failures: now.events.filter(({ kind }) => kind === "payment_failed").length,
          payments: now.payments.map(({ method, amountMinor, refundedMinor }) => ({
            method,
            amountMinor,
            refundedMinor,
          })),
          customer: row?.customer?.replace(customer, "it") ?? null,
          card: row?.card,
          subscription: row?.subscription?.replace(customer, "it") ?? null,
        };
      };
      const inOrder = await stateOf((events) => events);
      expect(inOrder).toMatchObject(end);
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
          const next = () => Number(numbers.next().value);
          const shuffled = await stateOf((events) => {
            const deck = events.flatMap((event) => (next() % 3 === 0 ? [event, event] : [event]));
            for (let i = deck.length - 1; i > 0; i--) {
              const j = next() % (i + 1);
              const [a, b] = [deck[i], deck[j]];
              if (a && b) [deck[i], deck[j]] = [b, a];
            }
            return deck;
          });
          expect(shuffled).toEqual(inOrder);
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );
});

describe("what does not agree is kept with its outcome and does nothing", () => {
  it.each([
    [
      "another organisation's invoice",
      "ignored: no invoice of this organisation",
      (o: Change) => ({ ...o.object, id: "in_other", metadata: { tenant_id: o.tenantId } }),
    ],
    [
      "another customer",
      "refused: another customer's invoice",
      (o: Change) => ({ ...o.object, customer: "cus_other" }),
    ],
    ["another amount", /^refused: its total is/, (o: Change) => ({ ...o.object, total: 1 })],
    ["another currency", /^refused: its total is/, (o: Change) => ({ ...o.object, currency: "eur" })],
    [
      "a tenant that it is not marked with",
      "refused: another customer's invoice",
      (o: Change) => ({ ...o.object, metadata: {} }),
    ],
  ])("%s", async (_name, outcome, change) => {
    const { tenant, invoice, stripeInvoiceId, events } = await sentInvoice();
    await payByCard(stripeInvoiceId);
    const paid = events().find(({ type }) => type === "invoice.paid");
    if (!paid) throw new Error("It was not paid");
    const forged = {
      ...paid,
      id: `${paid.id}_x`,
      data: { object: change({ object: paid.data.object, tenantId: tenant.id }) },
    };
    await post(forged);
    expect(await apply(forged, tenant.id)).toEqual(
      typeof outcome === "string" ? outcome : expect.stringMatching(outcome),
    );
    expect(await kept(forged.id)).toMatchObject({ processedAt: expect.any(Date) });
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: "sent", payments: [], paidMinor: 0 });
  });

  it("an event of one tenant's customer that names another's invoice", async () => {
    const [mine, theirs] = [await sentInvoice(), await sentInvoice()];
    await payByCard(mine.stripeInvoiceId);
    const paid = mine.events().find(({ type }) => type === "invoice.paid");
    if (!paid) throw new Error("It was not paid");
    const forged = {
      ...paid,
      id: `${paid.id}_y`,
      data: {
        object: {
          ...paid.data.object,
          id: theirs.stripeInvoiceId,
          metadata: { tenant_id: mine.tenant.id, invoice_id: theirs.invoice.id },
        },
      },
    };
    await post(forged);
    expect(await apply(forged, mine.tenant.id)).toBe("ignored: no invoice of this organisation");
    expect((await invoiceNow(theirs.invoice.id)).status).toBe("sent");
  });
});
interface Change {
  object: object;
  tenantId: string;
}

describe("a payment", () => {
  it("gives a tenant that was suspended for it its access back", async () => {
    const { tenant, stripeInvoiceId, events } = await sentInvoice();
    await withSystem((tx) => suspendForPayment(tx, tenant.id, new Date()));
    await payByCard(stripeInvoiceId);
    const told = events();
    for (const event of told) await post(event);
    for (const event of told) await apply(event, tenant.id);
    const [row] = await withSystem((tx) => tx.select().from(tenants).where(eq(tenants.id, tenant.id)));
    expect(row?.isActive).toBe(true);
    const outcomes = await withSystem((tx) =>
      tx
        .select({ outcome: stripeEvents.outcome })
        .from(stripeEvents)
        .where(
          inArray(
            stripeEvents.id,
            told.map(({ id }) => id),
          ),
        ),
    );
    expect(outcomes.every(({ outcome }) => outcome !== null)).toBe(true);
  });
});

describe("a checkout that completes", () => {
  async function checkout(tenantId: string, plan: string, card: string) {
    const customer = await ensureCustomer(stripe, tenantId);
    const from = double.books.events.length;
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      allowed_payment_method_types: ["card"],
      customer,
      client_reference_id: tenantId,
      metadata: { tenant_id: tenantId, plan },
      success_url: "http://localhost/settings/billing",
    });
    await fetch(session.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ card }),
      redirect: "manual",
    });
    const done = double.books.events.slice(from).find(({ type }) => type === "checkout.session.completed");
    if (!done) throw new Error("It did not complete");
    return { done, customer };
  }
  const account = async (tenantId: string) =>
    (
      await withSystem((tx) =>
        tx
          .select({
            brand: billingAccounts.cardBrand,
            last4: billingAccounts.cardLast4,
            plan: tenants.subscriptionTier,
          })
          .from(billingAccounts)
          .innerJoin(tenants, eq(tenants.id, billingAccounts.tenantId))
          .where(eq(tenants.id, tenantId)),
      )
    )[0];

  it("puts the card on file, here and there, and begins the plan; again it changes nothing", async () => {
    const { id } = await makeTenant();
    const { done, customer } = await checkout(id, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, id)).toBe("applied");
    expect(await apply(done, id)).toBe("applied");
    expect(await account(id)).toEqual({ brand: "visa", last4: "4242", plan: "pro" });
    const settings = double.books.customers.get(customer)?.invoice_settings;
    expect(double.books.cards.get(String(settings?.default_payment_method))?.card?.last4).toBe("4242");
  });

  it("of two, the one that was opened last counts, in either order", async () => {
    for (const order of ["forward", "backward"]) {
      const { id } = await makeTenant();
      const first = await checkout(id, "pro", "4000 0000 0000 1111");
      // A second is Stripe's finest time: the first one was opened long before.
      first.done.data.object = { ...first.done.data.object, created: 1 };
      const second = await checkout(id, "enterprise", "4000 0000 0000 2222");
      for (const { done } of [first, second]) await post(done);
      const told = order === "forward" ? [first, second] : [second, first];
      for (const { done } of told) await apply(done, id);
      expect(await account(id)).toEqual({ brand: "visa", last4: "2222", plan: "enterprise" });
    }
  });

  it("keeps the card where the plan is refused", async () => {
    const { id } = await makeTenant({ plan: "pro" });
    const { done } = await checkout(id, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, id)).toMatch(/^applied: card saved; the plan stays/);
    expect(await account(id)).toEqual({ brand: "visa", last4: "4242", plan: "pro" });
  });

  it("of another tenant's customer does nothing", async () => {
    const [{ id: mine }, { id: theirs }] = [await makeTenant(), await makeTenant()];
    const { done } = await checkout(theirs, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, mine)).toBe("refused: another organisation's checkout");
    expect(await account(mine)).toMatchObject({ last4: null, plan: "free" });
  });
});
