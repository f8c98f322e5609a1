import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { RunClasses } from "../../lib/archival/views.ts";
import {
  createdAt,
  id,
  systemOnly,
  tenantId,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { FILE_STORAGE_CLASSES, files } from "./files.ts";
import { ARCHIVAL_CLASSES, type ArchivalClass, tenants } from "./tenants.ts";

const ofTenant = () => tenantId().references(() => tenants.id, { onDelete: "cascade" });

export const ARCHIVAL_TRIGGERS = ["nightly", "operator", "member"] as const;
export const ARCHIVAL_RUN_STATUSES = ["running", "completed", "failed"] as const;

/** A run of the platform: the night's over all tenants, or an operator's over all or one. */
export const archivalRuns = pgTable(
  "archival_runs",
  {
    id: id(),
    trigger: text("trigger", { enum: ["nightly", "operator"] }).notNull(),
    /** Ages count to this moment. */
    asOf: timestamptz("as_of").notNull(),
    /** The one tenant that was asked for; null: all. */
    onlyTenantId: uuid("only_tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** As in the audit log. */
    requestedBy: text("requested_by").notNull(),
    status: text("status", { enum: ARCHIVAL_RUN_STATUSES }).notNull().default("running"),
    /** What it came to; null while it runs. */
    counts: jsonb("counts").$type<RunClasses>(),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    index("archival_runs_list_idx").on(t.startedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("archival_runs_open_idx").on(t.startedAt).where(sql`status = 'running'`),
    // The night's run is one, however many workers notice the hour.
    uniqueIndex("archival_runs_nightly_key").on(t.asOf).where(sql`trigger = 'nightly'`),
    ...systemOnly("archival_runs"),
  ],
);

/** A tenant's part of a run, where something matched; or all of it, where a member asked. */
export const archivalTenantRuns = pgTable(
  "archival_tenant_runs",
  {
    tenantId: ofTenant(),
    /** Of the platform's run, or one of its own where a member asked. */
    runId: uuid("run_id").notNull(),
    trigger: text("trigger", { enum: ARCHIVAL_TRIGGERS }).notNull(),
    asOf: timestamptz("as_of").notNull(),
    /** Null: the platform. */
    requestedBy: text("requested_by"),
    status: text("status", { enum: ARCHIVAL_RUN_STATUSES }).notNull().default("running"),
    /** Due files, by class, that were left for the same reason as in an earlier run, whose item names it. */
    leftAgain: jsonb("left_again").$type<Partial<Record<ArchivalClass, number>>>().notNull().default({}),
    /** What it came to, those left again included; null while it runs. */
    counts: jsonb("counts").$type<RunClasses>(),
    /** Its counts are in `archival_totals`. */
    isTotalled: boolean("is_totalled").notNull().default(false),
    /** Of its items only those that failed are kept. */
    isPruned: boolean("is_pruned").notNull().default(false),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId] }),
    index("archival_tenant_runs_list_idx").on(
      t.tenantId,
      t.startedAt.desc().nullsFirst(),
      t.runId.desc().nullsFirst(),
    ),
    index("archival_tenant_runs_run_idx").on(t.runId),
    index("archival_tenant_runs_age_idx").on(t.isPruned, t.finishedAt),
    index("archival_tenant_runs_untotalled_idx").on(t.tenantId).where(sql`not is_totalled`),
    ...tenantPolicies("archival_tenant_runs"),
  ],
);

export const ARCHIVAL_ITEM_STATUSES = ["queued", "archived", "skipped", "failed"] as const;

/** What a run moves, one row a file (or a day of logs); a running run's counts are counts of these, so a killed one goes on from them. */
export const archivalItems = pgTable(
  "archival_items",
  {
    tenantId: ofTenant(),
    runId: uuid("run_id").notNull(),
    /** The file, which may be deleted later; of logs the archived day. */
    subjectId: uuid("subject_id").notNull(),
    class: text("class", { enum: ARCHIVAL_CLASSES }).notNull(),
    storageClass: text("storage_class", { enum: FILE_STORAGE_CLASSES }).notNull(),
    status: text("status", { enum: ARCHIVAL_ITEM_STATUSES }).notNull().default("queued"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Of the last failure, or why it was skipped: a stable code and a sentence. */
    reasonCode: text("reason_code"),
    reason: text("reason"),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.subjectId] }),
    tenantReference(
      "archival_items_run_fk",
      { tenantId: t.tenantId, ref: t.runId },
      { tenantId: archivalTenantRuns.tenantId, id: archivalTenantRuns.runId },
    ).onDelete("cascade"),
    index("archival_items_queued_idx").on(t.runId, t.tenantId, t.subjectId).where(sql`status = 'queued'`),
    index("archival_items_failed_idx").on(t.tenantId, t.runId, t.subjectId).where(sql`status = 'failed'`),
    // Whether a file was left before, and why.
    index("archival_items_skipped_idx").on(t.tenantId, t.subjectId).where(sql`status = 'skipped'`),
    ...tenantPolicies("archival_items"),
  ],
);

/** Of the parts of runs that have ended, whether or not these are still there: a counter that never goes down. */
export const archivalTotals = pgTable(
  "archival_totals",
  {
    class: text("class", { enum: ARCHIVAL_CLASSES }).notNull(),
    status: text("status", { enum: ["archived", "skipped", "failed"] }).notNull(),
    n: bigint("n", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.class, t.status] }), ...systemOnly("archival_totals")],
);

export const RESTORE_TIERS = ["standard", "expedited", "bulk"] as const;
export const RESTORE_STATUSES = [
  "requested",
  "in_progress",
  "ready",
  "expired",
  "failed",
  "superseded",
] as const;

/**
 * A restore of an archived file. `requested` before the store has taken it, `in_progress` until it is readable, `ready`
 * until its days are over; `superseded` when the file went back to hot or was deleted. A file has one that is not over.
 */
export const fileRestores = pgTable(
  "file_restores",
  {
    id: id(),
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    /** Those that were asked for together. */
    batchId: uuid("batch_id"),
    tier: text("tier", { enum: RESTORE_TIERS }).notNull(),
    days: integer("days").notNull(),
    /** The file goes back to hot once it is readable. */
    permanent: text("permanent", { enum: ["no", "wanted", "done"] })
      .notNull()
      .default("no"),
    status: text("status", { enum: RESTORE_STATUSES }).notNull().default("requested"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** As in the audit log. */
    requestedBy: text("requested_by").notNull(),
    requestedAt: timestamptz("requested_at").notNull().defaultNow(),
    estimatedReady: timestamptz("estimated_ready").notNull(),
    readyAt: timestamptz("ready_at"),
    expiresAt: timestamptz("expires_at"),
    /** Told once each: that it is ready, that it ends soon. */
    notifiedAt: timestamptz("notified_at"),
    remindedAt: timestamptz("reminded_at"),
    /** When the store is asked next, and how often it was since it last answered. */
    nextCheckAt: timestamptz("next_check_at").notNull().defaultNow(),
    checks: integer("checks").notNull().default(0),
    /** How often the store was given it: a store may forget. */
    orders: integer("orders").notNull().default(0),
    failureCode: text("failure_code"),
    failure: text("failure"),
    finishedAt: timestamptz("finished_at"),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantReference("file_restores_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    uniqueIndex("file_restores_one_open")
      .on(t.tenantId, t.fileId)
      .where(sql`status in ('requested', 'in_progress', 'ready')`),
    index("file_restores_list_idx").on(
      t.tenantId,
      t.requestedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("file_restores_file_idx").on(
      t.tenantId,
      t.fileId,
      t.requestedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("file_restores_batch_idx").on(t.tenantId, t.batchId).where(sql`batch_id is not null`),
    index("file_restores_due_idx")
      .on(t.nextCheckAt)
      .where(sql`status in ('requested', 'in_progress', 'ready')`),
    ...tenantPolicies("file_restores"),
  ],
);

export const ARCHIVED_LOG_KINDS = ["audit", "job"] as const;

/** Places of an audit log's chain, as PostgreSQL writes sets of ranges: `{[5,9),[12,13)}`. */
const places = customType<{ data: string }>({ dataType: () => "int8multirange" });

/**
 * A day (UTC) of an organisation's logs in the archive bucket, as compressed NDJSON. A day has several parts where rows of
 * it came after it was archived; a part is never changed.
 */
export const archivedLogs = pgTable(
  "archived_logs",
  {
    id: id(),
    /** Null: jobs of no organisation. */
    tenantId: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ARCHIVED_LOG_KINDS }).notNull(),
    day: date("day").notNull(),
    part: integer("part").notNull().default(1),
    objectKey: text("object_key").notNull(),
    storageClass: text("storage_class", { enum: FILE_STORAGE_CLASSES }).notNull(),
    rows: integer("rows").notNull(),
    /** Of the compressed object. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Of the compressed object, and of the rows before compression; hexadecimal. */
    sha256: text("sha256").notNull(),
    contentSha256: text("content_sha256").notNull(),
    /** Of an audit log: the places of its rows in the chain; of jobs: its runs, by their numbers in the queue. */
    places: places("places"),
    /** Over the hashes of those links in their order. */
    linksSha256: text("links_sha256"),
    /** Read back and compared; before that nothing leaves the database. */
    verifiedAt: timestamptz("verified_at"),
    /** Its rows are no longer in the database. */
    removedAt: timestamptz("removed_at"),
    /** Asked to be searched again: its rows are readable until then. */
    restoreRequestedAt: timestamptz("restore_requested_at"),
    restoredUntil: timestamptz("restored_until"),
    /** The plan keeps it no longer: its object goes, then this row. */
    expiredAt: timestamptz("expired_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("archived_logs_part_key").on(t.tenantId, t.kind, t.day, t.part).nullsNotDistinct(),
    index("archived_logs_requested_idx").on(t.tenantId).where(sql`restore_requested_at is not null`),
    // What the database still has of it.
    index("archived_logs_leaving_idx").on(t.day).where(sql`kind = 'audit' and removed_at is null`),
    index("archived_logs_expired_idx").on(t.expiredAt).where(sql`expired_at is not null`),
    index("archived_logs_restored_idx").on(t.restoredUntil).where(sql`restored_until is not null`),
    ...tenantPolicies("archived_logs"),
  ],
);
