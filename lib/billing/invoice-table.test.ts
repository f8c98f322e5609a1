import "#lib/jobs/test/own-database.ts";

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { lineWords, noteWords } from "./invoice-words.ts";
import { INVOICE_CASES } from "./test/invoice-cases.ts";
import { addPlanVersions, invoicesOf } from "./test/invoices.ts";
import { makeScenario } from "./test/scenario.ts";

const tenantOf = new Map<string, string>();
beforeAll(async () => {
  await addPlanVersions([
    { id: "pro", currency: "JPY", from: "2020-01-01", price: "15000", file: "75", gib: "1500", calls: "15" },
    { id: "pro", currency: "KWD", from: "2020-01-01", price: "30", file: "0.155", gib: "3", calls: "0.03" },
    { id: "pro", currency: "USD", from: "2026-06-01", price: "119", file: "0.60", gib: "10", calls: "0.10" },
  ]);
  for (const one of INVOICE_CASES) tenantOf.set(one.name, await makeScenario(one));
  for (const [period, cases] of Map.groupBy(INVOICE_CASES, (one) => one.period)) {
    const ids = cases.map((one) => tenantOf.get(one.name) ?? "");
    const { failed } = await invoiceBatch(ids, { month: `${period}-01`, finalise: true });
    expect(failed).toEqual([]);
  }
}, 120_000);
afterAll(closePools);

describe(`${INVOICE_CASES.length} invoices worked out by hand`, () => {
  it("names each case once", () => {
    expect(tenantOf.size).toBe(INVOICE_CASES.length);
    expect(INVOICE_CASES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(INVOICE_CASES)("$period $name", async ({ name, expected }) => {
    const made = await invoicesOf(tenantOf.get(name) ?? "");
    if (!expected) {
      expect(made).toEqual([]);
      return;
    }
    expect(made).toHaveLength(1);
    const [invoice] = made;
    const zero = expected.total
      .replace(/^\d+/, "0")
      .replace(/\.\d+$/, (places) => places.replaceAll(/\d/g, "0"));
    expect({
      base: invoice?.base_price.amount,
      usage: invoice?.usage_charges.amount,
      discount: invoice?.discount.amount,
      tax: invoice?.tax_amount.amount,
      total: invoice?.total_amount.amount,
    }).toEqual({
      base: expected.base,
      usage: expected.usage ?? zero,
      discount: expected.discount ?? zero,
      tax: expected.tax ?? zero,
      total: expected.total,
    });
    if (expected.lines !== undefined) expect(invoice?.line_items).toHaveLength(expected.lines);
    expect(invoice?.status).toBe(Number(expected.total) === 0 ? "paid" : "finalised");
    expect(leftInEnglish(invoice)).toEqual([]);
  });
});

/** Lines and notes that no German is known for; of a month whose name is the same in both, its plan's line. */
function leftInEnglish(invoice: Awaited<ReturnType<typeof invoicesOf>>[number] | undefined): string[] {
  const lines = invoice?.line_items.map(({ description }) => description) ?? [];
  const notes = invoice?.notes.split("\n") ?? [];
  return [
    ...lines.filter(
      (line) => lineWords(line, "de") === line && !/, (April|August|September|November) \d{4}$/.test(line),
    ),
    ...notes.filter((note) => noteWords(note, "de") === note),
  ];
}

describe("what an invoice says", () => {
  it("a reverse charge, with the tax id", async () => {
    const [invoice] = await invoicesOf(tenantOf.get("reverse charge") ?? "");
    expect(invoice?.notes).toContain(
      "Reverse charge: the recipient accounts for the tax (tax id DE123456789).",
    );
    expect(invoice).toMatchObject({ reverse_charge: true, tax_rate: "0" });
  });

  it("quantity, unit price and the query of the events behind each line", async () => {
    const [invoice] = await invoicesOf(tenantOf.get("enterprise, over everything") ?? "");
    expect(
      invoice?.line_items.map((l) => [l.kind, l.quantity, l.unit, l.unit_price, l.amount.amount]),
    ).toEqual([
      ["base", "1", "month", "999", "999.00"],
      ["usage", "2000", "file", "0.25", "500.00"],
      ["usage", "76", "GiB", "5.00", "380.00"],
      ["usage", "1000", "1 000 calls", "0.05", "50.00"],
      ["tax", "1", "tax", "192.90", "192.90"],
    ]);
    expect(invoice?.line_items[2]?.usage_query).toEqual({
      kind: "storage_delta",
      from: "2025-10-01",
      to: "2025-10-31",
    });
    expect(invoice).toMatchObject({
      billing_period_start: "2025-10-01",
      billing_period_end: "2025-10-31",
      paid_at: null,
    });
    const [days] = await withSystem((tx) =>
      tx.execute<{ days: number }>(
        sql`select (due_date - (finalised_at at time zone 'UTC')::date)::int as days from invoices where id = ${invoice?.id ?? ""}`,
      ),
    );
    expect(days?.days).toBe(30);
  });
});
