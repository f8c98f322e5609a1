import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type InvoiceStatus, invoiceEvents, invoices } from "#db/schema/invoices.ts";
import { auditAs } from "#lib/audit/record.ts";
import { emit } from "#lib/jobs/outbox.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { restoreAfterPayment } from "./suspension.ts";

export type InvoiceMove = Exclude<InvoiceStatus, "draft" | "finalised">;

/** The arrows of DESIGN: the same that the database's trigger holds to. */
const FROM: Record<InvoiceMove, readonly InvoiceStatus[]> = {
  sent: ["finalised"],
  overdue: ["finalised", "sent"],
  paid: ["finalised", "sent", "overdue", "uncollectible"],
  void: ["finalised", "sent", "overdue", "uncollectible"],
  uncollectible: ["finalised", "sent", "overdue"],
};

export const canMove = (from: InvoiceStatus, to: InvoiceMove): boolean => FROM[to].includes(from);

const ACTION: Record<InvoiceMove, string> = {
  sent: "invoice.sent",
  overdue: "invoice.fell_overdue",
  paid: "invoice.paid",
  void: "invoice.voided",
  uncollectible: "invoice.written_off",
};

/**
 * Moves a locked invoice along one arrow and writes its timeline; nothing happens, and `null` is returned, where no
 * arrow leads there from its state: an event that comes late is none. Paid and void give a tenant that was suspended for
 * payment its access back. `by` is the audit log's actor.
 */
export async function moveInvoice(
  tx: Transaction,
  invoice: InvoiceRow,
  to: InvoiceMove,
  {
    at = new Date(),
    detail = {},
    by = "system",
  }: { at?: Date; detail?: Record<string, string>; by?: string } = {},
): Promise<InvoiceRow | null> {
  if (!canMove(invoice.status, to)) return null;
  const [moved] = await tx
    .update(invoices)
    .set({
      status: to,
      ...(to === "sent" ? { sentAt: at } : {}),
      ...(to === "paid" ? { paidAt: at } : {}),
    })
    .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)))
    .returning();
  if (!moved) throw new Error(`Invoice ${invoice.id} has gone`);
  await note(tx, invoice, { kind: to, dedupeKey: `status:${to}`, detail, at });
  await auditAs(
    tx,
    { tenantId: invoice.tenantId, actor: by },
    ACTION[to],
    { type: "invoice", id: invoice.id },
    { number: invoice.number, ...detail },
    { before: { status: invoice.status }, after: { status: to } },
  );
  if (to === "paid")
    await emit(tx, {
      name: "invoice/paid",
      data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
    });
  if (to === "paid" || to === "void") await restoreAfterPayment(tx, invoice.tenantId, at);
  return moved;
}

/** Writes the invoice's timeline; false when the same was noted before. */
export async function note(
  tx: Transaction,
  invoice: { id: string; tenantId: string },
  entry: { kind: string; dedupeKey: string; detail?: Record<string, string>; at?: Date },
): Promise<boolean> {
  const written = await tx
    .insert(invoiceEvents)
    .values({
      tenantId: invoice.tenantId,
      invoiceId: invoice.id,
      kind: entry.kind,
      dedupeKey: entry.dedupeKey,
      detail: entry.detail ?? {},
      occurredAt: entry.at ?? new Date(),
    })
    .onConflictDoNothing()
    .returning({ id: invoiceEvents.id });
  return written.length > 0;
}
