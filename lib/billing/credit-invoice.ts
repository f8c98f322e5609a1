import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import type { InSystem } from "#lib/http/idempotency.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type CreditLine, creditedLines, type Remaining, remainder } from "./credit-lines.ts";
import { finaliseInvoices } from "./finalise-invoices.ts";
import { type InvoiceRow, lockInvoice } from "./payments/invoice-row.ts";
import { note } from "./payments/move-invoice.ts";
import { settlePayments } from "./payments/settle-payments.ts";
import type { LineRow } from "./present-invoice.ts";
import { invoiceDetail, invoiceNotFound } from "./read-invoice.ts";
import type { InvoiceDetail } from "./views.ts";

export const CreditInvoice = z.object({
  /** Lines by their place from 1 on, each whole or a part of its amount before tax; `"all"` is what is left of the invoice. */
  lines: z.union([
    z.literal("all"),
    z
      .array(
        z.object({
          position: z.number().int().min(1),
          amount: z
            .string()
            .regex(/^\d+(\.\d+)?$/, "must be a decimal such as 12.50")
            .optional(),
        }),
      )
      .min(1),
  ]),
  /** Stands on the note. */
  reason: z.string().trim().min(3).max(500),
});

/**
 * An operator's credit note for a final invoice: negative lines with their tax, a number of the same series, never more
 * than the invoice over all its notes. An unpaid invoice that is wholly credited is settled. Returns the note.
 * Throws `NotFound` (`invoice_not_found`), `Conflict` (`invoice_not_creditable`, `credit_exceeds_invoice`) and `Invalid`
 * (`credit_line_invalid`, `nothing_to_credit`).
 */
export async function creditInvoice(
  invoiceId: string,
  input: z.output<typeof CreditInvoice>,
  system: InSystem = withSystem,
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof InvoiceDetail>> {
  const tenantId = await tenantOf(invoiceId);
  return system(async (tx) => {
    const invoice = await creditable(tx, invoiceId);
    const notes = await tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.tenantId, tenantId), eq(invoices.correctsId, invoiceId)));
    const lines = await linesOf(tx, tenantId, [invoiceId]);
    const given = await linesOf(
      tx,
      tenantId,
      notes.map((written) => written.id),
    );
    const left = remainder(invoice, notes, { lines, given });
    const credited = creditedLines({ invoice, lines, left, wanted: input.lines, first: notes.length === 0 });
    checkWithin(invoice, left, credited);
    const noteId = await writeNote(tx, invoice, credited, {
      key: `${invoiceId}:${notes.length + 1}`,
      reason: input.reason,
    });
    await finaliseInvoices(tx, [noteId]);
    await settle(tx, invoice);
    const written = await invoiceDetail(tx, tenantId, noteId);
    const amount = written.total_amount.amount;
    await note(tx, invoice, {
      kind: "note",
      dedupeKey: `credited:${noteId}`,
      detail: { credit_note: written.number ?? "", amount },
    });
    await recordForTenant(
      tx,
      by,
      tenantId,
      "invoice.credited",
      { type: "invoice", id: invoiceId },
      { credit_note: written.number, amount, reason: input.reason },
    );
    return written;
  });
}

async function tenantOf(invoiceId: string): Promise<string> {
  const [row] = await withSystem((tx) =>
    tx.select({ tenantId: invoices.tenantId }).from(invoices).where(eq(invoices.id, invoiceId)),
  );
  if (!row) throw invoiceNotFound();
  return row.tenantId;
}

function linesOf(tx: Transaction, tenantId: string, ids: string[]): Promise<LineRow[]> {
  return tx
    .select()
    .from(invoiceLines)
    .where(and(eq(invoiceLines.tenantId, tenantId), inArray(invoiceLines.invoiceId, ids)))
    .orderBy(asc(invoiceLines.position));
}

/** Locked as payments lock it, so that the two see each other. */
async function creditable(tx: Transaction, invoiceId: string): Promise<InvoiceRow> {
  const invoice = await lockInvoice(tx, invoiceId);
  if (invoice.reason !== "period" || invoice.status === "draft" || invoice.status === "void") {
    throw new Conflict(
      "invoice_not_creditable",
      "Only a final invoice that is not void can be credited. Name the invoice, not one of its credit notes.",
    );
  }
  return invoice;
}

const totalOf = (lines: CreditLine[]) => lines.reduce((sum, line) => sum + line.amountMinor, 0);

function checkWithin(invoice: InvoiceRow, left: Remaining, lines: CreditLine[]): void {
  const total = -totalOf(lines);
  if (total <= 0) {
    throw new Invalid(
      "nothing_to_credit",
      "These lines come to nothing that could be credited. Choose others.",
    );
  }
  // Before tax as well: tax that was rounded away on small notes must not be credited as something else.
  if (total > left.total || -totalOf(lines.filter(({ kind }) => kind !== "tax")) > left.subtotal) {
    const remaining = minorToDecimal(left.total, invoice.minorDigits);
    throw new Conflict(
      "credit_exceeds_invoice",
      `Only ${remaining} ${invoice.currency} of invoice ${invoice.number} can still be credited. Credit less, or "all" that is left.`,
      { remaining: { amount: remaining, currency: invoice.currency } },
    );
  }
}

async function writeNote(
  tx: Transaction,
  invoice: InvoiceRow,
  lines: CreditLine[],
  { key, reason }: { key: string; reason: string },
): Promise<string> {
  const sum = (...kinds: CreditLine["kind"][]) => totalOf(lines.filter((line) => kinds.includes(line.kind)));
  const [note] = await tx
    .insert(invoices)
    .values({
      tenantId: invoice.tenantId,
      reason: "credit_note",
      reasonKey: key,
      correctsId: invoice.id,
      billingPeriodStart: invoice.billingPeriodStart,
      billingPeriodEnd: invoice.billingPeriodEnd,
      planId: invoice.planId,
      currency: invoice.currency,
      minorDigits: invoice.minorDigits,
      baseMinor: sum("base"),
      usageMinor: sum("usage", "adjustment"),
      discountMinor: -sum("discount"),
      subtotalMinor: sum("base", "usage", "adjustment", "discount"),
      taxRate: invoice.taxRate,
      taxMinor: sum("tax"),
      totalMinor: totalOf(lines),
      reverseCharge: invoice.reverseCharge,
      notes: `Credit note for invoice ${invoice.number}: ${reason}`,
    })
    .returning({ id: invoices.id });
  if (!note) throw new Error("No credit note was written");
  await tx
    .insert(invoiceLines)
    .values(
      lines.map((line, i) => ({ ...line, tenantId: invoice.tenantId, invoiceId: note.id, position: i + 1 })),
    );
  return note.id;
}

/** With what is paid and what is credited an invoice may have come to its total: then it is settled, at Stripe too. */
async function settle(tx: Transaction, invoice: InvoiceRow): Promise<void> {
  const { status } = await settlePayments(tx, invoice, new Date());
  if (status === invoice.status) return;
  await emit(tx, {
    name: "invoice/settled",
    data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
  });
}
