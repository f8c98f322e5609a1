import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, systemOnly, tenantId, tenantPolicies, timestamptz, updatedAt } from "./columns.ts";
import { tenants } from "./tenants.ts";

export const USAGE_KINDS = [
  "file_uploaded",
  "file_processed",
  "api_call",
  /** The browser's own calls, counted together; for information only. */
  "browser_call",
  /** Bytes; negative when they are released. */
  "storage_delta",
  /** Bytes in the archive; negative when they leave it. */
  "archive_delta",
  /** Bytes restored, as of the standard tier: lib/archival/restore-terms.ts weighs the others. */
  "restore",
  "estimate",
] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];

/** Where an event comes from: a thing of the product, an operator's import, or a request (under an id of our own). */
export const USAGE_SOURCES = ["platform", "import", "request"] as const;

const ofTenant = () => tenantId().references(() => tenants.id, { onDelete: "cascade" });

/**
 * One row per thing that happened; the source of truth of metering, never changed. Partitioned by the UTC month of
 * `occurred_at` (migration `metering`). A key counts once: the key of the table stops a repeated batch of requests, the
 * function `record_usage` everything else. A trigger keeps `usage_metrics` beside it.
 */
export const usageEvents = pgTable(
  "usage_events",
  {
    tenantId: ofTenant(),
    key: text("key").notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    quantity: numeric("quantity").notNull(),
    source: text("source", { enum: USAGE_SOURCES }).notNull().default("platform"),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    occurredAt: timestamptz("occurred_at").notNull().defaultNow(),
    recordedAt: timestamptz("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.occurredAt, t.key] }),
    index("usage_events_key_idx").on(t.tenantId, t.key).where(sql`source <> 'request'`),
    // The few among a month's many calls.
    index("usage_events_kind_idx").on(t.tenantId, t.kind, t.occurredAt, t.key).where(sql`kind <> 'api_call'`),
    ...tenantPolicies("usage_events"),
  ],
);

/** One row per tenant and UTC day with something in it, derived from the events (`rebuild_usage_metrics`). */
export const usageMetrics = pgTable(
  "usage_metrics",
  {
    tenantId: ofTenant(),
    metricDate: date("metric_date").notNull(),
    filesUploaded: bigint("files_uploaded", { mode: "number" }).notNull().default(0),
    filesProcessed: bigint("files_processed", { mode: "number" }).notNull().default(0),
    apiCalls: bigint("api_calls", { mode: "number" }).notNull().default(0),
    browserCalls: bigint("browser_calls", { mode: "number" }).notNull().default(0),
    estimates: bigint("estimates", { mode: "number" }).notNull().default(0),
    /** Bytes stored at the day's end. */
    storageUsed: bigint("storage_used", { mode: "number" }).notNull().default(0),
    /** Bytes added less bytes released on the day. */
    storageDelta: bigint("storage_delta", { mode: "number" }).notNull().default(0),
    /** Each of the day's deltas times the milliseconds from it to the day's end: what a time-weighted average needs. */
    storageWeighted: numeric("storage_weighted").notNull().default("0"),
    /** The same of the archive. */
    archiveUsed: bigint("archive_used", { mode: "number" }).notNull().default(0),
    archiveDelta: bigint("archive_delta", { mode: "number" }).notNull().default(0),
    archiveWeighted: numeric("archive_weighted").notNull().default("0"),
    /** Bytes restored, as of the standard tier. */
    restored: bigint("restored", { mode: "number" }).notNull().default(0),
    /** In the tenant's currency. */
    costEstimated: numeric("cost_estimated").notNull().default("0"),
    /** A1–A3, kg CO2e. */
    carbonCalculated: numeric("carbon_calculated").notNull().default("0"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.metricDate] }),
    // For sums over all tenants: days arrive in order, so it costs next to nothing.
    index("usage_metrics_date_idx").using("brin", t.metricDate),
    ...tenantPolicies("usage_metrics"),
  ],
);

/** Imported events whose key was counted before with another payload: not counted, kept for an operator to settle. */
export const usageConflicts = pgTable(
  "usage_conflicts",
  {
    id: id(),
    tenantId: ofTenant(),
    key: text("key").notNull(),
    kind: text("kind", { enum: USAGE_KINDS }).notNull(),
    quantity: numeric("quantity").notNull(),
    occurredAt: timestamptz("occurred_at").notNull(),
    receivedAt: timestamptz("received_at").notNull().defaultNow(),
    resolvedAt: timestamptz("resolved_at"),
  },
  (t) => [index("usage_conflicts_open_idx").on(t.tenantId, t.receivedAt), ...systemOnly("usage_conflicts")],
);

/** Calls of each API key by UTC day, counted in the statement that writes their events. */
export const apiKeyCalls = pgTable(
  "api_key_calls",
  {
    tenantId: ofTenant(),
    apiKeyId: uuid("api_key_id").notNull(),
    day: date("day").notNull(),
    calls: bigint("calls", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.apiKeyId, t.day] }), ...tenantPolicies("api_key_calls")],
);

/**
 * What of a tenant's month of API calls is given out to processes, and its token bucket. One row per tenant; the month's
 * first lease turns it over. The events are what is billed, this is what admits.
 */
export const callCounters = pgTable(
  "call_counters",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    period: date("period").notNull(),
    /** Calls admitted, and those leased to processes that have not settled yet. */
    taken: bigint("taken", { mode: "number" }).notNull().default(0),
    tokens: doublePrecision("tokens").notNull(),
    refilledAt: timestamptz("refilled_at").notNull().defaultNow(),
  },
  () => systemOnly("call_counters"),
);

/** Calls that a process may admit without asking again, until they expire. */
export const callLeases = pgTable(
  "call_leases",
  {
    id: uuid("id").primaryKey(),
    tenantId: ofTenant(),
    period: date("period").notNull(),
    granted: integer("granted").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
  },
  (t) => [index("call_leases_tenant_idx").on(t.tenantId, t.expiresAt), ...systemOnly("call_leases")],
);

/** What is used up against the plan's limits. */
export const LIMITED_METRICS = ["files", "storage", "api_calls", "archive"] as const;
export type LimitedMetric = (typeof LIMITED_METRICS)[number];

/** Warnings sent: one per tenant, month, metric and threshold. */
export const usageThresholds = pgTable(
  "usage_thresholds",
  {
    tenantId: ofTenant(),
    period: date("period").notNull(),
    metric: text("metric", { enum: LIMITED_METRICS }).notNull(),
    /** Per cent. */
    threshold: integer("threshold").notNull(),
    reachedAt: timestamptz("reached_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.period, t.metric, t.threshold] }),
    ...systemOnly("usage_thresholds"),
  ],
);
