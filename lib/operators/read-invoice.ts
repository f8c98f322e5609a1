import { eq } from "drizzle-orm";
import type { z } from "zod";
import { invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceDetail, invoiceNotFound } from "#lib/billing/read-invoice.ts";
import type { InvoiceDetail } from "#lib/billing/views.ts";

/** One invoice of whichever organisation, whole. Throws `NotFound` (`invoice_not_found`). */
export async function readOperatorInvoice(id: string): Promise<z.input<typeof InvoiceDetail>> {
  return withSystem(async (tx) => {
    const [row] = await tx.select({ tenantId: invoices.tenantId }).from(invoices).where(eq(invoices.id, id));
    if (!row) throw invoiceNotFound();
    return invoiceDetail(tx, row.tenantId, id);
  });
}
