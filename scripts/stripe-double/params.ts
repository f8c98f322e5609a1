import type Stripe from "stripe";
import type { Shape } from "./shape.ts";

/** The parameters that the double takes, each list held to the SDK's type: what is not here is refused. */
const text = { kind: "text" } as const;
const needed = { kind: "text", required: true } as const;
const flag = { kind: "flag" } as const;
const metadata = { kind: "metadata" } as const;
const whole = { kind: "whole" } as const;
const expand = { kind: "texts" } as const;
const page = {
  limit: { kind: "whole", min: 1, max: 100 },
  starting_after: text,
  ending_before: text,
  expand,
} as const;

export const CUSTOMER_CREATE: Shape<Stripe.CustomerCreateParams> = {
  name: text,
  email: text,
  description: text,
  metadata,
};
export const CUSTOMER_UPDATE: Shape<Stripe.CustomerUpdateParams> = {
  name: text,
  email: text,
  metadata,
  invoice_settings: {
    kind: "group",
    fields: { default_payment_method: text } satisfies Shape<Stripe.CustomerUpdateParams.InvoiceSettings>,
  },
};
export const CUSTOMER_RETRIEVE: Shape<Stripe.CustomerRetrieveParams> = { expand };
export const CUSTOMER_LIST: Shape<Stripe.CustomerListParams> = { ...page, email: text };

export const INVOICE_CREATE: Shape<Stripe.InvoiceCreateParams> = {
  customer: text,
  auto_advance: flag,
  collection_method: { kind: "text", values: ["charge_automatically", "send_invoice"] },
  currency: { kind: "text" },
  days_until_due: { kind: "whole", min: 0 },
  description: text,
  custom_fields: {
    kind: "groups",
    fields: { name: needed, value: needed } satisfies Shape<Stripe.InvoiceCreateParams.CustomField>,
  },
  pending_invoice_items_behavior: { kind: "text", values: ["exclude", "include"] },
  metadata,
};
export const INVOICE_LIST: Shape<Stripe.InvoiceListParams> = {
  ...page,
  customer: text,
  status: { kind: "text", values: ["draft", "open", "paid", "uncollectible", "void"] },
};
export const INVOICE_RETRIEVE: Shape<Stripe.InvoiceRetrieveParams> = { expand };
export const INVOICE_UPDATE: Shape<Stripe.InvoiceUpdateParams> = { auto_advance: flag, expand };
export const ATTACH_PAYMENT: Shape<Stripe.InvoiceAttachPaymentParams> = { payment_record: needed, expand };
export const LINES_LIST: Shape<Stripe.InvoiceListLineItemsParams> = page;
export const FINALIZE: Shape<Stripe.InvoiceFinalizeInvoiceParams> = { auto_advance: flag };
export const PAY: Shape<Stripe.InvoicePayParams> = { paid_out_of_band: flag, payment_method: text };
export const NOTHING: Shape<Stripe.InvoiceSendInvoiceParams & Stripe.InvoiceVoidInvoiceParams> = { expand };

export const ITEM_CREATE: Shape<Stripe.InvoiceItemCreateParams> = {
  customer: text,
  invoice: text,
  amount: whole,
  currency: text,
  description: text,
  metadata,
};

export const CREDIT_NOTE_CREATE: Shape<Stripe.CreditNoteCreateParams> = {
  invoice: needed,
  amount: { kind: "whole", min: 1 },
  memo: text,
  metadata,
};
export const CREDIT_NOTE_LIST: Shape<Stripe.CreditNoteListParams> = { ...page, invoice: text };

export const CHECKOUT_CREATE: Shape<Stripe.Checkout.SessionCreateParams> = {
  mode: { kind: "text", values: ["payment", "setup", "subscription"] },
  allowed_payment_method_types: { kind: "texts", values: ["card"] },
  currency: text,
  customer: text,
  client_reference_id: text,
  metadata,
  setup_intent_data: {
    kind: "group",
    fields: {
      metadata,
      description: text,
    } satisfies Shape<Stripe.Checkout.SessionCreateParams.SetupIntentData>,
  },
  success_url: text,
  cancel_url: text,
};
export const PORTAL_CREATE: Shape<Stripe.BillingPortal.SessionCreateParams> = {
  customer: text,
  return_url: text,
};

export const SETUP_INTENT_RETRIEVE: Shape<Stripe.SetupIntentRetrieveParams> = { expand };
export const INVOICE_PAYMENT_LIST: Shape<Stripe.InvoicePaymentListParams> = {
  ...page,
  invoice: text,
  status: { kind: "text", values: ["canceled", "open", "paid"] },
  payment: {
    kind: "group",
    fields: {
      type: { kind: "text", required: true, values: ["payment_intent", "payment_record"] },
      payment_intent: text,
      payment_record: text,
    } satisfies Shape<Stripe.InvoicePaymentListParams.Payment>,
  },
};
export const REFUND_CREATE: Shape<Stripe.RefundCreateParams> = {
  charge: text,
  payment_intent: text,
  amount: { kind: "whole", min: 1 },
  metadata,
};

const moment = { kind: "whole", min: 1, required: true } as const;
export const RECORD_REPORT: Shape<Stripe.PaymentRecordReportPaymentParams> = {
  amount_requested: {
    kind: "group",
    required: true,
    fields: {
      currency: needed,
      value: { kind: "whole", min: 1, required: true },
    } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.AmountRequested>,
  },
  initiated_at: moment,
  payment_method_details: {
    kind: "group",
    required: true,
    fields: {
      type: { kind: "text", values: ["custom"] },
      custom: {
        kind: "group",
        fields: {
          display_name: text,
          type: text,
        } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.PaymentMethodDetails.Custom>,
      },
    } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.PaymentMethodDetails>,
  },
  outcome: { kind: "text", values: ["canceled", "failed", "guaranteed"] },
  guaranteed: {
    kind: "group",
    fields: { guaranteed_at: moment } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.Guaranteed>,
  },
  customer_details: {
    kind: "group",
    fields: { customer: text } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.CustomerDetails>,
  },
  processor_details: {
    kind: "group",
    fields: {
      type: { kind: "text", required: true, values: ["custom"] },
      custom: {
        kind: "group",
        fields: {
          payment_reference: needed,
        } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.ProcessorDetails.Custom>,
      },
    } satisfies Shape<Stripe.PaymentRecordReportPaymentParams.ProcessorDetails>,
  },
  description: text,
  metadata,
};
export const RECORD_LIST: Shape<Stripe.PaymentRecordListParams> = {
  ...page,
  created_after: whole,
  created_before: whole,
};
export const METHOD_ATTACH: Shape<Stripe.PaymentMethodAttachParams> = { customer: text };
