import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { LOCALES } from "../../lib/i18n/locales.ts";
import {
  appRole,
  createdAt,
  currentTenant,
  id,
  systemRole,
  tenantPolicies,
  timestamptz,
  updatedAt,
} from "./columns.ts";

export const GIB = 2 ** 30;

export const tenants = pgTable(
  "tenants",
  {
    id: id(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    /** Custom domain, only once verified. */
    domain: text("domain"),
    logoUrl: text("logo_url"),
    stripeCustomerId: text("stripe_customer_id"),
    subscriptionTier: text("subscription_tier", { enum: ["free", "pro", "enterprise"] })
      .notNull()
      .default("free"),
    /** Hard cap in bytes; reaching it refuses further storage. */
    storageQuota: bigint("storage_quota", { mode: "number" }).notNull(),
    /** Hard cap of API calls a month. */
    apiQuota: integer("api_quota").notNull(),
    /** Bytes of hot files. */
    storageUsed: bigint("storage_used", { mode: "number" }).notNull().default(0),
    /** Hard cap of archived bytes. */
    archiveQuota: bigint("archive_quota", { mode: "number" })
      .notNull()
      .default(10 * GIB),
    /** Bytes of archived files, restored ones too. */
    archiveUsed: bigint("archive_used", { mode: "number" }).notNull().default(0),
    /** Bytes promised to uploads that are under way. */
    storageReserved: bigint("storage_reserved", { mode: "number" }).notNull().default(0),
    /** Rows in `files`, kept by triggers, so that a list's total costs nothing. */
    fileCount: integer("file_count").notNull().default(0),
    isActive: boolean("is_active").notNull().default(true),
    /** An admin asked for the organisation's deletion; until it is due, an admin can take it back. */
    deletionDueAt: timestamptz("deletion_due_at"),
    deletionRequestedBy: uuid("deletion_requested_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("tenants_slug_key").on(t.slug),
    uniqueIndex("tenants_domain_key").on(t.domain),
    check("tenants_storage_not_negative", sql`${t.storageUsed} >= 0 and ${t.storageReserved} >= 0`),
    check("tenants_archive_not_negative", sql`${t.archiveUsed} >= 0`),
    pgPolicy("tenants_tenant", {
      for: "all",
      to: appRole,
      using: sql`id = ${currentTenant}`,
      withCheck: sql`id = ${currentTenant}`,
    }),
    pgPolicy("tenants_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

export interface Branding {
  /** #rrggbb */
  color?: string;
  /** Key of the logo in the object store: a PNG that we encoded ourselves. Its last part is its SHA-256. */
  logoKey?: string;
}

/** What the rules of archival tell apart. */
export const ARCHIVAL_CLASSES = ["completed_files", "failed_files", "temporary_files", "logs"] as const;
export type ArchivalClass = (typeof ARCHIVAL_CLASSES)[number];
export interface ArchivalRule {
  enabled: boolean;
  afterDays: number;
  /** Days count from the last download or processing, or from the upload. */
  since: "last_access" | "creation";
  storageClass: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
}

export const UNIT_SYSTEMS = ["metric", "imperial"] as const;

export const tenantSettings = pgTable(
  "tenant_settings",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    maxFileSize: bigint("max_file_size", { mode: "number" })
      .notNull()
      .default(5 * GIB),
    allowedFileTypes: text("allowed_file_types")
      .array()
      .notNull()
      .default(["dwg", "dxf", "rvt", "ifc", "pdf", "ifczip", "xlsx", "csv"]),
    customBranding: jsonb("custom_branding").$type<Branding>().notNull().default({}),
    /** What differs from the default rules (lib/archival/rules.ts), by class. */
    archivalRules: jsonb("archival_rules")
      .$type<Partial<Record<ArchivalClass, Partial<ArchivalRule>>>>()
      .notNull()
      .default({}),
    currency: text("currency").notNull().default("USD"),
    location: text("location").notNull().default("US average"),
    /** USD an hour, decimal string. */
    labourRate: text("labour_rate").notNull().default("45.00"),
    equipmentRate: text("equipment_rate").notNull().default("75.00"),
    /** How quantities are shown; they are kept in SI. */
    units: text("units", { enum: UNIT_SYSTEMS }).notNull().default("metric"),
    /** Language of mails to people who have chosen none, of invoices and of reports. Null: none was chosen. */
    locale: text("locale", { enum: LOCALES }),
    /** Language of the classification's names and codes, BCP 47. */
    classificationLanguage: text("classification_language").notNull().default("en"),
    /** Reference study period of whole-life carbon, years: 60 by RICS, 50 by DGNB. */
    studyPeriodYears: integer("study_period_years").notNull().default(60),
    contactEmail: text("contact_email"),
    website: text("website"),
    /** Members without a second factor get no further than setting one up. */
    requireSecondFactor: boolean("require_second_factor").notNull().default(false),
    /** Until then an operator may act in the organisation. Null: never. */
    supportAccessUntil: timestamptz("support_access_until"),
    /** Origins whose pages may call the API. */
    corsOrigins: text("cors_origins").array().notNull().default([]),
    /** Counts changes, for If-Match. */
    revision: integer("revision").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  () => tenantPolicies("tenant_settings"),
);
