import { and, eq, isNull, notInArray } from "drizzle-orm";
import type Stripe from "stripe";
import type { Transaction } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { lineWords, titleOf } from "#lib/billing/invoice-words.ts";
import { amountDue, type InvoiceRow, lockInvoice } from "#lib/billing/payments/invoice-row.ts";
import { otherPayments } from "#lib/billing/payments/other-payments.ts";
import { day } from "#lib/billing/payments/suspension.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { toStripeAmount } from "./amounts.ts";
import { attachPayment } from "./attach-payment.ts";
import {
  compareAmounts,
  type InvoiceAtStripe,
  type InvoiceLine,
  linesThere,
  mismatch,
} from "./compare-amounts.ts";
import { creditAtStripe } from "./credit-at-stripe.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { exactlyOnce, orNull } from "./exactly-once.ts";

export interface SentToStripe {
  stripeInvoiceId: string;
  paymentUrl: string | null;
  /** The address that Stripe mails the invoice to; null where it charges the card and mails nothing. */
  mailedTo: string | null;
}

/**
 * Brings a final invoice to Stripe and makes it payable there: invoice, one item per line, both sides compared to the
 * minor unit, finalised, lessened by what was credited or paid by another way, and then mailed by Stripe or, with a card
 * on file, charged to it. Repeated after any failure it goes on where it stopped and makes nothing twice. Throws
 * `StripeAmountMismatch`, `AmountNotPayable`, and Stripe's errors.
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
  if (there.status === "draft") await ensureItems(stripe, known, lines, customer);
  // Also one that is no draft any more: somebody may have made it final there.
  await compareAmounts(stripe, known, lines, customer);
  if (there.status === "draft") there = await finalise(stripe, there);
  if (there.status === "open") there = await lessen(stripe, known);
  const byMail = there.collection_method === "send_invoice";
  if (there.status === "open" && !byMail) there = await collect(stripe, there);
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
  if (present && !isDiscarded(present, invoice)) return present;
  // One that an operator discarded there must not come back as the answer to its own key.
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
          ...(invoice.number ? { custom_fields: [{ name: titleOf(invoice), value: invoice.number }] } : {}),
          metadata: { tenant_id: invoice.tenantId, invoice_id: invoice.id },
        },
        { idempotencyKey },
      ),
  );
  await withSystem((tx) => keepId(tx, invoice, made.id));
  return made;
}

/** Void because it differed. One that was void over the right amount is to be void here too, as its event will say. */
function isDiscarded(there: Stripe.Invoice, invoice: InvoiceRow): boolean {
  return there.status === "void" && there.total !== toStripeAmount(invoice.totalMinor, invoice);
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
  invoice: InvoiceAtStripe,
  lines: InvoiceLine[],
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
            description: lineWords(line.description, invoice.locale),
            metadata: { position: String(line.position) },
          },
          { idempotencyKey },
        ),
    );
  }
}

/**
 * Takes what was credited or paid by another way before Stripe could be told off the open invoice, before anything is
 * collected. Read after it is final there: what comes from now on finds it open and tells Stripe itself.
 */
async function lessen(stripe: Stripe, invoice: InvoiceAtStripe): Promise<Stripe.Invoice> {
  const { credits, payments, left } = await withSystem(async (tx) => {
    const now = await lockInvoice(tx, invoice.id);
    const payments = await otherPayments(tx, now);
    const paid = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return { credits: await creditNotesOf(tx, now), payments, left: (await amountDue(tx, now)) - paid };
  });
  for (const id of credits) await creditAtStripe(stripe, id);
  for (const payment of payments) await attachPayment(stripe, invoice, payment);
  const there = await stripe.invoices.retrieve(invoice.stripeInvoiceId);
  // Invoices that were too small to be charged are owed on the customer's balance there, and asked for with this one.
  const carried = Math.max(0, there.starting_balance - (there.ending_balance ?? 0));
  const rest = toStripeAmount(Math.max(0, left), invoice) + carried;
  if (there.status === "open" && there.amount_remaining > rest)
    throw await mismatch(
      invoice,
      keptText("stripe_left", { there: there.amount_remaining, here: rest }),
      "Look at its payments and credit notes there, then send the invoice again.",
    );
  return there;
}

async function creditNotesOf(tx: Transaction, invoice: InvoiceRow): Promise<string[]> {
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, invoice.tenantId),
        eq(invoices.correctsId, invoice.id),
        notInArray(invoices.status, ["draft", "void"]),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Charging a card and trying it again is Stripe's to do, so there, and only there, it goes on by itself from here. */
function collect(stripe: Stripe, open: Stripe.Invoice): Promise<Stripe.Invoice> {
  return exactlyOnce(
    `stripe-invoice-${open.id}-collect`,
    async () => {
      const now = await stripe.invoices.retrieve(open.id);
      return now.status !== "open" || now.auto_advance ? now : null;
    },
    (idempotencyKey) => stripe.invoices.update(open.id, { auto_advance: true }, { idempotencyKey }),
  );
}

/** Not collected by itself yet: what was paid by another way is taken off first. */
function finalise(stripe: Stripe, draft: Stripe.Invoice): Promise<Stripe.Invoice> {
  return exactlyOnce(
    `stripe-invoice-${draft.id}-finalise`,
    async () => {
      const now = await stripe.invoices.retrieve(draft.id);
      return now.status === "draft" ? null : now;
    },
    (idempotencyKey) =>
      stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false }, { idempotencyKey }),
  );
}

function daysLeft(invoice: InvoiceRow, now: Date): number {
  if (!invoice.dueDate) return 30;
  return Math.max(0, (Date.parse(invoice.dueDate) - Date.parse(day(now))) / 86_400_000);
}
