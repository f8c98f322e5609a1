import { sql } from "drizzle-orm";
import {
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  appRole,
  createdAt,
  currentTenant,
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

export const ROLES = ["viewer", "editor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** People, across tenants. A tenant's transaction sees only its members, and never the password hash (column grants). */
export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull().default(""),
    passwordHash: text("password_hash"),
    emailVerifiedAt: timestamptz("email_verified_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    pgPolicy("users_tenant", {
      for: "select",
      to: appRole,
      using: sql`exists (select 1 from memberships m where m.user_id = users.id and m.tenant_id = ${currentTenant})`,
    }),
    pgPolicy("users_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ROLES }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index("memberships_user_idx").on(t.userId),
    ...tenantPolicies("memberships"),
  ],
);

/** One sign-in of a person at one organisation's host. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    userAgent: text("user_agent").notNull().default(""),
    ip: text("ip").notNull().default(""),
    createdAt: createdAt(),
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (t) => [index("sessions_user_idx").on(t.userId), ...systemOnly("sessions")],
);

/** Single-use secrets sent by mail or handed from one host to another; only their SHA-256 is stored. */
export const authTokens = pgTable(
  "auth_tokens",
  {
    hash: text("hash").primaryKey(),
    purpose: text("purpose", { enum: ["magic_link", "password_reset", "handoff"] }).notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    expiresAt: timestamptz("expires_at").notNull(),
    usedAt: timestamptz("used_at"),
    createdAt: createdAt(),
  },
  (t) => [index("auth_tokens_user_idx").on(t.userId), ...systemOnly("auth_tokens")],
);

/** Fixed windows of attempts, by a key that names who tries what. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    attempts: integer("attempts").notNull(),
    resetsAt: timestamptz("resets_at").notNull(),
  },
  (t) => [index("rate_limits_resets_idx").on(t.resetsAt), ...systemOnly("rate_limits")],
);

export const tenantInvitations = pgTable(
  "tenant_invitations",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role", { enum: ROLES }).notNull().default("viewer"),
    tokenHash: text("token_hash").notNull(),
    invitedBy: uuid("invited_by"),
    expiresAt: timestamptz("expires_at").notNull(),
    acceptedAt: timestamptz("accepted_at"),
    revokedAt: timestamptz("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("tenant_invitations", t),
    uniqueIndex("tenant_invitations_token_key").on(t.tokenHash),
    uniqueIndex("tenant_invitations_open_key")
      .on(t.tenantId, sql`lower(${t.email})`)
      .where(sql`accepted_at is null and revoked_at is null`),
    index("tenant_invitations_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    ...tenantPolicies("tenant_invitations"),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Shown in lists: `cai_` and the first characters. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    /** The key never does more than this member may do at the moment. Null: created by an operator. */
    createdBy: uuid("created_by"),
    expiresAt: timestamptz("expires_at"),
    lastUsedAt: timestamptz("last_used_at"),
    revokedAt: timestamptz("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("api_keys", t),
    unique("api_keys_hash_key").on(t.hash),
    index("api_keys_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    ...tenantPolicies("api_keys"),
  ],
);
