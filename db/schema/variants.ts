import { sql } from "drizzle-orm";
import {
  bigint,
  check,
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
import type { Change } from "../../lib/variants/changes.ts";
import {
  appRole,
  createdAt,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { costEstimates } from "./estimates.ts";

/**
 * Beside a table's tenant policy: what hangs on an estimate that the caller may not see does not exist for them. The
 * estimates' own policies decide.
 */
export function estimateVisible(table: string) {
  const visible = sql.raw(
    `exists (select from cost_estimates e where e.tenant_id = ${table}.tenant_id and e.id = ${table}.estimate_id)`,
  );
  return pgPolicy(`${table}_visible`, {
    as: "restrictive",
    for: "all",
    to: appRole,
    using: visible,
    withCheck: visible,
  });
}

const minor = (name: string) => bigint(name, { mode: "number" }).notNull();
const grams = (name: string) => bigint(name, { mode: "number" }).notNull();

/** An estimate with other materials, rates, place or waste: what was changed, and what it came to when it was calculated. */
export const estimateVariants = pgTable(
  "estimate_variants",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    name: text("name").notNull(),
    changes: jsonb("changes").$type<Change[]>().notNull(),
    /** Of the catalogue entries in the changes, by id. */
    names: jsonb("names").$type<Record<string, string>>().notNull(),
    lowMinor: minor("low_minor"),
    likelyMinor: minor("likely_minor"),
    highMinor: minor("high_minor"),
    currency: text("currency").notNull(),
    minorDigits: integer("minor_digits").notNull(),
    a1a3G: grams("a1_a3_g"),
    a4G: grams("a4_g"),
    a5G: grams("a5_g"),
    biogenicG: grams("biogenic_g"),
    location: text("location").notNull(),
    locationFactor: numeric("location_factor").notNull(),
    laborRate: numeric("labor_rate").notNull(),
    equipmentRate: numeric("equipment_rate").notNull(),
    priceBookVersion: text("price_book_version").notNull(),
    factorVersion: text("factor_version").notNull(),
    linesChanged: integer("lines_changed").notNull(),
    /** `priced_at` of the estimate that it was calculated on: another one now means that it is out of date. */
    basePricedAt: timestamptz("base_priced_at").notNull(),
    calculatedAt: timestamptz("calculated_at").notNull().defaultNow(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    /** Deleted, and to be had back for a day. */
    deletedAt: timestamptz("deleted_at"),
  },
  (t) => [
    tenantKey("estimate_variants", t),
    tenantReference(
      "estimate_variants_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("estimate_variants_list_idx").on(t.tenantId, t.estimateId, t.createdAt),
    ...tenantPolicies("estimate_variants"),
    estimateVisible("estimate_variants"),
  ],
);

/** What people say of an estimate, or of a line of it. */
export const estimateComments = pgTable(
  "estimate_comments",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    /** The line's key, which it keeps when the estimate is calculated again; null: the whole estimate. */
    lineKey: text("line_key"),
    /** What the line was called, should it be gone. */
    lineName: text("line_name"),
    /** Plain text; a member is mentioned as `@{id}`, so that no name stays when an account goes. */
    body: text("body").notNull(),
    author: text("author").notNull(),
    createdAt: createdAt(),
    editedAt: timestamptz("edited_at"),
  },
  (t) => [
    tenantReference(
      "estimate_comments_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("estimate_comments_list_idx").on(
      t.tenantId,
      t.estimateId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check("estimate_comments_line", sql`(${t.lineKey} is null) = (${t.lineName} is null)`),
    ...tenantPolicies("estimate_comments"),
    estimateVisible("estimate_comments"),
  ],
);

export const REVIEW_STATES = ["draft", "in_review", "approved"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Every step of an estimate's review, the last one is its state; without one it is a draft. It only grows. */
export const estimateReviewSteps = pgTable(
  "estimate_review_steps",
  {
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    /** 1, 2, …: of two people who change it at once, one is refused. */
    position: integer("position").notNull(),
    state: text("state", { enum: REVIEW_STATES }).notNull(),
    previous: text("previous", { enum: REVIEW_STATES }).notNull(),
    /** `person`: by somebody; `recalculated`: the approved figures are no longer the estimate's. */
    cause: text("cause", { enum: ["person", "recalculated"] }).notNull(),
    /** In the person's words; always there on the way back to draft. */
    reason: text("reason"),
    /** Who, or whose recalculation. */
    actor: text("actor").notNull(),
    /** The estimate that was looked at. */
    pricedAt: timestamptz("priced_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.estimateId, t.position] }),
    tenantReference(
      "estimate_review_steps_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    ...tenantPolicies("estimate_review_steps"),
    estimateVisible("estimate_review_steps"),
  ],
);

/** Links by which anybody reads one estimate's result until they expire or are revoked. The secret is nowhere, but for its hash. */
export const estimateShares = pgTable(
  "estimate_shares",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    note: text("note").notNull().default(""),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
    revokedBy: text("revoked_by"),
    lastOpenedAt: timestamptz("last_opened_at"),
    openCount: integer("open_count").notNull().default(0),
  },
  (t) => [
    unique("estimate_shares_token_key").on(t.tokenHash),
    tenantReference(
      "estimate_shares_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("estimate_shares_list_idx").on(t.tenantId, t.estimateId, t.createdAt),
    ...tenantPolicies("estimate_shares"),
    estimateVisible("estimate_shares"),
  ],
);
