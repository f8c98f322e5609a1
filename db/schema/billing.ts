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
