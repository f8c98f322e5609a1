import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { generateInvoices } from "#lib/billing/generate-invoices.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import { OPERATORS, once } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

/** Invoices and payments. */
export const INVOICE_ROWS: Record<string, Row> = {
  // The other rows make some as well, whose buyer has no name.
  "GET /api/invoices": { shows: true, before: (tenant) => invoice(tenant), query: "?limit=200" },
  "GET /api/invoices/{id}": { params: (tenant) => invoice(tenant), shows: true },
  "POST /api/admin/generate-invoices": { body: ({ slug }) => ({ tenant: slug }) },
  "POST /api/admin/invoices/{id}/credit-notes": {
    params: (tenant) => invoice(tenant),
    body: () => ({ lines: [{ position: 1, amount: "0.01" }], reason: "matrix" }),
  },

  "GET /api/admin/invoices": { before: (tenant) => invoice(tenant), seesAll: OPERATORS },
  "GET /api/admin/invoices/{id}": { params: (tenant) => invoice(tenant), seesAll: OPERATORS },
  "GET /api/admin/invoice-runs": { seesAll: OPERATORS },

  // No card payments in these tests; with them: lib/billing/stripe.
  "POST /api/billing/checkout": {
    body: () => ({ plan: "pro" }),
    answer: { status: 409, code: "card_payments_unavailable" },
  },
  "POST /api/billing/portal": { answer: { status: 409, code: "card_payments_unavailable" } },
  "POST /api/admin/invoices/{id}/payments": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
    body: () => ({ amount: "1.00", reference: randomUUID() }),
  },
  "POST /api/admin/invoices/{id}/void": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
  },
  "POST /api/admin/invoices/{id}/uncollectible": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
  },

  "GET /api/invoices/{id}/pdf": { params: (tenant) => invoice(tenant) },
  "GET /api/invoices/{id}/usage.csv": { params: (tenant) => invoice(tenant) },
};

/** Of a month when the organisation was not there yet, so that no run by another case makes it; the buyer carries the marker. */
const invoice = once(async ({ id, slug }: Fixture) => {
  await generateInvoices({ period: "2025-03", tenant: slug, finalize: true });
  const [row] = await withSystem((tx) =>
    tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.tenantId, id), eq(invoices.billingPeriodStart, "2025-03-01"))),
  );
  if (!row) throw new Error("No invoice was made");
  return row;
});
