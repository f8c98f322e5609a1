import type Stripe from "stripe";
import { type Books, find, paged } from "./books.ts";
import { Failure, unusable } from "./failure.ts";
import {
  newCharge,
  newCreditNote,
  newInvoice,
  newInvoicePayment,
  newItem,
  newLine,
  type WireInvoice,
} from "./objects.ts";
import { creditOffStripe } from "./records.ts";
import type { Values } from "./shape.ts";

/** Less than this is carried over on the customer's balance instead of being charged, in minor units of USD. */
const SMALLEST_CHARGE = 50;

export function createInvoice(books: Books, params: Values): WireInvoice {
  const customer = find(books.customers, "customer", textOf(params.customer), "customer");
  const method = textOf(params.collection_method) ?? "charge_automatically";
  const days = numberOf(params.days_until_due);
  if (method === "send_invoice" && days === undefined)
    throw unusable(
      "If `collection_method` is `send_invoice`, `days_until_due` or `due_date` must be set.",
      "days_until_due",
      "parameter_missing",
    );
  if (method !== "send_invoice" && days !== undefined)
    throw unusable("`days_until_due` is only for `send_invoice`.", "days_until_due");
  const created = books.now();
  const invoice = newInvoice(books.id("in"), customer, {
    auto_advance: params.auto_advance === true,
    collection_method: method === "send_invoice" ? "send_invoice" : "charge_automatically",
    created,
    currency: textOf(params.currency) ?? customer.currency ?? "usd",
    custom_fields: fieldsOf(params.custom_fields),
    description: textOf(params.description) ?? null,
    due_date: days === undefined ? null : created + days * 86_400,
    metadata: metadataOf(params.metadata),
  });
  books.invoices.set(invoice.id, invoice);
  books.emit("invoice.created", invoice);
  return invoice;
}

export function createItem(books: Books, params: Values) {
  const customer = find(books.customers, "customer", textOf(params.customer), "customer");
  const amount = numberOf(params.amount);
  const currency = textOf(params.currency);
  if (amount === undefined) throw unusable("Missing required param: amount.", "amount", "parameter_missing");
  if (!currency) throw unusable("Missing required param: currency.", "currency", "parameter_missing");
  const invoiceId = textOf(params.invoice);
  const invoice = invoiceId === undefined ? null : find(books.invoices, "invoice", invoiceId, "invoice");
  if (invoice && invoice.status !== "draft")
    throw unusable("This invoice is no longer editable.", "invoice", "invoice_not_editable");
  if (invoice && invoice.customer !== customer.id)
    throw unusable("The invoice belongs to another customer.", "invoice");
  if (invoice && invoice.currency !== currency)
    throw unusable("The currency of the item is not the invoice's.", "currency");
  const given = {
    amount,
    currency,
    customer: customer.id,
    description: textOf(params.description) ?? null,
    invoice: invoice?.id ?? null,
    metadata: metadataOf(params.metadata),
    at: books.now(),
  };
  const item = newItem(books.id("ii"), given);
  books.items.set(item.id, item);
  if (invoice) {
    invoice.lines.data.push(newLine(books.id("il"), given));
    total(invoice);
  }
  return item;
}

export function finalize(books: Books, invoice: WireInvoice, params: Values): WireInvoice {
  if (invoice.status !== "draft")
    throw unusable(
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
      null,
      "invoice_not_editable",
    );
  const customer = find(books.customers, "customer", customerOf(invoice), "customer");
  const sequence = customer.next_invoice_sequence ?? 1;
  customer.next_invoice_sequence = sequence + 1;
  customer.currency ??= invoice.currency;
  invoice.status = "open";
  invoice.auto_advance = params.auto_advance === true;
  invoice.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`;
  invoice.effective_at = books.now();
  invoice.hosted_invoice_url = `${books.base}/pay/${invoice.id}`;
  invoice.invoice_pdf = `${invoice.hosted_invoice_url}/pdf`;
  invoice.status_transitions.finalized_at = books.now();
  // What the customer owes is asked for with it, and what they are owed is taken off.
  const asked = invoice.total + customer.balance;
  const tooSmall = asked <= 0 || (invoice.currency === "usd" && asked < SMALLEST_CHARGE);
  invoice.starting_balance = customer.balance;
  customer.balance = tooSmall ? asked : 0;
  invoice.ending_balance = customer.balance;
  invoice.amount_due = tooSmall ? 0 : asked;
  invoice.amount_remaining = invoice.amount_due;
  books.emit("invoice.finalized", invoice);
  if (tooSmall) {
    paid(books, invoice, 0);
  } else if (books.collectsAtOnce) collect(books, invoice);
  return invoice;
}

/** Of a final invoice the double lets automatic collection be turned on and off; amounts are never editable there. */
export function updateInvoice(books: Books, invoice: WireInvoice, params: Values): WireInvoice {
  if (invoice.status !== "draft" && invoice.status !== "open")
    throw unusable(`This invoice is ${invoice.status} and can't be updated.`, null, "invoice_not_editable");
  if (typeof params.auto_advance === "boolean") invoice.auto_advance = params.auto_advance;
  if (!invoice.auto_advance) invoice.next_payment_attempt = null;
  books.emit("invoice.updated", invoice);
  if (books.collectsAtOnce && !invoice.attempted) collect(books, invoice);
  return invoice;
}

/** An attempt of automatic collection, where it is on. */
export function collect(books: Books, invoice: WireInvoice): void {
  if (
    invoice.status === "open" &&
    invoice.auto_advance &&
    invoice.collection_method === "charge_automatically"
  )
    charge(books, invoice, { automatic: true });
}

export function send(books: Books, invoice: WireInvoice): WireInvoice {
  if (invoice.collection_method !== "send_invoice")
    throw unusable("You can only manually send an invoice whose collection method is `send_invoice`.");
  if (invoice.status !== "open")
    throw unusable(`This invoice is ${invoice.status} and can't be sent.`, null, "invoice_not_editable");
  books.emit("invoice.sent", invoice);
  return invoice;
}

export function pay(books: Books, invoice: WireInvoice, params: Values): WireInvoice {
  payable(invoice);
  if (params.paid_out_of_band === true) {
    creditOffStripe(books, invoice, books.id("pr"), invoice.amount_remaining);
    return settle(books, invoice, invoice.amount_remaining);
  }
  if (!charge(books, invoice, { card: textOf(params.payment_method) }))
    throw new Failure(402, "Your card was declined.", { type: "card_error", code: "card_declined" });
  return invoice;
}

export function voidInvoice(books: Books, invoice: WireInvoice): WireInvoice {
  if (invoice.status !== "open" && invoice.status !== "uncollectible")
    throw unusable(
      `You can only void an open or uncollectible invoice. This one is ${invoice.status}.`,
      null,
      "invoice_not_editable",
    );
  if (paymentsOf(books, invoice).length > 0)
    throw unusable("You can't void an invoice that has payments.", null, "invoice_not_editable");
  invoice.status = "void";
  invoice.auto_advance = false;
  invoice.status_transitions.voided_at = books.now();
  books.emit("invoice.voided", invoice);
  return invoice;
}

export function markUncollectible(books: Books, invoice: WireInvoice): WireInvoice {
  if (invoice.status !== "open")
    throw unusable(
      `You can only give up an open invoice. This one is ${invoice.status}.`,
      null,
      "invoice_not_editable",
    );
  invoice.status = "uncollectible";
  invoice.auto_advance = false;
  invoice.status_transitions.marked_uncollectible_at = books.now();
  books.emit("invoice.marked_uncollectible", invoice);
  return invoice;
}

export function deleteDraft(books: Books, invoice: WireInvoice): Stripe.DeletedInvoice {
  if (invoice.status !== "draft")
    throw unusable("You can only delete draft invoices.", null, "invoice_not_editable");
  books.invoices.delete(invoice.id);
  for (const item of books.items.values()) if (item.invoice === invoice.id) books.items.delete(item.id);
  return { id: invoice.id, object: "invoice", deleted: true };
}

export function createCreditNote(books: Books, params: Values): Stripe.CreditNote {
  const invoice = find(books.invoices, "invoice", textOf(params.invoice), "invoice");
  const amount = numberOf(params.amount);
  if (amount === undefined)
    throw unusable("One of amount, lines, or shipping_cost must be provided.", "amount");
  if (invoice.status !== "open")
    throw unusable(`The double credits open invoices only. This one is ${invoice.status}.`, "invoice");
  if (amount > invoice.amount_remaining)
    throw unusable(`The credit note is larger than what remains (${invoice.amount_remaining}).`, "amount");
  const note = newCreditNote(books.id("cn"), invoice, {
    amount,
    created: books.now(),
    memo: textOf(params.memo) ?? null,
    metadata: metadataOf(params.metadata),
  });
  books.creditNotes.set(note.id, note);
  invoice.pre_payment_credit_notes_amount += amount;
  invoice.amount_due -= amount;
  invoice.amount_remaining -= amount;
  books.emit("credit_note.created", note);
  if (invoice.amount_remaining === 0) paid(books, invoice, 0);
  return note;
}

/**
 * Charges what remains to a card of the customer's, or to the given one; false when it is declined. After the first
 * attempt only automatic ones are counted.
 */
export function charge(
  books: Books,
  invoice: WireInvoice,
  { card, automatic = false }: { card?: string | undefined; automatic?: boolean } = {},
): boolean {
  payable(invoice);
  const customer = find(books.customers, "customer", customerOf(invoice), "customer");
  const method = card ?? idOf(customer.invoice_settings.default_payment_method);
  invoice.attempted = true;
  if (automatic || invoice.attempt_count === 0) invoice.attempt_count += 1;
  const last4 = method ? books.cards.get(method)?.card?.last4 : undefined;
  if (!method || last4 === undefined || last4 === DECLINED) {
    invoice.next_payment_attempt = invoice.auto_advance ? books.now() + 3 * 86_400 : null;
    books.emit("invoice.payment_failed", invoice);
    return false;
  }
  const amount = invoice.amount_remaining;
  const paymentIntent = books.id("pi");
  const made = newCharge(books.id("ch"), {
    amount,
    created: books.now(),
    currency: invoice.currency,
    customer: customer.id,
    payment_intent: paymentIntent,
    payment_method: method,
  });
  books.charges.set(made.id, made);
  const allocated = newInvoicePayment(books.id("inpay"), invoice, {
    amount,
    payment: { type: "payment_intent", payment_intent: paymentIntent },
    at: books.now(),
  });
  books.invoicePayments.set(allocated.id, allocated);
  books.emit("invoice_payment.paid", allocated);
  settle(books, invoice, amount);
  return true;
}

/** A card that ends so is always declined. */
export const DECLINED = "0341";

export function listInvoices(books: Books, params: Values) {
  const all = [...books.invoices.values()]
    .filter(
      ({ customer, status }) =>
        (params.customer === undefined || customer === params.customer) &&
        (params.status === undefined || status === params.status),
    )
    .reverse();
  return paged("/v1/invoices", all, params);
}

function payable(invoice: WireInvoice): void {
  if (invoice.status === "paid") throw unusable("Invoice is already paid", null, "invoice_already_paid");
  if (invoice.status !== "open" && invoice.status !== "uncollectible")
    throw unusable(`This invoice is ${invoice.status} and can't be paid.`, null, "invoice_not_payable");
}

/** Counts a payment; the invoice is paid when nothing remains. */
export function settle(books: Books, invoice: WireInvoice, amount: number): WireInvoice {
  if (amount < invoice.amount_remaining) {
    invoice.amount_paid += amount;
    invoice.amount_remaining -= amount;
    books.emit("invoice.updated", invoice);
    return invoice;
  }
  return paid(books, invoice, amount);
}

const paymentsOf = (books: Books, invoice: WireInvoice) =>
  [...books.invoicePayments.values()].filter((one) => one.invoice === invoice.id);

function paid(books: Books, invoice: WireInvoice, amount: number): WireInvoice {
  invoice.status = "paid";
  invoice.amount_paid += amount;
  invoice.amount_remaining = 0;
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = books.now();
  books.emit("invoice.paid", invoice);
  books.emit("invoice.payment_succeeded", invoice);
  return invoice;
}

function total(invoice: WireInvoice): void {
  const sum = invoice.lines.data.reduce((total, { amount }) => total + amount, 0);
  invoice.subtotal = sum;
  invoice.subtotal_excluding_tax = sum;
  invoice.total = sum;
  invoice.total_excluding_tax = sum;
  invoice.amount_due = Math.max(0, sum);
  invoice.amount_remaining = Math.max(0, sum);
}

const idOf = (value: string | { id: string } | null): string | undefined =>
  typeof value === "string" ? value : value?.id;
const customerOf = (invoice: WireInvoice) => idOf(invoice.customer);
export const textOf = (value: Values[string]): string | undefined =>
  typeof value === "string" ? value : undefined;
export const numberOf = (value: Values[string]): number | undefined =>
  typeof value === "number" ? value : undefined;

export function metadataOf(value: Values[string]): Stripe.Metadata {
  if (typeof value !== "object" || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

function fieldsOf(value: Values[string]): WireInvoice["custom_fields"] {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.flatMap((field) =>
    typeof field === "string" ? [] : [{ name: String(field.name), value: String(field.value) }],
  );
}
