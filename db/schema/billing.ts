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
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  appRole,
  createdAt,
  id,
  systemOnly,
  systemRole,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

export const PLAN_IDS = ["free", "pro", "enterprise"] as const;
export type PlanId = (typeof PLAN_IDS)[number];

/**
 * Plans with their prices, one row per version. The version in force for a month is the newest with `valid_from` on or
 * before the month's first day, so a price change never touches a past month. Money in the row's currency.
 */
export const billingPlans = pgTable(
  "billing_plans",
  {
    id: text("id", { enum: PLAN_IDS }).notNull(),
    currency: text("currency").notNull().default("USD"),
    /** First day of a month. */
    validFrom: date("valid_from").notNull(),
    name: text("name").notNull(),
    monthlyPrice: numeric("monthly_price").notNull(),
    fileProcessingLimit: integer("file_processing_limit").notNull(),
    storageLimit: bigint("storage_limit", { mode: "number" }).notNull(),
    apiCallsLimit: integer("api_calls_limit").notNull(),
    costPerExtraFile: numeric("cost_per_extra_file").notNull(),
    /** A GiB (2^30 bytes) over the month on average. */
    costPerGbStorage: numeric("cost_per_gb_storage").notNull(),
    costPer1kApiCalls: numeric("cost_per_1k_api_calls").notNull(),
    /** Archived bytes that cost nothing; their hard cap is this times `cap_factor`. */
    archiveLimit: bigint("archive_limit", { mode: "number" }).notNull().default(0),
    /** An archived GiB over the month on average. */
    costPerGbArchive: numeric("cost_per_gb_archive").notNull().default("0"),
    /** A GiB restored at the standard tier. */
    costPerGbRestore: numeric("cost_per_gb_restore").notNull().default("0"),
    /** Seats, pending invitations counted; null: no limit. */
    seatLimit: integer("seat_limit"),
    /** Hard caps of storage, API calls and the archive are the limits times this. */
    capFactor: integer("cap_factor").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.currency, t.validFrom] }),
    check("billing_plans_month", sql`extract(day from ${t.validFrom}) = 1`),
    pgPolicy("billing_plans_read", { for: "select", to: appRole, using: sql`true` }),
    pgPolicy("billing_plans_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/** Whom the invoices go to and how they are taxed. */
export const billingAccounts = pgTable(
  "billing_accounts",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    currency: text("currency").notNull().default("USD"),
    /** 0.10 is ten per cent. */
    taxRate: numeric("tax_rate").notNull().default("0.10"),
    taxId: text("tax_id"),
    /** The buyer accounts for the tax: none is charged, and the invoice says so. */
    reverseCharge: boolean("reverse_charge").notNull().default(false),
    legalName: text("legal_name"),
    address: text("address"),
    /** ISO 3166 alpha-2. */
    country: text("country"),
    /** Mail addresses that get invoices beside the admins. */
    contacts: text("contacts").array().notNull().default([]),
    /** Number of the next final invoice: gapless, taken in the transaction that makes it final. */
    nextInvoiceNumber: integer("next_invoice_number").notNull().default(1),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** Since when the tenant is suspended for unpaid invoices. */
    suspendedForPaymentAt: timestamptz("suspended_for_payment_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("billing_accounts_tax_rate", sql`${t.taxRate} >= 0 and ${t.taxRate} < 1`),
    ...tenantPolicies("billing_accounts"),
  ],
);

/** From when a tenant has which plan. A row in the future is a change that waits (a downgrade). */
export const planChanges = pgTable(
  "plan_changes",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    effectiveAt: timestamptz("effective_at").notNull(),
    planId: text("plan_id", { enum: PLAN_IDS }).notNull(),
    /** Until then the plan costs nothing; what it includes and what goes beyond it stays as it is. */
    trialEndsAt: timestamptz("trial_ends_at"),
    requestedBy: text("requested_by").notNull(),
    /** When tenants.subscription_tier followed. */
    appliedAt: timestamptz("applied_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.effectiveAt] }),
    index("plan_changes_waiting_idx").on(t.effectiveAt).where(sql`applied_at is null`),
    ...tenantPolicies("plan_changes"),
  ],
);

/** What operators offer: a share or an amount off, once, for some months or for ever. */
export const coupons = pgTable(
  "coupons",
  {
    code: text("code").primaryKey(),
    /** 0.25 is a quarter off. Exactly one of this and `amount_off_minor`. */
    percentOff: numeric("percent_off"),
    amountOffMinor: bigint("amount_off_minor", { mode: "number" }),
    /** Of the amount. */
    currency: text("currency"),
    /** Months it holds; null: for ever. */
    months: integer("months"),
    redeemBy: timestamptz("redeem_by"),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    check(
      "coupons_one_kind",
      sql`(${t.percentOff} is null) <> (${t.amountOffMinor} is null) and (${t.amountOffMinor} is null) = (${t.currency} is null)`,
    ),
    check(
      "coupons_sane",
      sql`coalesce(${t.percentOff}, 1) > 0 and coalesce(${t.percentOff}, 1) <= 1 and coalesce(${t.amountOffMinor}, 1) > 0 and coalesce(${t.months}, 1) > 0`,
    ),
    ...systemOnly("coupons"),
  ],
);

/** A coupon that a tenant has redeemed, as it was then. */
export const tenantDiscounts = pgTable(
  "tenant_discounts",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    code: text("code").notNull(),
    percentOff: numeric("percent_off"),
    amountOffMinor: bigint("amount_off_minor", { mode: "number" }),
    /** First days of months; the last one is included, null: for ever. */
    firstPeriod: date("first_period").notNull(),
    lastPeriod: date("last_period"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("tenant_discounts", t),
    unique("tenant_discounts_code_key").on(t.tenantId, t.code),
    ...tenantPolicies("tenant_discounts"),
  ],
);

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
    notes: text("notes").notNull().default(""),
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

/** Every event that Stripe has told us, once. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    /** Stripe's own id. */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: timestamptz("received_at").notNull().defaultNow(),
    /** Null: waits for its job, or its kind is none of ours. */
    processedAt: timestamptz("processed_at"),
    outcome: text("outcome"),
  },
  () => systemOnly("stripe_events"),
);
