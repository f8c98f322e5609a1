import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { systemOnly, tenantId, tenantPolicies, tenantReference, timestamptz } from "./columns.ts";
import { PROCESSING_STEPS, processingRuns } from "./files.ts";

/** To the microsecond, as text: spans of one trace are put in order by it. */
const instant = customType<{ data: string }>({ dataType: () => "timestamp (6) with time zone" });

/** Traces that operators may want to look at: slow, failed, or of a file's processing. Bounded by age and number. */
export const traces = pgTable(
  "traces",
  {
    traceId: text("trace_id").primaryKey(),
    /** Name of its first span here, mostly `POST /api/files/upload` or `job <function>`. */
    rootName: text("root_name").notNull(),
    route: text("route"),
    /** The organisation of its first span that has one; null for none, and for one that is gone. */
    tenantId: uuid("tenant_id"),
    fileId: uuid("file_id"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    status: text("status").$type<"ok" | "error">().notNull(),
    errorType: text("error_type"),
    errorFingerprint: text("error_fingerprint"),
    reason: text("reason").$type<"error" | "slow" | "processing">().notNull(),
    droppedSpans: integer("dropped_spans").notNull().default(0),
  },
  (t) => [
    index("traces_age_idx").on(t.startedAt),
    index("traces_fingerprint_idx")
      .on(t.errorFingerprint, t.startedAt.desc().nullsFirst())
      .where(sql`error_fingerprint is not null`),
    ...systemOnly("traces"),
  ],
);

/** Their spans, which go with them (delete-old-traces.ts). An entry is where a process took the trace up: a request, or a stretch of a job's work. */
export const traceSpans = pgTable(
  "trace_spans",
  {
    traceId: text("trace_id").notNull(),
    spanId: text("span_id").notNull(),
    parentSpanId: text("parent_span_id"),
    tenantId: uuid("tenant_id"),
    name: text("name").notNull(),
    kind: text("kind").$type<"internal" | "server" | "client" | "producer" | "consumer">().notNull(),
    /** The kind of process: `web`, `jobs`. */
    service: text("service").notNull(),
    startedAt: instant("started_at").notNull(),
    durationUs: bigint("duration_us", { mode: "number" }).notNull(),
    status: text("status").$type<"unset" | "ok" | "error">().notNull(),
    attributes: jsonb("attributes").$type<Record<string, unknown>>().notNull(),
    events: jsonb("events")
      .$type<{ name: string; at: string; attributes: Record<string, unknown> }[]>()
      .notNull(),
    links: jsonb("links").$type<{ trace_id: string; span_id: string }[]>().notNull(),
    isEntry: boolean("is_entry").notNull().default(false),
    isSlow: boolean("is_slow").notNull().default(false),
    /** A step of a job, or a function outside of its steps, that failed through no fault of the input. */
    isFailedJob: boolean("is_failed_job").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.traceId, t.spanId] }),
    index("trace_spans_slow_idx")
      .on(t.startedAt.desc().nullsFirst(), t.spanId.desc().nullsFirst())
      .where(sql`is_slow`),
    index("trace_spans_slowest_idx")
      .on(t.durationUs.desc().nullsFirst(), t.spanId.desc().nullsFirst())
      .where(sql`is_slow`),
    index("trace_spans_failed_jobs_idx")
      .on(t.startedAt.desc().nullsFirst(), t.spanId.desc().nullsFirst())
      .where(sql`is_failed_job`),
    index("trace_spans_tenant_idx").on(t.tenantId).where(sql`tenant_id is not null`),
    ...systemOnly("trace_spans"),
  ],
);

/** Ways of failing, counted. The words have placeholders where values stood. */
export const errorGroups = pgTable(
  "error_groups",
  {
    fingerprint: text("fingerprint").primaryKey(),
    type: text("type").notNull(),
    message: text("message").notNull(),
    service: text("service").notNull(),
    route: text("route"),
    job: text("job"),
    /** The first call of our own code in the stack. */
    frame: text("frame"),
    count: bigint("count", { mode: "number" }).notNull(),
    firstSeen: timestamptz("first_seen").notNull(),
    lastSeen: timestamptz("last_seen").notNull(),
    lastTraceId: text("last_trace_id"),
  },
  (t) => [
    index("error_groups_list_idx").on(t.lastSeen.desc().nullsFirst(), t.fingerprint.desc().nullsFirst()),
    ...systemOnly("error_groups"),
  ],
);

/**
 * The attempts of a processing run's steps, from their spans: written when one begins and when it ends, so that one
 * whose process died is seen. They live as long as their run.
 */
export const stepAttempts = pgTable(
  "step_attempts",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    spanId: text("span_id").notNull(),
    traceId: text("trace_id").notNull(),
    step: text("step", { enum: PROCESSING_STEPS }).notNull(),
    startedAt: instant("started_at").notNull(),
    /** Microseconds; null until it ends. */
    durationUs: bigint("duration_us", { mode: "number" }),
    errorType: text("error_type"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.spanId] }),
    tenantReference("step_attempts_run_fk", { tenantId: t.tenantId, ref: t.runId }, processingRuns).onDelete(
      "cascade",
    ),
    ...tenantPolicies("step_attempts"),
  ],
);
