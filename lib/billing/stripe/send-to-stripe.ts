import { and, eq, isNull, notInArray } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, invoiceLines, invoices } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { type InvoiceRow, lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { note } from "#lib/billing/payments/move-invoice.ts";
import { day } from "#lib/billing/payments/suspension.ts";
import { AppError } from "#lib/errors.ts";
import { toStripeAmount } from "./amounts.ts";
import { creditAtStripe } from "./credit-at-stripe.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { exactlyOnce, orNull } from "./exactly-once.ts";

type Line = typeof invoiceLines.$inferSelect;

/** The two sides do not agree on an amount: nothing was sent, and the draft at Stripe is left for an operator to see. */
export class StripeAmountMismatch extends AppError {
  constructor(invoice: InvoiceRow, difference: string) {
    super(
      409,
      "stripe_amount_mismatch",
      `Invoice ${invoice.number} differs at Stripe: ${difference}. Delete the draft ${invoice.stripeInvoiceId} there and send the invoice again.`,
    );
  }
}

export interface SentToStripe {
  stripeInvoiceId: string;
  paymentUrl: string | null;
  /** The address that Stripe mails the invoice to; null where it charges the card and mails nothing. */
  mailedTo: string | null;
}

/**
 * Brings a final invoice to Stripe and makes it payable there: invoice, one item per line, both sides compared to the
 * minor unit, finalised, and mailed by Stripe or, with a card on file, charged to it. Repeated after any failure it goes
 * on where it stopped and makes nothing twice. Throws `StripeAmountMismatch`, `AmountNotPayable`, and Stripe's errors.
 */
export async function sendToStripe(
  stripe: Stripe,
  invoiceId: string,
  now = new Date(),
): Promise<SentToStripe> {
  const { invoice, lines, hasCard } = await read(invoiceId);
  const customer = await ensureCustomer(stripe, invoice.tenantId);
  let there = await ensureInvoice(stripe, invoice, { customer, hasCard, now });
  const known = { ...invoice, stripeInvoiceId: there.id };
  if (there.status === "draft") {
    await ensureItems(stripe, known, lines, customer);
    await compare(stripe, known, lines, customer);
    there = await finalise(stripe, there);
    for (const id of await creditNotesOf(invoice)) await creditAtStripe(stripe, id);
  }
  const byMail = there.collection_method === "send_invoice";
  if (there.status === "open" && byMail)
    there = await exactlyOnce(
      `stripe-invoice-${there.id}-send`,
      async () => null,
      (idempotencyKey) => stripe.invoices.sendInvoice(there.id, {}, { idempotencyKey }),
    );
  return {
    stripeInvoiceId: there.id,
    paymentUrl: there.hosted_invoice_url ?? null,
    mailedTo: byMail ? there.customer_email : null,
  };
}

async function read(invoiceId: string) {
  return withSystem(async (tx) => {
    const invoice = await lockInvoice(tx, invoiceId);
    const lines = await tx
      .select()
      .from(invoiceLines)
      .where(and(eq(invoiceLines.tenantId, invoice.tenantId), eq(invoiceLines.invoiceId, invoice.id)))
      .orderBy(invoiceLines.position);
    const [account] = await tx
      .select({ card: billingAccounts.cardLast4 })
      .from(billingAccounts)
      .where(eq(billingAccounts.tenantId, invoice.tenantId));
    return { invoice, lines, hasCard: Boolean(account?.card) };
  });
}

async function ensureInvoice(
  stripe: Stripe,
  invoice: InvoiceRow,
  { customer, hasCard, now }: { customer: string; hasCard: boolean; now: Date },
): Promise<Stripe.Invoice> {
  const former = invoice.stripeInvoiceId;
  const present = former ? await orNull(stripe.invoices.retrieve(former)) : null;
  if (present) return present;
  // A draft that an operator deleted there must not come back as the answer to its own key.
  const generation = former ? `-after-${former}` : "";
  const made = await exactlyOnce(
    `invoice-${invoice.id}-create${generation}`,
    () => findInvoice(stripe, invoice, customer),
    (idempotencyKey) =>
      stripe.invoices.create(
        {
          customer,
          auto_advance: false,
          currency: invoice.currency.toLowerCase(),
          // What else waits on the customer is none of this invoice's.
          pending_invoice_items_behavior: "exclude",
          ...(hasCard
            ? { collection_method: "charge_automatically" }
            : { collection_method: "send_invoice", days_until_due: daysLeft(invoice, now) }),
          ...(invoice.number ? { custom_fields: [{ name: "Invoice", value: invoice.number }] } : {}),
          metadata: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
        },
        { idempotencyKey },
      ),
  );
  await withSystem((tx) => keepId(tx, invoice, made.id));
  return made;
}

/** One that an earlier attempt made and of which no answer came, or whose key has run out. */
async function findInvoice(stripe: Stripe, invoice: InvoiceRow, customer: string) {
  for await (const candidate of stripe.invoices.list({ customer, limit: 100 }))
    if (candidate.metadata?.invoice_id === invoice.id && candidate.status !== "void") return candidate;
  return null;
}

async function keepId(tx: Transaction, invoice: InvoiceRow, stripeInvoiceId: string): Promise<void> {
  await tx
    .update(invoices)
    .set({ stripeInvoiceId })
    .where(
      and(
        eq(invoices.tenantId, invoice.tenantId),
        eq(invoices.id, invoice.id),
        invoice.stripeInvoiceId === null
          ? isNull(invoices.stripeInvoiceId)
          : eq(invoices.stripeInvoiceId, invoice.stripeInvoiceId),
      ),
    );
}

async function ensureItems(
  stripe: Stripe,
  invoice: InvoiceRow & { stripeInvoiceId: string },
  lines: Line[],
  customer: string,
): Promise<void> {
  for (const line of lines) {
    await exactlyOnce<unknown>(
      `stripe-invoice-${invoice.stripeInvoiceId}-line-${line.position}`,
      async () => (await linesThere(stripe, invoice)).get(String(line.position)) ?? null,
      (idempotencyKey) =>
        stripe.invoiceItems.create(
          {
            customer,
            invoice: invoice.stripeInvoiceId,
            amount: toStripeAmount(line.amountMinor, invoice),
            currency: invoice.currency.toLowerCase(),
            description: line.description,
            metadata: { position: String(line.position) },
          },
          { idempotencyKey },
        ),
    );
  }
}

/** The lines at Stripe by our position; one that is not ours stands under its own id. */
async function linesThere(stripe: Stripe, invoice: { stripeInvoiceId: string }) {
  const found = new Map<string, Stripe.InvoiceLineItem>();
  for await (const line of stripe.invoices.listLineItems(invoice.stripeInvoiceId, { limit: 100 })) {
    const position = line.metadata.position;
    found.set(position !== undefined && !found.has(position) ? position : line.id, line);
  }
  return found;
}

async function compare(
  stripe: Stripe,
  invoice: InvoiceRow & { stripeInvoiceId: string },
  lines: Line[],
  customer: string,
): Promise<void> {
  const there = await stripe.invoices.retrieve(invoice.stripeInvoiceId);
  const difference =
    differenceOfInvoices(invoice, there, customer) ??
    differenceOfLines(invoice, lines, await linesThere(stripe, invoice));
  if (!difference) return;
  await withSystem((tx) =>
    note(tx, invoice, {
      kind: "note",
      dedupeKey: `stripe-mismatch:${there.id}:${difference}`,
      detail: { stripe_invoice: there.id, difference },
    }),
  );
  throw new StripeAmountMismatch(invoice, difference);
}

function differenceOfInvoices(invoice: InvoiceRow, there: Stripe.Invoice, customer: string): string | null {
  const total = toStripeAmount(invoice.totalMinor, invoice);
  if (there.total !== total) return `the total is ${there.total} there and ${total} here`;
  if (there.currency !== invoice.currency.toLowerCase())
    return `the currency is ${there.currency} there and ${invoice.currency} here`;
  const theirs = typeof there.customer === "string" ? there.customer : there.customer?.id;
  return theirs === customer ? null : `the customer is ${theirs} there and ${customer} here`;
}

function differenceOfLines(
  invoice: InvoiceRow,
  lines: Line[],
  there: Map<string, Stripe.InvoiceLineItem>,
): string | null {
  if (there.size !== lines.length) return `it has ${there.size} lines there and ${lines.length} here`;
  for (const line of lines) {
    const amount = toStripeAmount(line.amountMinor, invoice);
    const theirs = there.get(String(line.position))?.amount;
    if (theirs !== amount) return `line ${line.position} is ${theirs ?? "missing"} there and ${amount} here`;
  }
  return null;
}

/** Notes that were written while it was on its way here. */
async function creditNotesOf(invoice: InvoiceRow): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, invoice.tenantId),
          eq(invoices.correctsId, invoice.id),
          notInArray(invoices.status, ["draft", "void"]),
        ),
      ),
  );
  return rows.map(({ id }) => id);
}

/** Charging a card and trying it again is Stripe's to do, so there, and only there, it goes on by itself. */
function finalise(stripe: Stripe, draft: Stripe.Invoice): Promise<Stripe.Invoice> {
  return exactlyOnce(
    `stripe-invoice-${draft.id}-finalise`,
    async () => {
      const now = await stripe.invoices.retrieve(draft.id);
      return now.status === "draft" ? null : now;
    },
    (idempotencyKey) =>
      stripe.invoices.finalizeInvoice(
        draft.id,
        { auto_advance: draft.collection_method === "charge_automatically" },
        { idempotencyKey },
      ),
  );
}

function daysLeft(invoice: InvoiceRow, now: Date): number {
  if (!invoice.dueDate) return 30;
  return Math.max(0, (Date.parse(invoice.dueDate) - Date.parse(day(now))) / 86_400_000);
}
