import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, systemOnly, tenantId, tenantPolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";

/** What stands in an entry, in the log and in what was restored of it. */
const entry = () => ({
  id: uuid("id").notNull().defaultRandom(),
  tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
  /** `user:<id>`, `api_key:<id>`, `operator:<id>`, `operator` or `system`. */
  actor: text("actor").notNull(),
  /** `<noun>.<past-tense verb>`, e.g. `file.uploaded`. */
  action: text("action").notNull(),
  targetType: text("target_type").notNull(),
  targetId: text("target_id").notNull(),
  /** What there is to say beside the change. No secrets. */
  detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
  /** The fields that changed, as they were and as they are. No secrets. */
  before: jsonb("before").$type<Record<string, unknown>>(),
  after: jsonb("after").$type<Record<string, unknown>>(),
  ip: text("ip"),
  userAgent: text("user_agent"),
  traceId: text("trace_id"),
  createdAt: createdAt(),
});

/**
 * Who did what, when; append-only for the application's role (it has no UPDATE or DELETE grant). Partitioned by week of
 * `created_at` (UTC): `drizzle/0018_log_partitions.sql`. What is archived leaves with its partition.
 */
export const auditLogs = pgTable("audit_logs", entry(), (t) => [
  primaryKey({ columns: [t.id, t.createdAt] }),
  index("audit_logs_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  index("audit_logs_action_idx").on(
    t.tenantId,
    t.action,
    t.createdAt.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  index("audit_logs_actor_idx").on(
    t.tenantId,
    t.actor,
    t.createdAt.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  index("audit_logs_target_idx").on(t.tenantId, t.targetId),
  ...tenantPolicies("audit_logs"),
]);

/** Rows of archived days that somebody asked to search again, until the days' time is over. A copy: what counts is archived. */
export const auditLogsRestored = pgTable(
  "audit_logs_restored",
  { ...entry(), archivedLogId: uuid("archived_log_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_logs_restored_list_idx").on(
      t.tenantId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("audit_logs_restored_part_idx").on(t.archivedLogId),
    ...tenantPolicies("audit_logs_restored"),
  ],
);

/**
 * The chain over an organisation's audit rows, a link for each in the order of their commits (a trigger adds it): its hash
 * covers the row and the link before, so that a changed, missing or moved row shows.
 */
export const auditChain = pgTable(
  "audit_chain",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    seq: bigint("seq", { mode: "number" }).notNull(),
    auditId: uuid("audit_id").notNull(),
    /** SHA-256, hexadecimal. */
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.seq] }),
    unique("audit_chain_row_key").on(t.auditId),
    ...tenantPolicies("audit_chain"),
  ],
);

/** What the object store was told of a chain at the end of a day: whoever rewrites the database cannot rewrite that. */
export const auditAnchors = pgTable(
  "audit_anchors",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    day: date("day").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
    objectKey: text("object_key").notNull(),
    /** Rows up to here have been removed by the plan's retention; the chain begins after it. */
    removedUpTo: bigint("removed_up_to", { mode: "number" }).notNull().default(0),
    rows: integer("rows").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] }), ...systemOnly("audit_anchors")],
);
