import type { z } from "zod";
import type { invoiceEvents, invoiceLines } from "#db/schema/invoices.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { lineWords, noteWords } from "./invoice-words.ts";
import type { InvoiceRow } from "./payments/invoice-row.ts";
import type { InvoiceDetail, InvoiceView } from "./views.ts";

export type LineRow = typeof invoiceLines.$inferSelect;

/** An invoice as the API shows it, with its lines in order, worded in a language. */
export function presentInvoice(
  row: InvoiceRow,
  lines: LineRow[],
  locale: Locale = activeLocale(),
): z.input<typeof InvoiceView> {
  const money = (minor: number) => ({
    amount: minorToDecimal(minor, row.minorDigits),
    currency: row.currency,
  });
  return {
    id: row.id,
    number: row.number,
    reason: row.reason,
    corrects_id: row.correctsId,
    plan: row.planId,
    currency: row.currency,
    billing_period_start: row.billingPeriodStart,
    billing_period_end: row.billingPeriodEnd,
    base_price: money(row.baseMinor),
    usage_charges: money(row.usageMinor),
    discount: money(row.discountMinor),
    subtotal: money(row.subtotalMinor),
    tax_rate: row.taxRate,
    tax_amount: money(row.taxMinor),
    total_amount: money(row.totalMinor),
    paid_amount: money(row.paidMinor),
    reverse_charge: row.reverseCharge,
    status: row.status,
    due_date: row.dueDate,
    finalised_at: row.finalisedAt?.toISOString() ?? null,
    sent_at: row.sentAt?.toISOString() ?? null,
    paid_at: row.paidAt?.toISOString() ?? null,
    notes: noteWords(row.notes, locale),
    locale: row.locale,
    line_items: lines.map((line) => ({
      kind: line.kind,
      metric: line.metric,
      usage_period: line.usagePeriod,
      description: lineWords(line.description, locale),
      quantity: line.quantity,
      unit: line.unit,
      unit_price: line.unitPrice,
      amount: money(line.amountMinor),
      usage_query: line.usageQuery,
    })),
    pdf_url: row.status === "draft" ? null : `/api/invoices/${row.id}/pdf`,
    payment_url: PAYABLE.has(row.status) ? row.paymentUrl : null,
    seller: row.seller,
    buyer: row.buyer,
    created_at: row.createdAt.toISOString(),
  };
}

const PAYABLE = new Set<InvoiceRow["status"]>(["finalised", "sent", "overdue", "uncollectible"]);

/** The same with what happened to it from its making on. */
export function presentInvoiceDetail(
  row: InvoiceRow,
  lines: LineRow[],
  events: (typeof invoiceEvents.$inferSelect)[],
  locale?: Locale,
): z.input<typeof InvoiceDetail> {
  return {
    ...presentInvoice(row, lines, locale),
    timeline: [
      { kind: "created", occurred_at: row.createdAt.toISOString(), detail: {} },
      ...events.map(({ kind, occurredAt, detail }) => ({
        kind,
        occurred_at: occurredAt.toISOString(),
        detail: Object.fromEntries(
          Object.entries(detail).map(([name, value]) => [name, retold(value, locale)]),
        ),
      })),
    ],
  };
}
