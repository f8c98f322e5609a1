import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { type InvoiceStatus, invoiceEvents, invoiceLines, invoices, payments } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import type { InvoiceRow } from "../invoice-row.ts";

export interface FinalInvoice {
  /** Amounts of its lines in minor units; the last one is the tax. */
  lines?: number[];
  currency?: string;
  minorDigits?: number;
  /** From today on, in days; 30 unless told. */
  dueInDays?: number;
  dueDate?: string;
  status?: InvoiceStatus;
  correctsId?: string;
}

/** A final invoice of a tenant, made by way of a draft as the database demands. */
export async function makeFinalInvoice(tenantId: string, given: FinalInvoice = {}): Promise<InvoiceRow> {
  const { lines = [9900, 150, 1005], currency = "USD", minorDigits = 2, status = "finalised" } = given;
  const tax = lines.at(-1) ?? 0;
  const base = lines.slice(0, -1).reduce((sum, amount) => sum + amount, 0);
  const key = randomUUID();
  return withSystem(async (tx) => {
    const [draft] = await tx
      .insert(invoices)
      .values({
        tenantId,
        reason: given.correctsId ? "credit_note" : "period",
        reasonKey: key,
        correctsId: given.correctsId ?? null,
        billingPeriodStart: "2026-10-01",
        billingPeriodEnd: "2026-10-31",
        planId: "pro",
        currency,
        minorDigits,
        baseMinor: base,
        usageMinor: 0,
        subtotalMinor: base,
        taxRate: "0.10",
        taxMinor: tax,
        totalMinor: base + tax,
      })
      .returning({ id: invoices.id });
    if (!draft) throw new Error("No invoice was made");
    await tx.insert(invoiceLines).values(
      lines.map((amountMinor, i) => ({
        tenantId,
        invoiceId: draft.id,
        position: i + 1,
        kind: i === lines.length - 1 ? ("tax" as const) : ("base" as const),
        description: i === lines.length - 1 ? "Tax 10 %" : `Line ${i + 1}`,
        quantity: "1",
        unit: "month",
        unitPrice: String(amountMinor),
        amountMinor,
      })),
    );
    const dueDate =
      given.dueDate ?? new Date(Date.now() + (given.dueInDays ?? 30) * 86_400_000).toISOString().slice(0, 10);
    await tx
      .update(invoices)
      .set({ status: "finalised", number: key.slice(0, 13), finalisedAt: new Date(), dueDate })
      .where(eq(invoices.id, draft.id));
    if (status !== "finalised") await tx.update(invoices).set({ status }).where(eq(invoices.id, draft.id));
    const [row] = await tx.select().from(invoices).where(eq(invoices.id, draft.id));
    if (!row) throw new Error("The invoice has gone");
    return row;
  });
}

/** The invoice as it stands, with its payments and the kinds of its timeline. */
export async function invoiceNow(id: string) {
  return withSystem(async (tx) => {
    const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, id));
    if (!invoice) throw new Error("The invoice has gone");
    const paid = await tx
      .select()
      .from(payments)
      .where(eq(payments.invoiceId, id))
      .orderBy(payments.reference);
    const events = await tx
      .select()
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, id))
      .orderBy(invoiceEvents.occurredAt, invoiceEvents.dedupeKey);
    return { ...invoice, payments: paid, events };
  });
}
