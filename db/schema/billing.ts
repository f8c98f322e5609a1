import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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
  systemRole,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

export const billingPlans = pgTable(
  "billing_plans",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    monthlyPrice: numeric("monthly_price").notNull(),
    fileProcessingLimit: integer("file_processing_limit").notNull(),
    storageLimit: bigint("storage_limit", { mode: "number" }).notNull(),
    apiCallsLimit: integer("api_calls_limit").notNull(),
    costPerExtraFile: numeric("cost_per_extra_file").notNull(),
    costPerGbStorage: numeric("cost_per_gb_storage").notNull(),
    costPer1kApiCalls: numeric("cost_per_1k_api_calls").notNull(),
    /** Seats, pending invitations counted; null: no limit. */
    seatLimit: integer("seat_limit"),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
  },
  () => [
    pgPolicy("billing_plans_read", { for: "select", to: appRole, using: sql`true` }),
    pgPolicy("billing_plans_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

export const USAGE_KINDS = [
  "file_uploaded",
  "file_processed",
  "api_call",
  "storage_delta",
  "estimate",
] as const;

/** One row per thing that happened; the source of truth of metering. The key makes a repeat count once. */
export const usageEvents = pgTable(
  "usage_events",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    quantity: numeric("quantity").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    occurredAt: timestamptz("occurred_at").notNull().defaultNow(),
    recordedAt: timestamptz("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.key] }),
    index("usage_events_time_idx").on(t.tenantId, t.occurredAt),
    ...tenantPolicies("usage_events"),
  ],
);

/** One row per tenant and UTC day, derived from the events. */
export const usageMetrics = pgTable(
  "usage_metrics",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    metricDate: date("metric_date").notNull(),
    filesUploaded: integer("files_uploaded").notNull().default(0),
    filesProcessed: integer("files_processed").notNull().default(0),
    apiCalls: bigint("api_calls", { mode: "number" }).notNull().default(0),
    storageUsed: bigint("storage_used", { mode: "number" }).notNull().default(0),
    costEstimated: numeric("cost_estimated").notNull().default("0"),
    carbonCalculated: numeric("carbon_calculated").notNull().default("0"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.metricDate] }), ...tenantPolicies("usage_metrics")],
);

export const invoices = pgTable(
  "invoices",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "restrict" }),
    number: text("number").notNull(),
    stripeInvoiceId: text("stripe_invoice_id").unique(),
    billingPeriodStart: date("billing_period_start").notNull(),
    billingPeriodEnd: date("billing_period_end").notNull(),
    currency: text("currency").notNull().default("USD"),
    basePrice: numeric("base_price").notNull(),
    usageCharges: numeric("usage_charges").notNull(),
    discount: numeric("discount").notNull().default("0"),
    taxAmount: numeric("tax_amount").notNull().default("0"),
    totalAmount: numeric("total_amount").notNull(),
    status: text("status", { enum: ["draft", "sent", "paid", "overdue", "void"] })
      .notNull()
      .default("draft"),
    dueDate: date("due_date"),
    paidAt: timestamptz("paid_at"),
    notes: text("notes").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("invoices", t),
    unique("invoices_period_key").on(t.tenantId, t.billingPeriodStart),
    unique("invoices_number_key").on(t.number),
    ...tenantPolicies("invoices"),
  ],
);

export const invoiceLines = pgTable(
  "invoice_lines",
  {
    tenantId: tenantId(),
    invoiceId: uuid("invoice_id").notNull(),
    position: integer("position").notNull(),
    description: text("description").notNull(),
    quantity: numeric("quantity").notNull(),
    unitPrice: numeric("unit_price").notNull(),
    amount: numeric("amount").notNull(),
    usageQuery: jsonb("usage_query").$type<Record<string, string> | null>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.invoiceId, t.position] }),
    tenantReference(
      "invoice_lines_invoice_fk",
      { tenantId: t.tenantId, ref: t.invoiceId },
      invoices,
    ).onDelete("cascade"),
    ...tenantPolicies("invoice_lines"),
  ],
);
