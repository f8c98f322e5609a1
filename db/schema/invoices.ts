import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { LOCALES } from "../../lib/i18n/locales.ts";
import { PLAN_IDS } from "./billing.ts";
import {
  createdAt,
  id,
  systemOnly,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

export const INVOICE_STATUSES = [
  "draft",
  "finalised",
  "sent",
  "paid",
  "overdue",
  "void",
  "uncollectible",
] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface InvoiceParty {
  name: string;
  address: string | null;
  country: string | null;
  tax_id: string | null;
}

/**
 * One invoice per tenant, month and reason. Amounts in minor units of the currency. Once it is no draft, triggers refuse
 * any change but of its state, payment and references (migration `metering`).
 */
export const invoices = pgTable(
  "invoices",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "restrict" }),
    /** Gapless per tenant; null while a draft. */
    number: text("number"),
    /** `period`: the monthly invoice. `credit_note`: corrects a final one, with negative amounts. */
    reason: text("reason", { enum: ["period", "credit_note"] })
      .notNull()
      .default("period"),
    /** Tells several of one reason in a month apart; empty for the monthly invoice. */
    reasonKey: text("reason_key").notNull().default(""),
    /** The invoice that a credit note corrects. */
    correctsId: uuid("corrects_id"),
    /** First and last day of the period, both in it. */
    billingPeriodStart: date("billing_period_start").notNull(),
    billingPeriodEnd: date("billing_period_end").notNull(),
    planId: text("plan_id", { enum: PLAN_IDS }).notNull(),
    currency: text("currency").notNull(),
    /** Digits of the currency's minor unit: 2 for USD, 0 for JPY. */
    minorDigits: integer("minor_digits").notNull(),
    baseMinor: bigint("base_minor", { mode: "number" }).notNull(),
    usageMinor: bigint("usage_minor", { mode: "number" }).notNull(),
    /** Not negative; taken off. */
    discountMinor: bigint("discount_minor", { mode: "number" }).notNull().default(0),
    /** base + usage - discount: what is taxed. */
    subtotalMinor: bigint("subtotal_minor", { mode: "number" }).notNull(),
    taxRate: numeric("tax_rate").notNull(),
    taxMinor: bigint("tax_minor", { mode: "number" }).notNull(),
    totalMinor: bigint("total_minor", { mode: "number" }).notNull(),
    reverseCharge: boolean("reverse_charge").notNull().default(false),
    status: text("status", { enum: INVOICE_STATUSES }).notNull().default("draft"),
    dueDate: date("due_date"),
    finalisedAt: timestamptz("finalised_at"),
    sentAt: timestamptz("sent_at"),
    paidAt: timestamptz("paid_at"),
    paidMinor: bigint("paid_minor", { mode: "number" }).notNull().default(0),
    /** In English, as the lines' descriptions are; told in a language by lib/billing/invoice-words.ts. */
    notes: text("notes").notNull().default(""),
    /** Language of the document: the organisation's when it became final. */
    locale: text("locale", { enum: LOCALES }).notNull().default("en"),
    /** The parties as they were when it became final. */
    seller: jsonb("seller").$type<InvoiceParty | null>(),
    buyer: jsonb("buyer").$type<InvoiceParty | null>(),
    stripeInvoiceId: text("stripe_invoice_id").unique(),
    /** Where the payer pays by card. */
    paymentUrl: text("payment_url"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("invoices", t),
    unique("invoices_period_key").on(t.tenantId, t.billingPeriodStart, t.reason, t.reasonKey),
    unique("invoices_number_key").on(t.tenantId, t.number),
    tenantReference(
      "invoices_corrects_fk",
      { tenantId: t.tenantId, ref: t.correctsId },
      {
        tenantId: t.tenantId,
        id: t.id,
      },
    ),
    check(
      "invoices_subtotal",
      sql`${t.subtotalMinor} = ${t.baseMinor} + ${t.usageMinor} - ${t.discountMinor}`,
    ),
    check("invoices_total", sql`${t.totalMinor} = ${t.subtotalMinor} + ${t.taxMinor}`),
    check("invoices_numbered", sql`(${t.status} = 'draft') = (${t.number} is null)`),
    // Beyond that a JavaScript number is no longer exact.
    check(
      "invoices_exact",
      sql`abs(${t.subtotalMinor}) < 9007199254740992 and abs(${t.totalMinor}) < 9007199254740992`,
    ),
    index("invoices_open_idx").on(t.status, t.dueDate).where(sql`status in ('sent', 'overdue')`),
    index("invoices_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("invoices_newest_idx").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    ...tenantPolicies("invoices"),
  ],
);

/** What of the usage is billed. */
export const BILLED_METRICS = ["files", "storage", "api_calls", "archive", "restores"] as const;

export const LINE_KINDS = ["base", "usage", "discount", "adjustment", "tax"] as const;

/** The lines add up to the invoice's total, the tax line included. */
export const invoiceLines = pgTable(
  "invoice_lines",
  {
    tenantId: tenantId(),
    invoiceId: uuid("invoice_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind", { enum: LINE_KINDS }).notNull(),
    /** Of usage and adjustments. */
    metric: text("metric", { enum: BILLED_METRICS }),
    /** First day of the month whose usage it is: an adjustment's is an earlier one. */
    usagePeriod: date("usage_period"),
    description: text("description").notNull(),
    /** Shown with six decimals at most; the amount is calculated from the exact one. */
    quantity: numeric("quantity").notNull(),
    /** month, file, GiB, 1 000 calls. */
    unit: text("unit").notNull(),
    unitPrice: numeric("unit_price").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    /** Query of GET /api/usage/events that lists what the line counts. */
    usageQuery: jsonb("usage_query").$type<{ kind: string; from: string; to: string } | null>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.invoiceId, t.position] }),
    check("invoice_lines_exact", sql`abs(${t.amountMinor}) < 9007199254740992`),
    // What is carried from month to month stands in few invoices of many.
    index("invoice_lines_carried_idx").on(t.tenantId).where(sql`kind = 'adjustment' and metric is null`),
    tenantReference(
      "invoice_lines_invoice_fk",
      { tenantId: t.tenantId, ref: t.invoiceId },
      invoices,
    ).onDelete("cascade"),
    ...tenantPolicies("invoice_lines"),
  ],
);

/** What happened to an invoice, in order: its status timeline; a reminder's kind is there once. */
export const invoiceEvents = pgTable(
  "invoice_events",
  {
    id: id(),
    tenantId: tenantId(),
    invoiceId: uuid("invoice_id").notNull(),
    /** created, finalised, sent, paid, overdue, void, uncollectible, reminder:<days>, payment_failed, refunded, note. */
    kind: text("kind").notNull(),
    /** Makes a repeat a no-op: a Stripe event's id, a reminder's day, a status. */
    dedupeKey: text("dedupe_key").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    occurredAt: timestamptz("occurred_at").notNull().defaultNow(),
  },
  (t) => [
    tenantReference(
      "invoice_events_invoice_fk",
      { tenantId: t.tenantId, ref: t.invoiceId },
      invoices,
    ).onDelete("cascade"),
    unique("invoice_events_dedupe_key").on(t.tenantId, t.invoiceId, t.dedupeKey),
    ...tenantPolicies("invoice_events"),
  ],
);

/** Money received, by card through Stripe or recorded by an operator. */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    tenantId: tenantId(),
    invoiceId: uuid("invoice_id").notNull(),
    method: text("method", { enum: ["card", "manual"] }).notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    refundedMinor: bigint("refunded_minor", { mode: "number" }).notNull().default(0),
    /** Stripe's payment, or what the operator wrote: a bank's reference. */
    reference: text("reference").notNull(),
    receivedAt: timestamptz("received_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantReference("payments_invoice_fk", { tenantId: t.tenantId, ref: t.invoiceId }, invoices).onDelete(
      "restrict",
    ),
    unique("payments_reference_key").on(t.tenantId, t.invoiceId, t.reference),
    ...tenantPolicies("payments"),
  ],
);

/** A run over the tenants of a month, for operators to follow. */
export const invoiceRuns = pgTable(
  "invoice_runs",
  {
    id: id(),
    period: date("period").notNull(),
    /** The one tenant that was asked for; null: all. */
    onlyTenantId: uuid("only_tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    status: text("status", { enum: ["running", "completed"] })
      .notNull()
      .default("running"),
    tenants: integer("tenants").notNull().default(0),
    created: integer("created").notNull().default(0),
    existing: integer("existing").notNull().default(0),
    failed: jsonb("failed").$type<{ tenant: string; reason: string }[]>().notNull().default([]),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    finishedAt: timestamptz("finished_at"),
  },
  () => systemOnly("invoice_runs"),
);
