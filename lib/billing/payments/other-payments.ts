import { and, eq, like, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { invoiceEvents, payments } from "#db/schema/invoices.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { note } from "./move-invoice.ts";

/** Money that came by another way than through Stripe. */
export interface OtherPayment {
  id: string;
  amountMinor: number;
  reference: string;
  receivedAt: Date;
  /** Since when our books know of it. */
  since: Date;
}

const ANNOUNCED = "payment-announced:";
const REFUSED = "payment-refused:";

/**
 * Keeps a payment that is to be recorded once Stripe knows of it. Until then it stands on the timeline and counts as money
 * that is on its way, but not as paid.
 */
export async function announce(tx: Transaction, invoice: InvoiceRow, payment: OtherPayment): Promise<void> {
  await note(tx, invoice, {
    kind: "note",
    dedupeKey: ANNOUNCED + payment.id,
    detail: {
      payment_announced: minorToDecimal(payment.amountMinor, invoice.minorDigits),
      reference: payment.reference,
      received_at: payment.receivedAt.toISOString(),
    },
    at: payment.since,
  });
}

/** Announced payments that were neither recorded nor refused. */
export async function announcedPayments(tx: Transaction, invoice: InvoiceRow): Promise<OtherPayment[]> {
  const id = sql<string>`substr(${invoiceEvents.dedupeKey}, ${ANNOUNCED.length + 1}::int)`;
  const rows = await tx
    .select({ id, detail: invoiceEvents.detail, since: invoiceEvents.occurredAt })
    .from(invoiceEvents)
    .where(
      and(
        eq(invoiceEvents.tenantId, invoice.tenantId),
        eq(invoiceEvents.invoiceId, invoice.id),
        like(invoiceEvents.dedupeKey, `${ANNOUNCED}%`),
        sql`not exists (select from ${payments} where ${payments.tenantId} = ${invoice.tenantId} and ${payments.invoiceId} = ${invoice.id} and ${payments.id}::text = ${id})`,
        sql`not exists (select from ${invoiceEvents} r where r.tenant_id = ${invoice.tenantId} and r.invoice_id = ${invoice.id} and r.dedupe_key = ${REFUSED} || ${id})`,
      ),
    )
    .orderBy(invoiceEvents.occurredAt, invoiceEvents.dedupeKey);
  return rows.map(({ id, detail, since }) => ({
    id,
    amountMinor: decimal(detail.payment_announced ?? "")
      .shiftedBy(invoice.minorDigits)
      .toNumber(),
    reference: detail.reference ?? "",
    receivedAt: new Date(detail.received_at ?? since),
    since,
  }));
}

/** All that came by another way and that Stripe must not ask for again, recorded or announced. */
export async function otherPayments(tx: Transaction, invoice: InvoiceRow): Promise<OtherPayment[]> {
  const recorded = await tx
    .select({
      id: payments.id,
      amountMinor: payments.amountMinor,
      reference: payments.reference,
      receivedAt: payments.receivedAt,
      since: payments.createdAt,
    })
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, invoice.tenantId),
        eq(payments.invoiceId, invoice.id),
        eq(payments.method, "manual"),
      ),
    )
    .orderBy(payments.createdAt, payments.id);
  return [...recorded, ...(await announcedPayments(tx, invoice))];
}

/** Writes the payment into the books, with its audit row; once. The caller settles the invoice. */
export async function enterPayment(
  tx: Transaction,
  invoice: InvoiceRow,
  payment: OtherPayment,
  by: OperatorCtx = COMMAND,
): Promise<void> {
  const { id, amountMinor, reference, receivedAt } = payment;
  const { tenantId } = invoice;
  const added = await tx
    .insert(payments)
    .values({ id, tenantId, invoiceId: invoice.id, method: "manual", amountMinor, reference, receivedAt })
    .onConflictDoNothing()
    .returning({ id: payments.id });
  if (added.length === 0) return;
  const amount = minorToDecimal(amountMinor, invoice.minorDigits);
  await note(tx, invoice, {
    kind: "note",
    dedupeKey: `payment:${reference}`,
    detail: { payment: amount, reference },
  });
  await recordForTenant(
    tx,
    by,
    tenantId,
    "payment.recorded",
    { type: "invoice", id: invoice.id },
    { amount, reference },
  );
}

/** Ends the waiting of a payment that the invoice takes no more, and says why. */
export async function refusePayment(
  tx: Transaction,
  invoice: InvoiceRow,
  payment: OtherPayment,
  reason: string,
): Promise<void> {
  await note(tx, invoice, {
    kind: "note",
    dedupeKey: REFUSED + payment.id,
    detail: {
      payment_refused: minorToDecimal(payment.amountMinor, invoice.minorDigits),
      reference: payment.reference,
      reason,
    },
  });
}
