import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { invoices, payments } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { type Attached, attachPayment } from "#lib/billing/stripe/attach-payment.ts";
import { AppError, Conflict } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { amountDue, type InvoiceRow, lockInvoice } from "./invoice-row.ts";
import { announcedPayments, enterPayment, type OtherPayment, refusePayment } from "./other-payments.ts";
import { settlePayments } from "./settle-payments.ts";

/**
 * Records an announced payment: at Stripe first, so that no more than the rest is collected from then on, then in the
 * books. Repeated after any failure it goes on where it stopped. One that Stripe's invoice takes no more is refused for
 * good, with the reason on the timeline: throws that `AppError`. Throws Stripe's errors, after which it still waits. `by`
 * is unknown where a job goes on with it; who announced it stands in the operators' log.
 */
export async function recordAnnounced(
  stripe: Stripe | null,
  invoiceId: string,
  paymentId: string,
  by: OperatorCtx = COMMAND,
): Promise<InvoiceRow> {
  const { invoice, payment } = await withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    const waiting = await announcedPayments(tx, invoice);
    return { invoice, payment: waiting.find(({ id }) => id === paymentId) };
  });
  if (!payment) return recorded(invoiceId, paymentId);
  let attached: Attached;
  try {
    attached = stripe ? await attachPayment(stripe, invoice, payment) : "unasked";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await withSystem((tx) => refusePayment(tx, invoice, payment, error.message));
    throw error;
  }
  const refusal = await withSystem(async (tx) => {
    const now = await lockInvoice(tx, invoiceId);
    // Stripe has counted it: it is a fact. Else the books decide, which may have moved on.
    const reason = attached === "attached" ? null : await whyNotTaken(tx, now, payment);
    if (reason) await refusePayment(tx, now, payment, reason.message);
    else await enterAndSettle(tx, now, payment, attached, by);
    return reason;
  });
  if (refusal) throw refusal;
  return recorded(invoiceId, paymentId);
}

/** All of the invoice's announced payments, as a job: those that are refused have their reason on the timeline. */
export async function recordAllAnnounced(stripe: Stripe | null, invoiceId: string): Promise<void> {
  const waiting = await withSystem(async (tx) => announcedPayments(tx, await lockInvoice(tx, invoiceId)));
  for (const { id } of waiting)
    await recordAnnounced(stripe, invoiceId, id).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
}

/** Into the books, in the caller's transaction on a locked invoice, with what follows from it. */
export async function enterAndSettle(
  tx: Transaction,
  invoice: InvoiceRow,
  payment: OtherPayment,
  attached: Attached,
  by: OperatorCtx,
): Promise<void> {
  await enterPayment(tx, invoice, payment, by);
  const state = await settlePayments(tx, invoice, payment.receivedAt);
  if (state.status === "paid")
    await emit(tx, {
      name: "invoice/settled",
      data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
    });
  // Stripe does not know of the part, so its page asks for too much.
  else if (attached === "unasked" && state.paymentUrl)
    await tx
      .update(invoices)
      .set({ paymentUrl: null })
      .where(and(eq(invoices.tenantId, invoice.tenantId), eq(invoices.id, invoice.id)));
}

/** Why an invoice takes no such payment; null where it does. What is on its way counts as come, but for the payment itself. */
export async function whyNotTaken(
  tx: Transaction,
  invoice: InvoiceRow,
  payment: OtherPayment,
): Promise<Conflict | null> {
  const { status, number, minorDigits, currency } = invoice;
  if (status === "draft")
    return new Conflict(
      "invoice_not_final",
      "The invoice is a draft. Make it final before payments come in.",
    );
  if (status === "void" || status === "paid")
    return new Conflict(
      `invoice_${status}`,
      `Invoice ${number} is ${status}: there is nothing to pay. Check the invoice's number.`,
    );
  const coming = (await announcedPayments(tx, invoice))
    .filter(({ id }) => id !== payment.id)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const left = Math.max(0, (await amountDue(tx, invoice)) - invoice.paidMinor - coming);
  if (payment.amountMinor <= left) return null;
  return new Conflict(
    "payment_too_large",
    `Only ${minorToDecimal(left, minorDigits)} ${currency} of invoice ${number} is left to pay. Record that much and return the rest.`,
  );
}

/** The invoice with the payment in it; throws `Conflict` for a payment that was refused in the meantime. */
function recorded(invoiceId: string, paymentId: string): Promise<InvoiceRow> {
  return withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    const [present] = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.tenantId, invoice.tenantId), eq(payments.id, paymentId)));
    if (present) return invoice;
    throw new Conflict(
      "payment_refused",
      "The payment was refused in the meantime; the invoice's timeline says why.",
    );
  });
}
