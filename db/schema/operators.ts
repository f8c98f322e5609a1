import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  createdAt,
  id,
  systemOnly,
  tenantId,
  tenantKey,
  tenantPolicies,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

/** The people who run the platform: a realm of their own, apart from users. */
export const operators = pgTable(
  "operators",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    /** Sealed; see lib/auth/seal.ts. Null until the first sign-in sets it up. */
    secondFactor: text("second_factor"),
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    disabledAt: timestamptz("disabled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("operators_email_key").on(sql`lower(${t.email})`), ...systemOnly("operators")],
);

export const operatorSessions = pgTable(
  "operator_sessions",
  {
    id: id(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    ip: text("ip").notNull().default(""),
    userAgent: text("user_agent").notNull().default(""),
    createdAt: createdAt(),
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (t) => [index("operator_sessions_operator_idx").on(t.operatorId), ...systemOnly("operator_sessions")],
);

/** What operators did, on the platform's side. Append-only. */
export const operatorLogs = pgTable(
  "operator_logs",
  {
    id: id(),
    /** `operator:<id>`, or `operator` for a program with OPERATOR_TOKEN or a command. */
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** The organisation it was about; kept when that is gone. */
    aboutTenant: uuid("about_tenant"),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    ip: text("ip"),
    traceId: text("trace_id"),
    createdAt: createdAt(),
  },
  (t) => [
    index("operator_logs_list_idx").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("operator_logs_tenant_idx").on(t.aboutTenant, t.createdAt.desc().nullsFirst()),
    ...systemOnly("operator_logs"),
  ],
);

/** An operator acting in an organisation that allowed it, for a time; the organisation sees these rows. */
export const supportSessions = pgTable(
  "support_sessions",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    operatorId: uuid("operator_id").notNull(),
    operatorName: text("operator_name").notNull(),
    reason: text("reason").notNull(),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    expiresAt: timestamptz("expires_at").notNull(),
    endedAt: timestamptz("ended_at"),
  },
  (t) => [
    tenantKey("support_sessions", t),
    index("support_sessions_list_idx").on(t.tenantId, t.startedAt.desc().nullsFirst()),
    ...tenantPolicies("support_sessions"),
  ],
);

/** A part of the product that operators can switch off and on without a deployment; no row: as the code says. */
export const featureSwitches = pgTable(
  "feature_switches",
  {
    name: text("name").primaryKey(),
    isOn: boolean("is_on").notNull(),
    changedBy: text("changed_by").notNull(),
    updatedAt: updatedAt(),
  },
  () => systemOnly("feature_switches"),
);

/** The same for one organisation, before what holds for all. */
export const featureOverrides = pgTable(
  "feature_overrides",
  {
    name: text("name").notNull(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    isOn: boolean("is_on").notNull(),
    changedBy: text("changed_by").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.name, t.tenantId] }), ...systemOnly("feature_overrides")],
);
