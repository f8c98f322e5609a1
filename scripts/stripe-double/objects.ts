import type Stripe from "stripe";

/** As they go over the wire: the SDK makes decimals of these texts. */
export type WireItem = Omit<Stripe.InvoiceItem, "quantity_decimal"> & { quantity_decimal: string };
export type WireLine = Omit<Stripe.InvoiceLineItem, "quantity_decimal"> & { quantity_decimal: string };
export type WireInvoice = Omit<Stripe.Invoice, "lines"> & { lines: Listed<WireLine> };

export interface Listed<T> {
  object: "list";
  url: string;
  has_more: boolean;
  data: T[];
}

export const listed = <T>(url: string, data: T[], hasMore = false): Listed<T> => ({
  object: "list",
  url,
  has_more: hasMore,
  data,
});

/** New objects with every field that the SDK's types know as always there. */
export function newCustomer(
  id: string,
  given: Pick<Stripe.Customer, "created" | "email" | "metadata" | "description"> & { name: string | null },
): Stripe.Customer {
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    currency: null,
    default_source: null,
    delinquent: false,
    discount: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...given,
  };
}

export function newInvoice(
  id: string,
  customer: Stripe.Customer,
  given: Pick<
    WireInvoice,
    | "auto_advance"
    | "collection_method"
    | "created"
    | "currency"
    | "custom_fields"
    | "description"
    | "due_date"
    | "metadata"
  >,
): WireInvoice {
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: "Local double",
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: "manual",
    customer: customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    discounts: [],
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: listed(`/v1/invoices/${id}/lines`, []),
    livemode: false,
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: given.created,
    period_start: given.created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
    ...given,
  };
}

type GivenItem = Pick<Stripe.InvoiceItem, "amount" | "currency" | "description"> & {
  customer: string;
  invoice: string | null;
  metadata: Stripe.Metadata;
  at: number;
};

export function newItem(id: string, { at, ...given }: GivenItem): WireItem {
  return {
    id,
    object: "invoiceitem",
    customer_account: null,
    date: at,
    discountable: true,
    discounts: [],
    livemode: false,
    parent: null,
    period: { start: at, end: at },
    pricing: null,
    proration: false,
    quantity: 1,
    quantity_decimal: "1",
    tax_rates: [],
    test_clock: null,
    ...given,
  };
}

export function newLine(id: string, { at, ...item }: GivenItem): WireLine {
  return {
    id,
    object: "line_item",
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: item.invoice,
    livemode: false,
    metadata: item.metadata,
    parent: null,
    period: { start: at, end: at },
    pretax_credit_amounts: [],
    pricing: null,
    quantity: 1,
    quantity_decimal: "1",
    subscription: null,
    subtotal: item.amount,
    taxes: [],
  };
}

export function newCreditNote(
  id: string,
  invoice: WireInvoice,
  given: { amount: number; created: number; memo: string | null; metadata: Stripe.Metadata },
): Stripe.CreditNote {
  const { amount } = given;
  return {
    id,
    object: "credit_note",
    amount_shipping: 0,
    currency: invoice.currency,
    customer: typeof invoice.customer === "string" ? invoice.customer : "",
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: given.created,
    invoice: invoice.id,
    lines: { ...listed<Stripe.CreditNoteLineItem>(`/v1/credit_notes/${id}/lines`, []) },
    livemode: false,
    number: `${invoice.number}-CN-${id.slice(-4)}`,
    out_of_band_amount: null,
    pdf: "",
    post_payment_amount: 0,
    pre_payment_amount: amount,
    pretax_credit_amounts: [],
    reason: null,
    refunds: [],
    shipping_cost: null,
    status: "issued",
    subtotal: amount,
    subtotal_excluding_tax: amount,
    total: amount,
    total_excluding_tax: amount,
    total_taxes: [],
    type: "pre_payment",
    voided_at: null,
    ...given,
  };
}

export function newCard(id: string, customer: string, last4: string, created: number): Stripe.PaymentMethod {
  return {
    id,
    object: "payment_method",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: "visa",
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: "visa",
      exp_month: 12,
      exp_year: 2034,
      fingerprint: id.slice(-16),
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: ["visa"], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function newInvoicePayment(
  id: string,
  invoice: WireInvoice,
  given: { amount: number; payment: Stripe.InvoicePayment["payment"]; at: number },
): Stripe.InvoicePayment {
  return {
    id,
    object: "invoice_payment",
    amount_paid: given.amount,
    amount_requested: given.amount,
    created: given.at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: given.payment.type === "payment_intent",
    livemode: false,
    payment: given.payment,
    status: "paid",
    status_transitions: { canceled_at: null, paid_at: given.at },
  };
}

export function newCharge(
  id: string,
  given: Pick<Stripe.Charge, "amount" | "created" | "currency"> & {
    customer: string;
    payment_intent: string;
    payment_method: string;
  },
): Stripe.Charge {
  return {
    id,
    object: "charge",
    amount_captured: given.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: null,
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: null,
    ...given,
  };
}

export function newRefund(
  id: string,
  charge: Stripe.Charge,
  given: Pick<Stripe.Refund, "amount" | "created" | "metadata">,
): Stripe.Refund {
  return {
    id,
    object: "refund",
    balance_transaction: null,
    charge: charge.id,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
    ...given,
  };
}
