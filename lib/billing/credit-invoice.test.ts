import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { creditInvoice } from "./credit-invoice.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { invoicesOf } from "./test/invoices.ts";
import { makeScenario, recordAll } from "./test/scenario.ts";

afterAll(closePools);

let tenant: string;
let invoice: string;
// 99.00 base, 50.00 files, 10 % off 14.90; 134.10, tax 13.41, total 147.51.
beforeEach(async () => {
  tenant = await makeScenario({
    plans: [["2023-01-01", "pro"]],
    usage: [["file_processed", 1100, "2025-01-10"]],
    discounts: [{ percent: "0.1", first: "2025-01" }],
  });
  await invoiceBatch([tenant], { month: "2025-01-01", finalise: true });
  invoice = (await invoicesOf(tenant))[0]?.id ?? "";
});

const all = (reason = "billed twice") => creditInvoice(invoice, { lines: "all", reason });
const some = (...lines: { position: number; amount?: string }[]) =>
  creditInvoice(invoice, { lines, reason: "service was down" });
/** What is not credited yet, in cents. */
const invoiceLeft = async () => {
  const cents = (pick: "subtotal" | "tax_amount", made: Awaited<ReturnType<typeof invoicesOf>>) =>
    made.reduce((sum, i) => sum + Math.round(Number(i[pick].amount) * 100), 0);
  const made = await invoicesOf(tenant);
  return { subtotal: cents("subtotal", made), tax: cents("tax_amount", made) };
};
const amounts = (note: Awaited<ReturnType<typeof all>>) =>
  note.line_items.map((l) => [l.kind, l.amount.amount]);

describe("a credit note", () => {
  it("turns the whole invoice round, in the invoice's series of numbers, and settles it", async () => {
    const note = await all();
    expect(note).toMatchObject({
      reason: "credit_note",
      corrects_id: invoice,
      number: `${tenant.slice(0, 8).toUpperCase()}-0002`,
      status: "paid",
      base_price: { amount: "-99.00" },
      usage_charges: { amount: "-50.00" },
      discount: { amount: "-14.90" },
      tax_amount: { amount: "-13.41" },
      total_amount: { amount: "-147.51", currency: "USD" },
      due_date: null,
    });
    expect(note.notes).toContain("billed twice");
    expect(amounts(note)).toEqual([
      ["base", "-99.00"],
      ["usage", "-50.00"],
      ["discount", "14.90"],
      ["tax", "-13.41"],
    ]);
    const [corrected] = await invoicesOf(tenant);
    expect(corrected?.status).toBe("paid");
    expect(corrected?.total_amount.amount).toBe("147.51");
    expect(corrected?.timeline.map((e) => e.kind)).toEqual(
      expect.arrayContaining(["finalised", "paid", "note"]),
    );
  });

  it("of a part of a line takes its tax along, rounded half to even", async () => {
    // 10 % of 12.25 is 122.5 cents.
    const note = await some({ position: 2, amount: "12.25" });
    expect(amounts(note)).toEqual([
      ["usage", "-12.25"],
      ["tax", "-1.22"],
    ]);
    expect(note.total_amount.amount).toBe("-13.47");
    expect((await invoicesOf(tenant))[0]?.status).toBe("finalised");
  });

  it("of several lines", async () => {
    const note = await some({ position: 1, amount: "9.00" }, { position: 2 });
    expect(amounts(note)).toEqual([
      ["base", "-9.00"],
      ["usage", "-50.00"],
      ["tax", "-5.90"],
    ]);
  });

  it("of the rest leaves exactly nothing", async () => {
    await some({ position: 2, amount: "12.25" });
    const rest = await all();
    expect(rest.total_amount.amount).toBe("-134.04");
    expect(rest.subtotal.amount).toBe("-121.85");
    await expect(all()).rejects.toMatchObject({ code: "nothing_to_credit" });
  });

  it("never takes more than the invoice, over all its notes", async () => {
    await some({ position: 1 });
    await expect(some({ position: 2 })).rejects.toMatchObject({
      code: "credit_exceeds_invoice",
      status: 409,
      extra: { remaining: { amount: "38.61", currency: "USD" } },
    });
    const notes = (await invoicesOf(tenant)).filter((i) => i.reason === "credit_note");
    expect(notes.map((n) => n.total_amount.amount)).toEqual(["-108.90"]);
  });

  it("never takes more of a line than it has, over all notes", async () => {
    await some({ position: 2, amount: "30.00" });
    await expect(some({ position: 2, amount: "20.01" })).rejects.toMatchObject({
      code: "credit_line_invalid",
      message: expect.stringContaining("at most 20.00"),
    });
    // Without an amount the line is its rest.
    expect(amounts(await some({ position: 2 }))).toEqual([
      ["usage", "-20.00"],
      ["tax", "-2.00"],
    ]);
    await expect(some({ position: 2 })).rejects.toMatchObject({ code: "credit_line_invalid" });
    await some({ position: 1, amount: "50.00" }, { position: 3 });
    await expect(some({ position: 1, amount: "20.00" }, { position: 3 })).rejects.toMatchObject({
      code: "credit_line_invalid",
    });
  });

  it("never takes more before tax either, when the tax of small notes was rounded away", async () => {
    // 10 % of 0.05 is half a cent, which goes to the even one: none. Twice, and a whole cent of tax is left over.
    for (let n = 0; n < 2; n++)
      expect((await some({ position: 1, amount: "0.05" })).total_amount.amount).toBe("-0.05");
    await some({ position: 1, amount: "84.00" }, { position: 2 });
    expect(await invoiceLeft()).toEqual({ subtotal: 0, tax: 1 });
    await expect(some({ position: 1, amount: "0.01" })).rejects.toMatchObject({
      code: "credit_exceeds_invoice",
    });
    expect(amounts(await all())).toEqual([["tax", "-0.01"]]);
    expect(await invoiceLeft()).toEqual({ subtotal: 0, tax: 0 });
  });

  it("never takes more when several are written at once", async () => {
    const results = await Promise.allSettled([all(), all(), some({ position: 1 })]);
    expect(results.filter((r) => r.status === "fulfilled").length).toBeLessThanOrEqual(2);
    const made = await invoicesOf(tenant);
    const cents = made.reduce((sum, i) => sum + Math.round(Number(i.total_amount.amount) * 100), 0);
    expect(cents).toBe(0);
    expect(new Set(made.map((i) => i.number)).size).toBe(made.length);
  });

  it("settles an invoice that is paid for the rest", async () => {
    await some({ position: 2 });
    await recordPayment(invoice, { amount: "92.51", reference: "bank 1" });
    expect((await invoicesOf(tenant))[0]).toMatchObject({ status: "paid", paid_amount: { amount: "92.51" } });
  });

  it("changes nothing of what later usage is compared with", async () => {
    await some({ position: 2 });
    await recordAll(tenant, [["file_processed", 2, "2025-01-20"]]);
    await invoiceBatch([tenant], { month: "2025-02-01", finalise: true });
    const february = (await invoicesOf(tenant)).find((i) => i.billing_period_start === "2025-02-01");
    expect(february?.line_items.map((l) => [l.kind, l.amount.amount])).toEqual([
      ["base", "99.00"],
      ["adjustment", "0.90"],
      ["discount", "-9.90"],
      ["tax", "9.00"],
    ]);
  });

  it.each([
    ["a line that is not there", [{ position: 9 }]],
    ["the tax by itself", [{ position: 4 }]],
    ["more than the line", [{ position: 2, amount: "50.01" }]],
    ["less than a cent", [{ position: 2, amount: "0.001" }]],
    ["nothing", [{ position: 2, amount: "0" }]],
    ["a line twice", [{ position: 2 }, { position: 2 }]],
  ])("refuses %s", async (_what, lines) => {
    await expect(some(...lines)).rejects.toMatchObject({ code: "credit_line_invalid", status: 400 });
  });

  it("refuses a discount by itself, a draft, a credit note, and what is not there", async () => {
    await expect(some({ position: 3 })).rejects.toMatchObject({ code: "nothing_to_credit" });
    const note = await some({ position: 2, amount: "1.00" });
    await expect(creditInvoice(note.id, { lines: "all", reason: "again" })).rejects.toMatchObject({
      code: "invoice_not_creditable",
    });
    await invoiceBatch([tenant], { month: "2025-03-01", finalise: false });
    const draft = (await invoicesOf(tenant)).find((i) => i.status === "draft");
    await expect(creditInvoice(draft?.id ?? "", { lines: "all", reason: "draft" })).rejects.toMatchObject({
      code: "invoice_not_creditable",
    });
    await expect(creditInvoice(crypto.randomUUID(), { lines: "all", reason: "gone" })).rejects.toMatchObject({
      code: "invoice_not_found",
    });
  });
});
