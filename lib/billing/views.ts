import { z } from "zod";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { BILLED_METRICS, INVOICE_STATUSES, LINE_KINDS } from "#db/schema/invoices.ts";
import { LOCALES } from "#lib/i18n/locales.ts";

/** An amount as the decimal text of its currency: two places for USD, none for JPY. */
export const Money = z.object({ amount: z.string(), currency: z.string() });

const Party = z.object({
  name: z.string(),
  address: z.string().nullable(),
  country: z.string().nullable(),
  tax_id: z.string().nullable(),
});

const LineItem = z.object({
  kind: z.enum(LINE_KINDS),
  metric: z.enum(BILLED_METRICS).nullable(),
  /** Month whose usage it is: "2026-10-01". */
  usage_period: z.string().nullable(),
  description: z.string(),
  quantity: z.string(),
  unit: z.string(),
  unit_price: z.string(),
  amount: Money,
  /** Query of GET /api/usage/events that lists what the line counts; both days are in it. */
  usage_query: z.object({ kind: z.string(), from: z.string(), to: z.string() }).nullable(),
});

export const InvoiceView = z.object({
  id: z.string(),
  /** Null while it is a draft. */
  number: z.string().nullable(),
  reason: z.enum(["period", "credit_note"]),
  /** The invoice that a credit note corrects. */
  corrects_id: z.string().nullable(),
  plan: z.enum(PLAN_IDS),
  currency: z.string(),
  /** First and last day, both in it. */
  billing_period_start: z.string(),
  billing_period_end: z.string(),
  base_price: Money,
  usage_charges: Money,
  discount: Money,
  subtotal: Money,
  tax_rate: z.string(),
  tax_amount: Money,
  total_amount: Money,
  paid_amount: Money,
  reverse_charge: z.boolean(),
  status: z.enum(INVOICE_STATUSES),
  due_date: z.string().nullable(),
  finalised_at: z.string().nullable(),
  sent_at: z.string().nullable(),
  paid_at: z.string().nullable(),
  /** As the descriptions of its lines, in the caller's language; English for programs that ask for none. */
  notes: z.string(),
  /** Language of its PDF: the organisation's when it became final. */
  locale: z.enum(LOCALES),
  line_items: z.array(LineItem),
  /** Null while it is a draft. */
  pdf_url: z.string().nullable(),
  /** Where it is paid by card; null where there is nothing to pay that way. */
  payment_url: z.string().nullable(),
  /** As they were when it became final. */
  seller: Party.nullable(),
  buyer: Party.nullable(),
  created_at: z.string(),
});

export const InvoiceDetail = InvoiceView.extend({
  timeline: z.array(
    z.object({ kind: z.string(), occurred_at: z.string(), detail: z.record(z.string(), z.string()) }),
  ),
});
