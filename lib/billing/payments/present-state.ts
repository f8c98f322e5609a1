import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { INVOICE_STATUSES } from "#db/schema/invoices.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { amountDue, type InvoiceRow } from "./invoice-row.ts";

const Money = z.object({ amount: z.string(), currency: z.string() });

/** Where an invoice stands. `remaining` is its total less credit notes and payments, never negative. */
export const InvoiceStateView = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.enum(INVOICE_STATUSES),
  total_amount: Money,
  paid_amount: Money,
  remaining: Money,
  paid_at: z.string().nullable(),
});

export async function presentState(
  tx: Transaction,
  invoice: InvoiceRow,
): Promise<z.input<typeof InvoiceStateView>> {
  const money = (minor: number) => ({
    amount: minorToDecimal(minor, invoice.minorDigits),
    currency: invoice.currency,
  });
  return {
    id: invoice.id,
    number: invoice.number,
    status: invoice.status,
    total_amount: money(invoice.totalMinor),
    paid_amount: money(invoice.paidMinor),
    remaining: money(Math.max(0, (await amountDue(tx, invoice)) - invoice.paidMinor)),
    paid_at: invoice.paidAt?.toISOString() ?? null,
  };
}
