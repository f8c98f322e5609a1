import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { LOCALES } from "../../lib/i18n/locales.ts";
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
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { supportSessions } from "./operators.ts";
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
    /** Language of the interface and of mails; null: the browser's. */
    locale: text("locale", { enum: LOCALES }),
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
    /** Kinds of notices the member gets or not, where it differs from what is usual. */
    notifications: jsonb("notifications").$type<Record<string, boolean>>().notNull().default({}),
    /** When the member put the list of first steps away. */
    checklistDismissedAt: timestamptz("checklist_dismissed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index("memberships_user_idx").on(t.userId),
    ...tenantPolicies("memberships"),
  ],
);

export const SIGN_IN_METHODS = ["password", "link", "sso", "support"] as const;

/** One sign-in at one organisation's host: of a person, or of an operator whom the organisation let in. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    supportSessionId: uuid("support_session_id"),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    method: text("method", { enum: SIGN_IN_METHODS }).notNull().default("password"),
    /** The second factor was given, here or at the organisation's identity provider. */
    secondFactorAt: timestamptz("second_factor_at"),
    /** When the person last showed by password or code that it is they: sensitive changes ask for it anew. */
    confirmedAt: timestamptz("confirmed_at").notNull().defaultNow(),
    userAgent: text("user_agent").notNull().default(""),
    ip: text("ip").notNull().default(""),
    createdAt: createdAt(),
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (t) => [
    index("sessions_user_idx").on(t.userId),
    tenantReference(
      "sessions_support_fk",
      { tenantId: t.tenantId, ref: t.supportSessionId },
      supportSessions,
    ).onDelete("cascade"),
    check("sessions_of_one", sql`(${t.userId} is null) <> (${t.supportSessionId} is null)`),
    ...systemOnly("sessions"),
  ],
);

/** A person's authenticator app (RFC 6238). */
export const secondFactors = pgTable(
  "second_factors",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Sealed; see lib/auth/seal.ts. */
    secret: text("secret").notNull(),
    /** Null until a first code has shown that the app has the secret: not asked for before. */
    confirmedAt: timestamptz("confirmed_at"),
    /** Time step of the last code that was taken; no code counts twice. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
  },
  () => systemOnly("second_factors"),
);

/** Single-use codes in place of the app's. Only their hash is stored. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: timestamptz("used_at"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] }), ...systemOnly("recovery_codes")],
);

/** An organisation's identity provider (OpenID Connect). */
export const ssoConnections = pgTable(
  "sso_connections",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    issuer: text("issuer").notNull(),
    clientId: text("client_id").notNull(),
    /** Sealed; see lib/auth/seal.ts. */
    clientSecret: text("client_secret").notNull(),
    isEnabled: boolean("is_enabled").notNull().default(false),
    /** Members sign in there and by no password or link; admins still can, so that nobody is locked out. */
    isRequired: boolean("is_required").notNull().default(false),
    /** People with an address of a verified mail domain become members at their first sign-in. */
    autoJoin: boolean("auto_join").notNull().default(false),
    autoJoinRole: text("auto_join_role", { enum: ROLES }).notNull().default("viewer"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  () => tenantPolicies("sso_connections"),
);

/** Whom an organisation's identity provider knows a person as. */
export const ssoIdentities = pgTable(
  "sso_identities",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.issuer, t.subject] }),
    index("sso_identities_user_idx").on(t.userId),
    ...systemOnly("sso_identities"),
  ],
);

/** Who was removed from an organisation, or left it: they come back by an invitation, never by themselves. */
export const formerMembers = pgTable(
  "former_members",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index("former_members_user_idx").on(t.userId),
    ...systemOnly("former_members"),
  ],
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
    /** The session, at another organisation, that is handed over: the new one knows of its person what that one does. */
    sessionId: uuid("session_id"),
    expiresAt: timestamptz("expires_at").notNull(),
    usedAt: timestamptz("used_at"),
    createdAt: createdAt(),
  },
  (t) => [index("auth_tokens_user_idx").on(t.userId), ...systemOnly("auth_tokens")],
);

/** Another address that a person asked for: it becomes theirs when both the old and the new one have confirmed it. */
export const emailChanges = pgTable(
  "email_changes",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Lower case. */
    newEmail: text("new_email").notNull(),
    /** SHA-256 of the secret in the mail to either address. */
    oldHash: text("old_hash").notNull(),
    newHash: text("new_hash").notNull(),
    oldConfirmedAt: timestamptz("old_confirmed_at"),
    newConfirmedAt: timestamptz("new_confirmed_at"),
    expiresAt: timestamptz("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("email_changes_user_key").on(t.userId),
    unique("email_changes_old_key").on(t.oldHash),
    unique("email_changes_new_key").on(t.newHash),
    ...systemOnly("email_changes"),
  ],
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
    /** Mails sent; each has a secret of its own, and only the last one counts. */
    sends: integer("sends").notNull().default(1),
    lastSentAt: timestamptz("last_sent_at").notNull().defaultNow(),
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
