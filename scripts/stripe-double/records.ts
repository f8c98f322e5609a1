import type Stripe from "stripe";
import { type Books, find } from "./books.ts";
import { unusable } from "./failure.ts";
import { metadataOf, numberOf, settle, textOf } from "./invoicing.ts";
import { newInvoicePayment, type WireInvoice } from "./objects.ts";
import type { Value, Values } from "./shape.ts";

/** Money that came by another way than through Stripe, as it is reported: of the outcomes the double knows `guaranteed`. */
export function reportPayment(books: Books, params: Values): Stripe.PaymentRecord {
  const requested = groupOf(params.amount_requested);
  const guaranteed = groupOf(params.guaranteed);
  const amount = { currency: textOf(requested.currency) ?? "", value: numberOf(requested.value) ?? 0 };
  if (params.outcome !== "guaranteed")
    throw unusable("The double knows the outcome `guaranteed` only.", "outcome");
  if (numberOf(guaranteed.guaranteed_at) === undefined)
    throw unusable("Missing required param: guaranteed.", "guaranteed", "parameter_missing");
  const customer = textOf(groupOf(params.customer_details).customer);
  if (customer !== undefined) find(books.customers, "customer", customer, "customer_details[customer]");
  const nothing = { currency: amount.currency, value: 0 };
  const record: Stripe.PaymentRecord = {
    id: books.id("pr"),
    object: "payment_record",
    amount,
    amount_authorized: amount,
    amount_canceled: nothing,
    amount_failed: nothing,
    amount_guaranteed: amount,
    amount_refunded: nothing,
    amount_requested: amount,
    application: null,
    created: books.now(),
    customer_details: customer === undefined ? null : { customer, email: null, name: null, phone: null },
    customer_presence: null,
    description: textOf(params.description) ?? null,
    latest_payment_attempt_record: books.id("par"),
    livemode: false,
    metadata: metadataOf(params.metadata),
    payment_method_details: {
      type: "custom",
      billing_details: null,
      payment_method: null,
      custom: {
        display_name: textOf(groupOf(groupOf(params.payment_method_details).custom).display_name) ?? "Custom",
        type: null,
      },
    },
    processor_details: {
      type: "custom",
      custom: {
        payment_reference:
          textOf(groupOf(groupOf(params.processor_details).custom).payment_reference) ?? null,
      },
    },
    reported_by: "self",
    shipping_details: null,
  };
  books.records.set(record.id, record);
  return record;
}

/** Credits a reported payment to an open invoice; what is more than it asks for goes to the customer's balance. */
export function attachPayment(books: Books, invoice: WireInvoice, params: Values): WireInvoice {
  const record = find(books.records, "payment_record", textOf(params.payment_record), "payment_record");
  if (invoice.status !== "open")
    throw unusable(
      `This invoice is ${invoice.status}: no payment can be attached.`,
      null,
      "invoice_not_editable",
    );
  if (record.amount_guaranteed.currency !== invoice.currency)
    throw unusable("The currency of the payment is not the invoice's.", "payment_record");
  for (const { payment } of books.invoicePayments.values())
    if (payment.payment_record === record.id)
      throw unusable("The payment is attached to an invoice already.", "payment_record");
  const amount = Math.min(record.amount_guaranteed.value, invoice.amount_remaining);
  const over = record.amount_guaranteed.value - amount;
  const customer = books.customers.get(typeof invoice.customer === "string" ? invoice.customer : "");
  invoice.amount_overpaid += over;
  if (customer) customer.balance -= over;
  creditOffStripe(books, invoice, record.id, amount);
  return settle(books, invoice, amount);
}

/** The allocation of money that Stripe has not moved. */
export function creditOffStripe(books: Books, invoice: WireInvoice, record: string, amount: number): void {
  const payment = { type: "payment_record", payment_record: record };
  const allocated = newInvoicePayment(books.id("inpay"), invoice, { amount, payment, at: books.now() });
  books.invoicePayments.set(allocated.id, allocated);
  books.emit("invoice_payment.paid", allocated);
}

/** What was paid of it outside of Stripe. */
export function paidOffStripe(books: Books, invoice: WireInvoice): number {
  return [...books.invoicePayments.values()]
    .filter((one) => one.invoice === invoice.id && one.payment.type === "payment_record")
    .reduce((sum, { amount_paid }) => sum + (amount_paid ?? 0), 0);
}

/** Of a list's `expand`: each allocation with its reported payment in place of the id. */
export function withRecord(books: Books, one: Stripe.InvoicePayment): Stripe.InvoicePayment {
  const id = one.payment.payment_record;
  const record = typeof id === "string" ? books.records.get(id) : undefined;
  return record ? { ...one, payment: { ...one.payment, payment_record: record } } : one;
}

const groupOf = (value: Value): Values => (typeof value === "object" && !Array.isArray(value) ? value : {});
