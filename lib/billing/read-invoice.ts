import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { invoiceEvents, invoiceLines, invoices } from "#db/schema/invoices.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentInvoiceDetail } from "./present-invoice.ts";
import type { InvoiceDetail } from "./views.ts";

/**
 * One invoice of the organisation, whole, in the reader's language or in the one that it was made final in. Throws
 * `NotFound` (`invoice_not_found`).
 */
export async function readInvoice(
  ctx: Ctx,
  id: string,
  language: "reader's" | "its own" = "reader's",
): Promise<z.input<typeof InvoiceDetail>> {
  requireRole(ctx, "admin");
  return ctx.transaction((tx) => invoiceDetail(tx, ctx.tenant.id, id, language));
}

/** The same inside a running transaction. */
export async function invoiceDetail(
  tx: Transaction,
  tenantId: string,
  id: string,
  language: "reader's" | "its own" = "reader's",
): Promise<z.input<typeof InvoiceDetail>> {
  const [row] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), eq(invoices.id, id)));
  if (!row) throw invoiceNotFound();
  const lines = await tx
    .select()
    .from(invoiceLines)
    .where(and(eq(invoiceLines.tenantId, tenantId), eq(invoiceLines.invoiceId, id)))
    .orderBy(asc(invoiceLines.position));
  const events = await tx
    .select()
    .from(invoiceEvents)
    .where(and(eq(invoiceEvents.tenantId, tenantId), eq(invoiceEvents.invoiceId, id)))
    .orderBy(asc(invoiceEvents.occurredAt), asc(invoiceEvents.id));
  return presentInvoiceDetail(row, lines, events, language === "its own" ? row.locale : undefined);
}

export function invoiceNotFound(): NotFound {
  return new NotFound("invoice_not_found", problemText("billing.invoiceOpenList"));
}
