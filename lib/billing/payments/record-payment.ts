import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { payments } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { toStripeAmount } from "#lib/billing/stripe/amounts.ts";
import { stripeClient, whileWaiting } from "#lib/billing/stripe/client.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { AppError, Conflict, Invalid } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { type InvoiceRow, lockInvoice } from "./invoice-row.ts";
import { announce, announcedPayments } from "./other-payments.ts";
import { type InvoiceStateView, presentState } from "./present-state.ts";
import { enterAndSettle, recordAnnounced, whyNotTaken } from "./record-announced.ts";

/** `amount` in the invoice's currency, as decimal text; `reference` names the payment, such as the bank's own number. */
export const RecordPayment = z.strictObject({
  amount: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, "Write the amount as decimal text such as 108.90."),
  reference: z.string().trim().min(1, "Give the payment's reference.").max(200),
  received_at: z.iso.datetime({ offset: true }).optional(),
});

/**
 * An operator records money that came by another way than the card. The invoice is paid when its payments reach what is
 * due. One that is at Stripe is told there first, so that a card on file pays the rest only; where Stripe does not answer,
 * the payment is kept and a job records it. The same reference and amount again changes nothing. Throws `Conflict` for a
 * payment that is more than what is left, and for an invoice that takes none; `AppError` 503 `stripe_unavailable`.
 */
export async function recordPayment(
  invoiceId: string,
  input: z.output<typeof RecordPayment>,
  now = new Date(),
  stripe = stripeClient(),
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof InvoiceStateView>> {
  const waiting = await withSystem((tx) =>
    begin(tx, invoiceId, input, { now, atStripe: stripe !== null, by }),
  );
  if (waiting)
    await whileWaiting(() => recordAnnounced(stripe, invoiceId, waiting, by)).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "stripe_unavailable") throw keptForLater();
      throw error;
    });
  return withSystem(async (tx) => presentState(tx, await lockInvoice(tx, invoiceId)));
}

/** Records what Stripe need not know of. Else announces the payment, with its job, and gives its id. */
async function begin(
  tx: Transaction,
  invoiceId: string,
  input: z.output<typeof RecordPayment>,
  { now, atStripe, by }: { now: Date; atStripe: boolean; by: OperatorCtx },
): Promise<string | null> {
  const invoice = await lockInvoice(tx, invoiceId);
  const amountMinor = minorOf(input.amount, invoice);
  const { reference } = input;
  const receivedAt = input.received_at ? new Date(input.received_at) : now;
  if (receivedAt > now)
    throw new Invalid("received_at_invalid", "The payment cannot have come in the future. Check its date.");
  if (await isRecorded(tx, invoice, reference, amountMinor)) return null;
  const same = (await announcedPayments(tx, invoice)).find((other) => other.reference === reference);
  if (same && same.amountMinor !== amountMinor) throw referenceUsed(reference);
  if (same) return same.id;
  const payment = { id: randomUUID(), amountMinor, reference, receivedAt, since: now };
  const refusal = await whyNotTaken(tx, invoice, payment);
  if (refusal) throw refusal;
  // One that is on its way to Stripe, but has no id there yet, is told of it once it is there (send-to-stripe.ts).
  if (!atStripe || !invoice.stripeInvoiceId) {
    await enterAndSettle(tx, invoice, payment, "unasked", by);
    return null;
  }
  toStripeAmount(amountMinor, invoice);
  await announce(tx, invoice, payment);
  const { amount } = input;
  const detail = { invoice: invoiceId, number: invoice.number, amount, reference };
  await recordDeed(tx, by, "payment.announced", detail, invoice.tenantId);
  await emit(tx, {
    name: "invoice/settled",
    data: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
  });
  return payment.id;
}

async function isRecorded(tx: Transaction, invoice: InvoiceRow, reference: string, amountMinor: number) {
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
  throw referenceUsed(reference);
}

const referenceUsed = (reference: string) =>
  new Conflict(
    "payment_reference_used",
    `The reference ${reference} stands for another payment of this invoice. Give this one its own.`,
  );

const keptForLater = () =>
  new AppError(
    503,
    "stripe_unavailable",
    "The payment provider does not answer at the moment. The payment is kept and will be recorded as soon as it does; recording it again changes nothing.",
  );

function minorOf(amount: string, { minorDigits, currency }: InvoiceRow): number {
  const minor = decimal(amount).shiftedBy(minorDigits);
  if (!minor.isInteger() || !minor.isGreaterThan(0) || !Number.isSafeInteger(minor.toNumber()))
    throw new Invalid(
      "amount_invalid",
      `Give an amount above zero with at most ${minorDigits} decimals of ${currency}.`,
    );
  return minor.toNumber();
}
