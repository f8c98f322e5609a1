import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { announcedPayments } from "#lib/billing/payments/other-payments.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { isBeingRecorded, settleAtStripe } from "#lib/billing/payments/settle-at-stripe.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { collect } from "../../../scripts/stripe-double/invoicing.ts";
import { applyStripeEvent } from "./apply-event.ts";
import { makeStripe, requireStripe } from "./client.ts";
import { closeAtStripe } from "./close-at-stripe.ts";
import {
  backends,
  chargeNow,
  MANY_CALLS_MS,
  saveCard,
  sides,
  tell,
  tenantWithInvoice,
} from "./test/backends.ts";
import { double } from "./test/double.ts";

// Stripe charges a card within the hour, not at the very moment.
beforeEach(() => {
  double.books.collectsAtOnce = false;
});
afterAll(async () => {
  await double.close();
  await closePools();
});

const TOTAL = 11_055;
const PART = { amount: "40.00", reference: "bank 1" };
const paidBoth = { status: "paid", byCard: TOTAL - 4000, otherwise: 4000 };

describe.each(backends(double))(
  "a part paid by bank, with a card on file, at $name",
  { timeout: MANY_CALLS_MS },
  ({ client, skip }) => {
    const pay = (id: string, given = PART) => recordPayment(id, given, new Date(), client);

    it.skipIf(skip)(
      "before the invoice is sent: the card pays the rest only, and both sides agree",
      async () => {
        const { tenant, invoice } = await tenantWithInvoice();
        await saveCard(client, tenant.id, "pm_card_visa");
        await pay(invoice.id);
        await sendInvoice(invoice.id, client);
        expect((await sides(client, invoice.id)).there).toMatchObject({
          status: "open",
          otherwise: 4000,
          left: 7055,
        });
        expect(await chargeNow(client, invoice.id)).toBe(true);
        await tell(client, "invoice.paid", invoice.id);
        expect(await sides(client, invoice.id)).toMatchObject({ there: paidBoth, here: paidBoth });
      },
    );

    it.skipIf(skip)("after it was sent and before the card is charged", async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(client, tenant.id, "pm_card_visa");
      await sendInvoice(invoice.id, client);
      expect(await pay(invoice.id)).toMatchObject({ status: "sent", remaining: { amount: "70.55" } });
      expect(await pay(invoice.id)).toMatchObject({ remaining: { amount: "70.55" } });
      expect(await chargeNow(client, invoice.id)).toBe(true);
      await tell(client, "invoice.paid", invoice.id);
      expect(await sides(client, invoice.id)).toMatchObject({ there: paidBoth, here: paidBoth });
    });

    it.skipIf(skip)("after the card was declined; another card pays the rest", async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(client, tenant.id, "pm_card_chargeCustomerFail");
      await sendInvoice(invoice.id, client);
      expect(await chargeNow(client, invoice.id)).toBe(false);
      await pay(invoice.id);
      await saveCard(client, tenant.id, "pm_card_visa");
      expect(await chargeNow(client, invoice.id)).toBe(true);
      await tell(client, "invoice.paid", invoice.id);
      expect(await sides(client, invoice.id)).toMatchObject({ there: paidBoth, here: paidBoth });
    });

    it.skipIf(skip)("and the rest by bank as well: the card is not charged at all", async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(client, tenant.id, "pm_card_visa");
      await sendInvoice(invoice.id, client);
      await pay(invoice.id);
      expect(await pay(invoice.id, { amount: "70.55", reference: "bank 2" })).toMatchObject({
        status: "paid",
      });
      await settleAtStripe(invoice.id, client);
      await expect(chargeNow(client, invoice.id)).rejects.toMatchObject({
        type: "StripeInvalidRequestError",
      });
      const all = { status: "paid", byCard: 0, otherwise: TOTAL };
      expect(await sides(client, invoice.id)).toMatchObject({ there: all, here: all });
    });

    it.skipIf(skip)(
      "after the card has paid: it is refused, whether or not we have heard of it",
      async () => {
        const { tenant, invoice } = await tenantWithInvoice();
        await saveCard(client, tenant.id, "pm_card_visa");
        await sendInvoice(invoice.id, client);
        await chargeNow(client, invoice.id);
        await expect(pay(invoice.id)).rejects.toMatchObject({ code: "invoice_paid" });
        expect((await invoiceNow(invoice.id)).payments).toEqual([]);
        await tell(client, "invoice.paid", invoice.id);
        await expect(pay(invoice.id)).rejects.toMatchObject({ code: "invoice_paid" });
        const all = { status: "paid", byCard: TOTAL, otherwise: 0 };
        expect(await sides(client, invoice.id)).toMatchObject({ there: all, here: all });
      },
    );

    it.skipIf(skip)("and a part credited: what is left goes down by both", async () => {
      const { tenant, invoice } = await tenantWithInvoice();
      await saveCard(client, tenant.id, "pm_card_visa");
      const early = await makeFinalInvoice(tenant.id, { lines: [-1000, -100], correctsId: invoice.id });
      await sendInvoice(early.id, client);
      await sendInvoice(invoice.id, client);
      await pay(invoice.id);
      const late = await makeFinalInvoice(tenant.id, { lines: [-1000, -100], correctsId: invoice.id });
      await sendInvoice(late.id, client);
      expect((await sides(client, invoice.id)).there).toMatchObject({ left: TOTAL - 4000 - 2200 });
      await chargeNow(client, invoice.id);
      await tell(client, "invoice.paid", invoice.id);
      const end = { status: "paid", byCard: TOTAL - 4000 - 2200, otherwise: 4000 };
      expect(await sides(client, invoice.id)).toMatchObject({ there: end, here: end });
    });

    it.skipIf(skip)(
      "of an invoice that is mailed: its page asks for the rest, so the link stays",
      async () => {
        const { invoice } = await tenantWithInvoice();
        await sendInvoice(invoice.id, client);
        const { paymentUrl } = await invoiceNow(invoice.id);
        await pay(invoice.id);
        const { now, there } = await sides(client, invoice.id);
        expect(now).toMatchObject({ status: "sent", paymentUrl });
        expect(there).toMatchObject({ status: "open", left: 7055 });
        await expect(closeAtStripe(client, now.stripeInvoiceId ?? "", "void")).rejects.toMatchObject({
          code: "invoice_partly_paid",
        });
      },
    );
  },
);

async function sentWithCard() {
  const { tenant, invoice } = await tenantWithInvoice();
  await saveCard(requireStripe(), tenant.id, "pm_card_visa");
  await sendInvoice(invoice.id, requireStripe());
  const there = [...double.books.invoices.values()].find(
    ({ metadata }) => metadata?.invoice_id === invoice.id,
  );
  if (!there) throw new Error("It is not at Stripe");
  return { tenantId: tenant.id, id: invoice.id, there };
}
const hasty = () =>
  makeStripe({ secretKey: "sk_test_double", apiBase: double.url }, { retries: 0, timeoutMs: 250 });
const waiting = (id: string) => withSystem(async (tx) => announcedPayments(tx, await lockInvoice(tx, id)));

describe("a part and the card at once", () => {
  it("Stripe decides which came first: the card pays the rest, or the part is refused", async () => {
    const outcomes = new Set<string>();
    // The card is charged just before each call in turn, and at last after all of them.
    for (let call = 1, more = true; more; call++) {
      const { id, there } = await sentWithCard();
      double.faults.interrupt(call, () => collect(double.books, there));
      const outcome = await recordPayment(id, PART).then(
        () => "recorded",
        (error: { code?: string }) => error.code ?? "",
      );
      more = !double.faults.interrupting;
      double.faults.clear();
      if (!more) collect(double.books, there);
      await tell(requireStripe(), "invoice.paid", id);
      const { here, there: stripes } = await sides(requireStripe(), id);
      expect(here).toEqual({ status: stripes.status, byCard: stripes.byCard, otherwise: stripes.otherwise });
      expect(here.byCard).toBe(outcome === "recorded" ? TOTAL - 4000 : TOTAL);
      outcomes.add(outcome);
    }
    expect([...outcomes].sort()).toEqual(["invoice_paid", "recorded"]);
  });

  it("two operators with the same part record it once; with more than there is, one is refused", async () => {
    const { id } = await sentWithCard();
    await Promise.all([recordPayment(id, PART), recordPayment(id, PART)]);
    const at = await Promise.allSettled(
      [1, 2, 3].map((n) => recordPayment(id, { amount: "40.00", reference: `bank 2.${n}` })),
    );
    expect(at.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await sides(requireStripe(), id)).there).toMatchObject({ otherwise: 8000, left: TOTAL - 8000 });
    await expect(recordPayment(id, { ...PART, amount: "1" })).rejects.toMatchObject({
      code: "payment_reference_used",
    });
  });
});

describe("while Stripe does not answer", () => {
  it("the payment is kept, not yet paid; the job records it, and only then is it", async () => {
    const { id, there } = await sentWithCard();
    double.faults.add("POST /v1/invoices/{id}/attach_payment", "lost_before", { times: 3 });
    await expect(recordPayment(id, PART)).rejects.toMatchObject({ status: 503, code: "stripe_unavailable" });
    expect(await invoiceNow(id)).toMatchObject({ paidMinor: 0, payments: [] });
    expect(await isBeingRecorded(id, 15)).toBe(true);
    expect(await isBeingRecorded(id, 15, new Date(Date.now() + 16_000))).toBe(false);
    // What is on its way is not to be paid again.
    await expect(recordPayment(id, { amount: "70.56", reference: "b" })).rejects.toMatchObject({
      code: "payment_too_large",
    });
    await settleAtStripe(id, requireStripe());
    await settleAtStripe(id, requireStripe());
    expect(await invoiceNow(id)).toMatchObject({ paidMinor: 4000, payments: [{ method: "manual" }] });
    expect(there).toMatchObject({ amount_paid: 4000, amount_remaining: 7055 });
    expect(double.books.records.size).toBeGreaterThan(0);
  });

  it("what Stripe has counted is entered also by the event of the rest's payment, which comes first", async () => {
    const { id, there } = await sentWithCard();
    double.faults.add("POST /v1/invoices/{id}/attach_payment", "lost_after", { times: 3 });
    await expect(recordPayment(id, PART, new Date(), hasty())).rejects.toMatchObject({ status: 503 });
    collect(double.books, there);
    await tell(requireStripe(), "invoice.paid", id);
    expect(await sides(requireStripe(), id)).toMatchObject({ there: paidBoth, here: paidBoth });
    await settleAtStripe(id, requireStripe());
    expect(await waiting(id)).toEqual([]);
    expect(await sides(requireStripe(), id)).toMatchObject({ there: paidBoth, here: paidBoth });
    double.faults.clear();
  });

  it("and the card pays all meanwhile: the job refuses the part, and the timeline says why", async () => {
    const { id, there } = await sentWithCard();
    double.faults.add("GET /v1/invoices/{id}", "429");
    await expect(recordPayment(id, PART)).rejects.toMatchObject({ status: 503 });
    collect(double.books, there);
    await settleAtStripe(id, requireStripe());
    expect(await waiting(id)).toEqual([]);
    const { events, payments } = await invoiceNow(id);
    expect(payments).toEqual([]);
    expect(events.find(({ dedupeKey }) => dedupeKey.startsWith("payment-refused:"))?.detail).toMatchObject({
      payment_refused: "40.00",
      reason: expect.stringContaining("Return the transfer"),
    });
  });
});

describe("a refund after both", () => {
  it("is noted on the card's payment; what came by bank stays", async () => {
    const { id, tenantId, there } = await sentWithCard();
    await recordPayment(id, PART);
    collect(double.books, there);
    await tell(requireStripe(), "invoice.paid", id);
    const made = [...double.books.invoicePayments.values()].find(
      ({ invoice, payment }) => invoice === there.id && payment.type === "payment_intent",
    );
    await requireStripe().refunds.create({
      payment_intent: String(made?.payment.payment_intent),
      amount: 55,
    });
    await applyLast("charge.refunded", tenantId);
    expect(
      (await invoiceNow(id)).payments.map(({ method, refundedMinor }) => [method, refundedMinor]).sort(),
    ).toEqual([
      ["card", 55],
      ["manual", 0],
    ]);
  });
});

async function applyLast(type: string, tenantId: string): Promise<void> {
  const event = double.books.events.findLast((one) => one.type === type);
  if (!event) throw new Error("It did not happen");
  await withSystem((tx) => tx.insert(stripeEvents).values({ id: event.id, type, payload: { ...event } }));
  await applyStripeEvent(event.id, tenantId, { stripe: requireStripe(), changePlan: async () => {} });
}

describe("payments, charges, credit notes, faults and retries in any order", () => {
  type Deed = "bank" | "good card" | "bad card" | "credit" | "hear" | "job";
  const deeds = fc.array(
    fc.constantFrom<Deed>("bank", "bank", "good card", "bad card", "credit", "hear", "job"),
    { minLength: 2, maxLength: 7 },
  );
  const CALLS = [
    "GET /v1/invoices/{id}",
    "GET /v1/invoice_payments",
    "POST /v1/payment_records/report_payment",
    "POST /v1/invoices/{id}/attach_payment",
    "POST /v1/invoices/{id}/finalize",
    "POST /v1/invoices/{id}",
  ];
  const faults = fc.array(
    fc.record({
      call: fc.constantFrom(...CALLS),
      fault: fc.constantFrom("lost_before", "lost_after", "500_before", "500_after", "429"),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 3 },
  );

  it("never collect more than the total, and the two sides come to agree", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), deeds, faults, async (sentAfter, story, failing) => {
        const client = hasty();
        const { tenant, invoice } = await tenantWithInvoice();
        await saveCard(requireStripe(), tenant.id, "pm_card_chargeCustomerFail");
        for (const { call, fault, nth } of failing) double.faults.add(call, fault, { nth });
        const of = () =>
          [...double.books.invoices.values()].find((o) => o.metadata?.invoice_id === invoice.id);
        for (const [i, deed] of story.entries()) {
          if (i >= sentAfter) await sendInvoice(invoice.id, client).catch(() => {});
          await act(deed, i, { client, id: invoice.id, tenantId: tenant.id, there: of() }).catch(() => {});
        }
        double.faults.clear();
        await sendInvoice(invoice.id, requireStripe());
        await settleAtStripe(invoice.id, requireStripe());
        if (of()?.status === "paid") await tell(requireStripe(), "invoice.paid", invoice.id);

        const { here, there, now } = await sides(requireStripe(), invoice.id);
        const credited = of()?.pre_payment_credit_notes_amount ?? 0;
        expect(here.byCard).toBe(there.byCard);
        expect(here.otherwise).toBe(there.otherwise);
        expect(here.byCard + here.otherwise + credited + there.left).toBe(TOTAL);
        expect(here.status === "paid").toBe(there.status === "paid");
        expect(now.paidMinor).toBe(here.byCard + here.otherwise);
        expect(await waiting(invoice.id)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  async function act(
    deed: Deed,
    i: number,
    given: {
      client: ReturnType<typeof hasty>;
      id: string;
      tenantId: string;
      there: Parameters<typeof collect>[1] | undefined;
    },
  ): Promise<void> {
    const { client, id, tenantId, there } = given;
    if (deed === "bank")
      await recordPayment(id, { amount: `${10 * (i + 1)}.00`, reference: `bank ${i}` }, new Date(), client);
    if (deed === "good card") await saveCard(requireStripe(), tenantId, "pm_card_visa");
    if (deed === "bad card") await saveCard(requireStripe(), tenantId, "pm_card_chargeCustomerFail");
    if (deed.endsWith("card") && there) collect(double.books, there);
    if (deed === "credit") {
      const note = await makeFinalInvoice(tenantId, { lines: [-500, -50], correctsId: id });
      await sendInvoice(note.id, requireStripe());
    }
    if (deed === "hear" && there?.status === "paid") await tell(client, "invoice.paid", id);
    if (deed === "job") await settleAtStripe(id, client);
  }
});
