import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { INVOICE_STATUSES, invoices } from "#db/schema/invoices.ts";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { closeInvoice } from "./close-invoice.ts";
import { lockInvoice } from "./invoice-row.ts";
import { canMove, type InvoiceMove, moveInvoice } from "./move-invoice.ts";
import { RecordPayment, recordPayment } from "./record-payment.ts";
import { sendInvoice } from "./send-invoice.ts";
import { type FinalInvoice, invoiceNow, makeFinalInvoice } from "./test/final-invoice.ts";

afterAll(closePools);

const invoiceOf = async (given: FinalInvoice = {}) => makeFinalInvoice((await makeTenant()).id, given);
const pay = (id: string, amount: string, reference: string = randomUUID()) =>
  recordPayment(id, RecordPayment.parse({ amount, reference }));
const announced = async (tenantId: string, name: string) =>
  (await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenantId)))).filter(
    (event) => event.name === name,
  );

describe("payments that an operator records", () => {
  it("add up; the last one makes the invoice paid and is told to Stripe's side once", async () => {
    const invoice = await invoiceOf({ status: "sent" });
    expect(await pay(invoice.id, "100.00")).toMatchObject({
      status: "sent",
      paid_amount: { amount: "100.00", currency: "USD" },
      remaining: { amount: "10.55", currency: "USD" },
    });
    expect(await announced(invoice.tenantId, "invoice/settled")).toEqual([]);
    expect(await pay(invoice.id, "10.55")).toMatchObject({ status: "paid", remaining: { amount: "0.00" } });
    const now = await invoiceNow(invoice.id);
    expect(now).toMatchObject({ status: "paid", paidMinor: 11_055, paidAt: expect.any(Date) });
    expect(await announced(invoice.tenantId, "invoice/settled")).toHaveLength(1);
  });

  it("of the same reference and amount count once; another amount under it is refused", async () => {
    const invoice = await invoiceOf();
    await pay(invoice.id, "40", "bank-1");
    expect(await pay(invoice.id, "40.00", "bank-1")).toMatchObject({ paid_amount: { amount: "40.00" } });
    await expect(pay(invoice.id, "41", "bank-1")).rejects.toMatchObject({ code: "payment_reference_used" });
    expect((await invoiceNow(invoice.id)).payments).toHaveLength(1);
  });

  it("of more than what is left are refused, also when they come at once", async () => {
    const invoice = await invoiceOf();
    await expect(pay(invoice.id, "110.56")).rejects.toMatchObject({ code: "payment_too_large" });
    const at = await Promise.allSettled([1, 2, 3, 4].map(() => pay(invoice.id, "50.00")));
    expect(at.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await invoiceNow(invoice.id)).toMatchObject({ paidMinor: 10_000, status: "finalised" });
  });

  it("count credit notes as less to pay", async () => {
    const invoice = await invoiceOf({ status: "sent" });
    const note = await makeFinalInvoice(invoice.tenantId, { lines: [-9000, -55], correctsId: invoice.id });
    await sendInvoice(note.id, null);
    await expect(pay(invoice.id, "20.01")).rejects.toMatchObject({ code: "payment_too_large" });
    expect(await pay(invoice.id, "20.00")).toMatchObject({ status: "paid" });
  });

  it("of whole yen have no decimals, and none comes from the future or is nothing", async () => {
    const invoice = await invoiceOf({ lines: [1000, 100], currency: "JPY", minorDigits: 0 });
    await expect(pay(invoice.id, "10.5")).rejects.toMatchObject({ code: "amount_invalid" });
    await expect(pay(invoice.id, "0")).rejects.toMatchObject({ code: "amount_invalid" });
    await expect(
      recordPayment(invoice.id, {
        amount: "1",
        reference: "a",
        received_at: new Date(Date.now() + 60_000).toISOString(),
      }),
    ).rejects.toMatchObject({ code: "received_at_invalid" });
    expect(await pay(invoice.id, "1100")).toMatchObject({ status: "paid", paid_amount: { amount: "1100" } });
  });

  it("in any split come to the total exactly", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          const total = parts.reduce((sum, part) => sum + part, 0);
          const invoice = await invoiceOf({ lines: [total, 0] });
          for (const part of parts)
            await pay(invoice.id, `${Math.floor(part / 100)}.${String(part % 100).padStart(2, "0")}`);
          expect(await invoiceNow(invoice.id)).toMatchObject({ status: "paid", paidMinor: total });
          await expect(pay(invoice.id, "0.01")).rejects.toMatchObject({ code: "invoice_paid" });
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each(["void", "paid"] as const)("are refused by an invoice that is %s", async (status) => {
    const invoice = await invoiceOf({ status });
    await expect(pay(invoice.id, "1")).rejects.toMatchObject({ code: `invoice_${status}` });
  });

  it("are refused by what is not there", async () => {
    await expect(pay(randomUUID(), "1")).rejects.toMatchObject({ code: "invoice_not_found" });
  });
});

describe("states after final", () => {
  const moves: InvoiceMove[] = ["sent", "paid", "overdue", "void", "uncollectible"];
  const finals = INVOICE_STATUSES.filter((status) => status !== "draft");

  it.each(finals.flatMap((from) => moves.map((to) => ({ from, to }))))(
    "$from to $to goes exactly where the database lets it",
    async ({ from, to }) => {
      const invoice = await invoiceOf({ status: from });
      const byDatabase = await withSystem((tx) =>
        tx.update(invoices).set({ status: to }).where(eq(invoices.id, invoice.id)),
      ).then(
        () => true,
        () => false,
      );
      expect(from === to || canMove(from, to)).toBe(byDatabase);
      const again = await invoiceOf({ status: from });
      const moved = await withSystem(async (tx) => moveInvoice(tx, await lockInvoice(tx, again.id), to));
      expect(moved?.status ?? null).toBe(canMove(from, to) ? to : null);
    },
  );

  it("an operator voids and writes off, twice to the same end, but not what is paid", async () => {
    for (const to of ["void", "uncollectible"] as const) {
      const invoice = await invoiceOf({ status: "overdue" });
      expect(await closeInvoice(invoice.id, to)).toMatchObject({ status: to });
      expect(await closeInvoice(invoice.id, to)).toMatchObject({ status: to });
      expect((await invoiceNow(invoice.id)).events.filter(({ kind }) => kind === to)).toHaveLength(1);
      const paid = await invoiceOf({ status: "paid" });
      await expect(closeInvoice(paid.id, to)).rejects.toMatchObject({ code: "invoice_paid" });
    }
  });
});

describe("without Stripe", () => {
  it("an invoice is mailed and sent, once", async () => {
    const invoice = await invoiceOf();
    expect(await sendInvoice(invoice.id, null)).toBe("sent");
    expect(await sendInvoice(invoice.id, null)).toBe("left");
    expect(await invoiceNow(invoice.id)).toMatchObject({
      status: "sent",
      sentAt: expect.any(Date),
      stripeInvoiceId: null,
    });
    expect(await announced(invoice.tenantId, "invoice/notice")).toMatchObject([{ data: { notice: "sent" } }]);
  });

  it("a month's invoice over nothing is paid without a mail, a credit note with one", async () => {
    const free = await invoiceOf({ lines: [0, 0] });
    expect(await sendInvoice(free.id, null)).toBe("settled");
    expect(await invoiceNow(free.id)).toMatchObject({ status: "paid", sentAt: null });
    expect(await announced(free.tenantId, "invoice/notice")).toEqual([]);
    const { id, tenantId } = await invoiceOf({ status: "sent" });
    const note = await makeFinalInvoice(tenantId, { lines: [-100, -10], correctsId: id });
    await sendInvoice(note.id, null);
    expect(await announced(tenantId, "invoice/notice")).toMatchObject([{ data: { notice: "credit_note" } }]);
  });
});
