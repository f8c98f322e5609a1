import type Stripe from "stripe";
import { type Books, find, paged } from "./books.ts";
import { Failure, missing, unusable } from "./failure.ts";
import {
  createCreditNote,
  createInvoice,
  createItem,
  DECLINED,
  deleteDraft,
  finalize,
  listInvoices,
  markUncollectible,
  metadataOf,
  numberOf,
  pay,
  send,
  textOf,
  updateInvoice,
  voidInvoice,
} from "./invoicing.ts";
import { newCard, newCustomer, newRefund } from "./objects.ts";
import * as shapes from "./params.ts";
import { attachPayment, paidOffStripe, reportPayment, withRecord } from "./records.ts";
import { newCheckout, newPortal, newSetupIntent } from "./sessions.ts";
import type { Field, Values } from "./shape.ts";

export interface Endpoint {
  /** As faults name it: `POST /v1/invoices/{id}/finalize`. */
  name: string;
  fields: Record<string, Field>;
  answer: (books: Books, id: string, params: Values) => object;
}

const endpoint = (name: string, fields: object, answer: Endpoint["answer"]): Endpoint => ({
  name,
  fields: { ...fields },
  answer,
});
const expands = ({ expand }: Values, name: string) =>
  Array.isArray(expand) && expand.some((one) => one === name);
const invoiceOf = (books: Books, id: string) => find(books.invoices, "invoice", id, "invoice");

export const ENDPOINTS: Endpoint[] = [
  endpoint("POST /v1/customers", shapes.CUSTOMER_CREATE, (books, _id, params) =>
    createCustomer(books, params),
  ),
  endpoint("GET /v1/customers", shapes.CUSTOMER_LIST, (books, _id, params) =>
    paged(
      "/v1/customers",
      [...books.customers.values()]
        .filter(({ email }) => params.email === undefined || email === params.email)
        .reverse(),
      params,
    ),
  ),
  endpoint("GET /v1/customers/{id}", shapes.CUSTOMER_RETRIEVE, (books, id, params) => {
    const customer = find(books.customers, "customer", id);
    const card = customer.invoice_settings.default_payment_method;
    if (!expands(params, "invoice_settings.default_payment_method") || typeof card !== "string")
      return customer;
    const default_payment_method = find(books.cards, "PaymentMethod", card);
    return { ...customer, invoice_settings: { ...customer.invoice_settings, default_payment_method } };
  }),
  endpoint("POST /v1/customers/{id}", shapes.CUSTOMER_UPDATE, (books, id, params) =>
    updateCustomer(books, id, params),
  ),
  endpoint("DELETE /v1/customers/{id}", {}, (books, id) => deleteCustomer(books, id)),

  endpoint("POST /v1/invoices", shapes.INVOICE_CREATE, (books, _id, params) => createInvoice(books, params)),
  endpoint("GET /v1/invoices", shapes.INVOICE_LIST, (books, _id, params) => listInvoices(books, params)),
  endpoint("GET /v1/invoices/{id}", shapes.INVOICE_RETRIEVE, (books, id, params) => {
    const invoice = invoiceOf(books, id);
    return expands(params, "amount_paid_off_stripe")
      ? { ...invoice, amount_paid_off_stripe: paidOffStripe(books, invoice) }
      : invoice;
  }),
  endpoint("POST /v1/invoices/{id}", shapes.INVOICE_UPDATE, (books, id, params) =>
    updateInvoice(books, invoiceOf(books, id), params),
  ),
  endpoint("DELETE /v1/invoices/{id}", {}, (books, id) => deleteDraft(books, invoiceOf(books, id))),
  endpoint("GET /v1/invoices/{id}/lines", shapes.LINES_LIST, (books, id, params) =>
    paged(`/v1/invoices/${id}/lines`, invoiceOf(books, id).lines.data, params),
  ),
  endpoint("POST /v1/invoices/{id}/finalize", shapes.FINALIZE, (books, id, params) =>
    finalize(books, invoiceOf(books, id), params),
  ),
  endpoint("POST /v1/invoices/{id}/send", shapes.NOTHING, (books, id) => send(books, invoiceOf(books, id))),
  endpoint("POST /v1/invoices/{id}/pay", shapes.PAY, (books, id, params) =>
    pay(books, invoiceOf(books, id), params),
  ),
  endpoint("POST /v1/invoices/{id}/attach_payment", shapes.ATTACH_PAYMENT, (books, id, params) =>
    attachPayment(books, invoiceOf(books, id), params),
  ),
  endpoint("POST /v1/invoices/{id}/void", shapes.NOTHING, (books, id) =>
    voidInvoice(books, invoiceOf(books, id)),
  ),
  endpoint("POST /v1/invoices/{id}/mark_uncollectible", shapes.NOTHING, (books, id) =>
    markUncollectible(books, invoiceOf(books, id)),
  ),
  endpoint("POST /v1/invoiceitems", shapes.ITEM_CREATE, (books, _id, params) => createItem(books, params)),

  endpoint("POST /v1/credit_notes", shapes.CREDIT_NOTE_CREATE, (books, _id, params) =>
    createCreditNote(books, params),
  ),
  endpoint("GET /v1/credit_notes", shapes.CREDIT_NOTE_LIST, (books, _id, params) =>
    paged(
      "/v1/credit_notes",
      [...books.creditNotes.values()].filter(({ invoice }) => invoice === params.invoice).reverse(),
      params,
    ),
  ),
  endpoint("GET /v1/invoice_payments", shapes.INVOICE_PAYMENT_LIST, (books, _id, params) => {
    const { invoice } = params;
    const payment =
      typeof params.payment === "object" && !Array.isArray(params.payment) ? params.payment : {};
    const all = [...books.invoicePayments.values()].filter(
      (one) =>
        (invoice === undefined || one.invoice === invoice) &&
        (params.status === undefined || one.status === params.status) &&
        (payment.type === undefined || one.payment.type === payment.type) &&
        (payment.payment_record === undefined || one.payment.payment_record === payment.payment_record) &&
        (payment.payment_intent === undefined || one.payment.payment_intent === payment.payment_intent),
    );
    const list = paged("/v1/invoice_payments", all.reverse(), params);
    return expands(params, "data.payment.payment_record")
      ? { ...list, data: list.data.map((one) => withRecord(books, one)) }
      : list;
  }),
  endpoint("POST /v1/payment_records/report_payment", shapes.RECORD_REPORT, (books, _id, params) =>
    reportPayment(books, params),
  ),
  endpoint("GET /v1/payment_records", shapes.RECORD_LIST, (books, _id, params) => {
    const { created_after: after, created_before: before } = params;
    const all = [...books.records.values()].filter(
      ({ created }) => !(created <= Number(after ?? 0)) && !(created >= Number(before ?? Infinity)),
    );
    return paged("/v1/payment_records", all.reverse(), params);
  }),
  endpoint("POST /v1/payment_methods/{id}/attach", shapes.METHOD_ATTACH, (books, id, params) =>
    attachTestCard(books, id, params),
  ),
  endpoint("POST /v1/refunds", shapes.REFUND_CREATE, (books, _id, params) => createRefund(books, params)),

  endpoint("POST /v1/checkout/sessions", shapes.CHECKOUT_CREATE, (books, _id, params) =>
    createCheckout(books, params),
  ),
  endpoint("GET /v1/checkout/sessions/{id}", {}, (books, id) =>
    find(books.checkouts, "checkout.session", id),
  ),
  endpoint("GET /v1/setup_intents/{id}", shapes.SETUP_INTENT_RETRIEVE, (books, id, params) => {
    const intent = find(books.setupIntents, "setupintent", id);
    return expands(params, "payment_method") && typeof intent.payment_method === "string"
      ? { ...intent, payment_method: find(books.cards, "PaymentMethod", intent.payment_method) }
      : intent;
  }),
  endpoint("POST /v1/billing_portal/sessions", shapes.PORTAL_CREATE, (books, _id, params) => {
    const customer = find(books.customers, "customer", textOf(params.customer), "customer");
    const id = books.id("bps");
    const portal = newPortal(id, {
      created: books.now(),
      customer: customer.id,
      return_url: textOf(params.return_url) ?? null,
      url: `${books.base}/portal/${id}`,
    });
    books.portals.set(id, portal);
    return portal;
  }),
];

function createCustomer(books: Books, params: Values): Stripe.Customer {
  const customer = newCustomer(books.id("cus"), {
    created: books.now(),
    description: textOf(params.description) ?? null,
    email: textOf(params.email) ?? null,
    name: textOf(params.name) ?? null,
    metadata: metadataOf(params.metadata),
  });
  books.customers.set(customer.id, customer);
  books.emit("customer.created", customer);
  return customer;
}

function updateCustomer(books: Books, id: string, params: Values): Stripe.Customer {
  const customer = find(books.customers, "customer", id);
  const settings = params.invoice_settings;
  if (typeof settings === "object" && !Array.isArray(settings)) {
    const card = find(
      books.cards,
      "PaymentMethod",
      textOf(settings.default_payment_method),
      "invoice_settings[default_payment_method]",
    );
    if (card.customer !== id)
      throw unusable(
        "The customer does not have a payment method with this ID.",
        "invoice_settings[default_payment_method]",
      );
    customer.invoice_settings.default_payment_method = card.id;
  }
  customer.name = textOf(params.name) ?? customer.name ?? null;
  customer.email = textOf(params.email) ?? customer.email;
  Object.assign(customer.metadata, metadataOf(params.metadata));
  books.emit("customer.updated", customer);
  return customer;
}

function deleteCustomer(books: Books, id: string): Stripe.DeletedCustomer {
  const customer = find(books.customers, "customer", id);
  books.customers.delete(id);
  books.emit("customer.deleted", customer);
  return { id, object: "customer", deleted: true };
}

/** Stripe's test cards by name, and the last digits of each: the second can be saved, but is declined when charged. */
const TEST_CARDS: Record<string, string> = { pm_card_visa: "4242", pm_card_chargeCustomerFail: DECLINED };

function attachTestCard(books: Books, id: string, params: Values): Stripe.PaymentMethod {
  const customer = find(books.customers, "customer", textOf(params.customer), "customer");
  const last4 = TEST_CARDS[id];
  if (!last4) throw missing("PaymentMethod", id, "payment_method");
  const card = newCard(books.id("pm"), customer.id, last4, books.now());
  books.cards.set(card.id, card);
  return card;
}

function createRefund(books: Books, params: Values): Stripe.Refund {
  const charge = [...books.charges.values()].find(
    ({ id, payment_intent }) =>
      id === params.charge || (payment_intent !== null && payment_intent === params.payment_intent),
  );
  if (!charge) throw new Failure(404, "No such charge.", { code: "resource_missing", param: "charge" });
  const left = charge.amount - charge.amount_refunded;
  const amount = numberOf(params.amount) ?? left;
  if (amount > left || left === 0)
    throw unusable(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  const refund = newRefund(books.id("re"), charge, {
    amount,
    created: books.now(),
    metadata: metadataOf(params.metadata),
  });
  books.refunds.set(refund.id, refund);
  books.emit("charge.refunded", charge);
  return refund;
}

function createCheckout(books: Books, params: Values): Stripe.Checkout.Session {
  if (params.mode !== "setup") throw unusable("The double knows the mode `setup` only.", "mode");
  if (params.allowed_payment_method_types === undefined && params.currency === undefined)
    throw unusable("Missing required param: currency.", "currency", "parameter_missing");
  const success = textOf(params.success_url);
  if (!success) throw unusable("Missing required param: success_url.", "success_url", "parameter_missing");
  const customer = find(books.customers, "customer", textOf(params.customer), "customer");
  const data = params.setup_intent_data;
  const intent = newSetupIntent(books.id("seti"), {
    created: books.now(),
    description: null,
    customer: customer.id,
    metadata: metadataOf(typeof data === "object" && !Array.isArray(data) ? data.metadata : undefined),
  });
  books.setupIntents.set(intent.id, intent);
  const id = books.id("cs_test");
  const session = newCheckout(id, {
    cancel_url: textOf(params.cancel_url) ?? null,
    client_reference_id: textOf(params.client_reference_id) ?? null,
    created: books.now(),
    customer: customer.id,
    metadata: metadataOf(params.metadata),
    setup_intent: intent.id,
    success_url: success,
    url: `${books.base}/checkout/${id}`,
  });
  books.checkouts.set(id, session);
  return session;
}
