import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { invoices, payments } from "#db/schema/invoices.ts";
import { amountDue, type InvoiceRow } from "./invoice-row.ts";
import { moveInvoice } from "./move-invoice.ts";

/** Brings a locked invoice's paid amount up to its payments, and makes it paid when they cover what is due. */
export async function settlePayments(tx: Transaction, invoice: InvoiceRow, at: Date): Promise<InvoiceRow> {
  const mine = and(eq(payments.tenantId, invoice.tenantId), eq(payments.invoiceId, invoice.id));
  const [sum] = await tx
    .select({ minor: sql<string>`coalesce(sum(${payments.amountMinor}), 0)` })
    .from(payments)
    .where(mine);
  const paidMinor = Number(sum?.minor ?? 0);
  const [updated] = await tx
    .update(invoices)
    .set({ paidMinor })
    .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)))
    .returning();
  if (!updated) throw new Error(`Invoice ${invoice.id} has gone`);
  if (paidMinor < (await amountDue(tx, updated))) return updated;
  return (await moveInvoice(tx, updated, "paid", { at })) ?? updated;
}
