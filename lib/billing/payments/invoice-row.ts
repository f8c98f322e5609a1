import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { invoices } from "#db/schema/invoices.ts";
import { NotFound } from "#lib/errors.ts";

export type InvoiceRow = typeof invoices.$inferSelect;

/** The invoice, locked until the transaction's end. Throws `NotFound`. */
export async function lockInvoice(tx: Transaction, invoiceId: string): Promise<InvoiceRow> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId)).for("update");
  if (!row) throw new NotFound("invoice_not_found", "There is no such invoice. Check its id.");
  return row;
}

/** Whose money is still asked for. */
export const OPEN_STATUSES: ReadonlySet<InvoiceRow["status"]> = new Set(["finalised", "sent", "overdue"]);
export const isOpen = ({ status }: InvoiceRow): boolean => OPEN_STATUSES.has(status);

/** What is to be paid of it in all, in minor units: its total less the final credit notes that correct it. */
export async function amountDue(tx: Transaction, invoice: InvoiceRow): Promise<number> {
  const [credited] = await tx
    .select({ minor: sql<string>`coalesce(sum(${invoices.totalMinor}), 0)` })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, invoice.tenantId),
        eq(invoices.correctsId, invoice.id),
        inArray(invoices.status, ["finalised", "sent", "paid"]),
      ),
    );
  return Math.max(0, invoice.totalMinor + Number(credited?.minor ?? 0));
}
