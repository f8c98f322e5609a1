import type Stripe from "stripe";
import type { invoiceLines } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import type { InvoiceRow } from "#lib/billing/payments/invoice-row.ts";
import { note } from "#lib/billing/payments/move-invoice.ts";
import { AppError } from "#lib/errors.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { toStripeAmount } from "./amounts.ts";

export type InvoiceLine = typeof invoiceLines.$inferSelect;
/** An invoice of ours that has one at Stripe. */
export type InvoiceAtStripe = InvoiceRow & { stripeInvoiceId: string };

/** The two sides do not agree on an amount: nothing was sent or charged, and what is at Stripe is left for an operator to see. */
export class StripeAmountMismatch extends AppError {
  constructor(invoice: InvoiceRow, difference: string, advice: string) {
    super(
      409,
      "stripe_amount_mismatch",
      `Invoice ${invoice.number} differs at Stripe: ${difference}. ${advice}`,
    );
  }
}

/** The lines at Stripe by our position; one that is not ours stands under its own id. */
export async function linesThere(stripe: Stripe, invoice: { stripeInvoiceId: string }) {
  const found = new Map<string, Stripe.InvoiceLineItem>();
  for await (const line of stripe.invoices.listLineItems(invoice.stripeInvoiceId, { limit: 100 })) {
    const position = line.metadata.position;
    found.set(position !== undefined && !found.has(position) ? position : line.id, line);
  }
  return found;
}

/**
 * Compares both sides to the minor unit: total, currency, customer, number of lines, and each line. Throws
 * `StripeAmountMismatch` after it is noted on the timeline.
 */
export async function compareAmounts(
  stripe: Stripe,
  invoice: InvoiceAtStripe,
  lines: InvoiceLine[],
  customer: string,
): Promise<void> {
  const there = await stripe.invoices.retrieve(invoice.stripeInvoiceId);
  const difference =
    differenceOfInvoices(invoice, there, customer) ??
    differenceOfLines(invoice, lines, await linesThere(stripe, invoice));
  if (!difference) return;
  const discard = there.status === "draft" ? "Delete the draft" : "Void";
  throw await mismatch(invoice, difference, `${discard} ${there.id} there and send the invoice again.`);
}

/** Notes that the two sides differ on the timeline; the error to throw. */
export async function mismatch(
  invoice: InvoiceAtStripe,
  difference: string,
  advice: string,
): Promise<StripeAmountMismatch> {
  const { stripeInvoiceId: id } = invoice;
  await withSystem((tx) =>
    note(tx, invoice, {
      kind: "note",
      dedupeKey: `stripe-mismatch:${id}:${difference}`,
      detail: { stripe_invoice: id, difference },
    }),
  );
  return new StripeAmountMismatch(invoice, difference, advice);
}

function differenceOfInvoices(invoice: InvoiceRow, there: Stripe.Invoice, customer: string): string | null {
  const total = toStripeAmount(invoice.totalMinor, invoice);
  if (there.total !== total) return keptText("stripe_total", { there: there.total, here: total });
  if (there.currency !== invoice.currency.toLowerCase())
    return keptText("stripe_currency", { there: there.currency, here: invoice.currency });
  // A final one keeps its customer, also where the organisation has got another since.
  if (there.status !== "draft") return null;
  const theirs = typeof there.customer === "string" ? there.customer : there.customer?.id;
  return theirs === customer ? null : keptText("stripe_customer", { there: String(theirs), here: customer });
}

function differenceOfLines(
  invoice: InvoiceRow,
  lines: InvoiceLine[],
  there: Map<string, Stripe.InvoiceLineItem>,
): string | null {
  if (there.size !== lines.length) return keptText("stripe_lines", { there: there.size, here: lines.length });
  for (const line of lines) {
    const amount = toStripeAmount(line.amountMinor, invoice);
    const theirs = there.get(String(line.position))?.amount;
    if (theirs !== amount)
      return keptText("stripe_line", { line: line.position, there: theirs ?? "–", here: amount });
  }
  return null;
}
