import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { noticeMails } from "#lib/billing/payments/notices.ts";
import { suspendForPayment } from "#lib/billing/payments/suspension.ts";
import { invoiceNow } from "#lib/billing/payments/test/final-invoice.ts";
import type { BookedEvent } from "../../../scripts/stripe-double/books.ts";
import { collect } from "../../../scripts/stripe-double/invoicing.ts";
import { newCard } from "../../../scripts/stripe-double/objects.ts";
import { double } from "./test/double.ts";
import { apply, kept, payByCard, post, sentInvoice, stripe } from "./test/events.ts";

afterAll(async () => {
  await double.close();
  await closePools();
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

describe("a declined card", () => {
  const CARD = "4000 0000 0000 0341";
  const asked = async (tenantId: string) =>
    (await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenantId))))
      .filter(({ name }) => name === "invoice/notice")
      .map(({ data }) => data.notice)
      .filter((notice) => notice !== "sent");
  const failures = (told: BookedEvent[]) => told.filter(({ type }) => type === "invoice.payment_failed");

  async function declinedTwice() {
    const sent = await sentInvoice();
    const there = double.books.invoices.get(sent.stripeInvoiceId);
    if (!there) throw new Error("It is not there");
    await payByCard(sent.stripeInvoiceId, CARD);
    // Stripe's own second attempt, of an invoice that is charged automatically.
    Object.assign(there, { collection_method: "charge_automatically", auto_advance: true });
    collect(double.books, there);
    const told = sent.events();
    for (const event of told) await post(event);
    return { ...sent, told };
  }

  it("is told to admins and contacts once an attempt, in any order and however often we hear of it", async () => {
    for (const order of ["forward", "backward"]) {
      const { tenant, invoice, told } = await declinedTwice();
      const failed = failures(told);
      expect(failed).toHaveLength(2);
      const copies = failed.map((event, i) => ({ ...event, id: `${event.id}_copy${i}` }));
      for (const copy of copies) await post(copy);
      const all = [...failed, ...copies];
      for (const event of order === "forward" ? all : all.reverse()) {
        await apply(event, tenant.id);
        await apply(event, tenant.id);
      }
      expect((await asked(tenant.id)).sort()).toEqual(["payment_failed:1", "payment_failed:2"]);
      const [first] = await noticeMails(invoice.id, "payment_failed:1");
      const [second] = await noticeMails(invoice.id, "payment_failed:2");
      const { paymentUrl } = await invoiceNow(invoice.id);
      expect(first?.subject).toMatch(/^The card for invoice .* was declined$/);
      expect(first?.paragraphs.join(" ")).toContain("110.55 USD");
      expect(first?.action?.url).toBe(paymentUrl);
      expect(first?.paragraphs.join(" ")).toContain("It will not be charged again by itself");
      expect(second?.paragraphs.join(" ")).toMatch(/It will be charged again on \d{4}-\d\d-\d\d/);
      expect(second?.links?.at(-1)?.url).toContain("/settings/billing");
    }
  });

  it("is not told of what has been paid since, in either order", async () => {
    for (const order of ["forward", "backward"]) {
      const { tenant, invoice, stripeInvoiceId, events } = await sentInvoice();
      await payByCard(stripeInvoiceId, CARD);
      await payByCard(stripeInvoiceId);
      const told = events();
      for (const event of told) await post(event);
      for (const event of order === "forward" ? told : told.reverse()) await apply(event, tenant.id);
      expect(await asked(tenant.id)).toEqual(order === "forward" ? ["payment_failed:1"] : []);
      expect(await noticeMails(invoice.id, "payment_failed:1")).toEqual([]);
      expect((await invoiceNow(invoice.id)).status).toBe("paid");
    }
  });
});

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
