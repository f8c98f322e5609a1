import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { invoices, payments } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { amountDue, type InvoiceRow, lockInvoice } from "./invoice-row.ts";
import { note } from "./move-invoice.ts";
import { type InvoiceStateView, presentState } from "./present-state.ts";
import { settlePayments } from "./settle-payments.ts";

/** `amount` in the invoice's currency, as decimal text; `reference` names the payment, such as the bank's own number. */
export const RecordPayment = z.strictObject({
  amount: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, "Write the amount as decimal text such as 108.90."),
  reference: z.string().trim().min(1, "Give the payment's reference.").max(200),
  received_at: z.iso.datetime({ offset: true }).optional(),
});

/**
 * An operator records money that came by another way than the card. The invoice is paid when its payments reach what is
 * due. The same reference and amount again changes nothing. Throws `Conflict` for a payment that is more than what is
 * left, and for an invoice that takes none.
 */
export async function recordPayment(
  invoiceId: string,
  input: z.output<typeof RecordPayment>,
  now = new Date(),
): Promise<z.input<typeof InvoiceStateView>> {
  return withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    const amountMinor = minorOf(input.amount, invoice);
    const receivedAt = input.received_at ? new Date(input.received_at) : now;
    if (receivedAt > now)
      throw new Invalid("received_at_invalid", "The payment cannot have come in the future. Check its date.");
    if (await known(tx, invoice, input.reference, amountMinor)) return presentState(tx, invoice);
    await refuseWhereNoneIsDue(tx, invoice, amountMinor);
    await tx.insert(payments).values({
      tenantId: invoice.tenantId,
      invoiceId: invoice.id,
      method: "manual",
      amountMinor,
      reference: input.reference,
      receivedAt,
    });
    await note(tx, invoice, {
      kind: "note",
      dedupeKey: `payment:${input.reference}`,
      detail: { payment: input.amount, reference: input.reference },
    });
    await tx.insert(auditLogs).values({
      tenantId: invoice.tenantId,
      actor: "operator",
      action: "payment.recorded",
      targetType: "invoice",
      targetId: invoice.id,
      detail: { amount: input.amount, reference: input.reference },
    });
    let state = await settlePayments(tx, invoice, receivedAt);
    if (state.status === "paid")
      await emit(tx, {
        name: "invoice/settled",
        data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
      });
    else if (state.paymentUrl) state = await withdrawLink(tx, state);
    return presentState(tx, state);
  });
}

async function known(tx: Transaction, invoice: InvoiceRow, reference: string, amountMinor: number) {
  const [present] = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, invoice.tenantId),
        eq(payments.invoiceId, invoice.id),
        eq(payments.reference, reference),
      ),
    );
  if (!present) return false;
  if (present.method === "manual" && present.amountMinor === amountMinor) return true;
  throw new Conflict(
    "payment_reference_used",
    `The reference ${reference} stands for another payment of this invoice. Give this one its own.`,
  );
}

async function refuseWhereNoneIsDue(tx: Transaction, invoice: InvoiceRow, amountMinor: number) {
  if (invoice.status === "draft")
    throw new Conflict("invoice_not_final", "The invoice is a draft. Make it final before payments come in.");
  if (invoice.status === "void" || invoice.status === "paid")
    throw new Conflict(
      `invoice_${invoice.status}`,
      `Invoice ${invoice.number} is ${invoice.status}: there is nothing to pay. Check the invoice's number.`,
    );
  const left = (await amountDue(tx, invoice)) - invoice.paidMinor;
  if (amountMinor > left)
    throw new Conflict(
      "payment_too_large",
      `Only ${minorToDecimal(left, invoice.minorDigits)} ${invoice.currency} of invoice ${invoice.number} is left to pay. Record that much and return the rest.`,
    );
}

function minorOf(amount: string, { minorDigits, currency }: InvoiceRow): number {
  const minor = decimal(amount).shiftedBy(minorDigits);
  if (!minor.isInteger() || !minor.isGreaterThan(0) || !Number.isSafeInteger(minor.toNumber()))
    throw new Invalid(
      "amount_invalid",
      `Give an amount above zero with at most ${minorDigits} decimals of ${currency}.`,
    );
  return minor.toNumber();
}

/** Its page asks for the whole amount, of which a part has come another way. */
async function withdrawLink(tx: Transaction, invoice: InvoiceRow): Promise<InvoiceRow> {
  await tx
    .update(invoices)
    .set({ paymentUrl: null })
    .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)));
  return { ...invoice, paymentUrl: null };
}
