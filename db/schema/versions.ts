import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { ChangedField, ComparisonSummary } from "../../lib/revisions/types.ts";
import { createdAt, tenantId, tenantPolicies, tenantReference } from "./columns.ts";
import { fileAnalyses, files } from "./files.ts";

/**
 * Files that are versions of one model, in order: a chain by its numbers, so that it can neither branch nor close. A file
 * without a row is a model by itself. What was there before is the greatest lower number; a version that goes leaves its
 * number, and the others what they were called.
 */
export const fileVersions = pgTable(
  "file_versions",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    seriesId: uuid("series_id").notNull(),
    /** 1, 2, …: of two that are to follow the same version, one is refused. */
    number: integer("number").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    tenantReference("file_versions_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    unique("file_versions_series_key").on(t.tenantId, t.seriesId, t.number),
    check("file_versions_number", sql`${t.number} >= 1`),
    ...tenantPolicies("file_versions"),
  ],
);

/** What a version of a model changed of the one before: made of both take-offs and estimates, gone with either take-off. */
export const modelComparisons = pgTable(
  "model_comparisons",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    baseFileId: uuid("base_file_id").notNull(),
    /** The take-offs and estimates that it was made of; others now mean that it is out of date. */
    madeOf: text("made_of").notNull(),
    rows: integer("rows").notNull(),
    summary: jsonb("summary").$type<ComparisonSummary>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    foreignKey({
      name: "model_comparisons_analysis_fk",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [fileAnalyses.tenantId, fileAnalyses.fileId],
    }).onDelete("cascade"),
    foreignKey({
      name: "model_comparisons_base_fk",
      columns: [t.tenantId, t.baseFileId],
      foreignColumns: [fileAnalyses.tenantId, fileAnalyses.fileId],
    }).onDelete("cascade"),
    index("model_comparisons_base_idx").on(t.tenantId, t.baseFileId),
    ...tenantPolicies("model_comparisons"),
  ],
);

export const CHANGE_KINDS = ["added", "removed", "changed", "unchanged"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
/** `global_id`: both files call it so; `place`: class, place and size; `likeness`: class, name, storey and quantities. */
export const MATCHED_BY = ["global_id", "place", "likeness"] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

const minor = (name: string) => bigint(name, { mode: "number" });
const grams = (name: string) => bigint(name, { mode: "number" });

/** One element of a comparison, of either model or of both. Money of the newer estimate's currency. */
export const modelChanges = pgTable(
  "model_changes",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    /** By kind, then class, then as the model has them. */
    position: integer("position").notNull(),
    /** Index into `CHANGE_KINDS`. */
    kind: smallint("kind").notNull(),
    matchedBy: text("matched_by", { enum: MATCHED_BY }),
    /** In the newer model; null: removed. */
    ordinal: integer("ordinal"),
    /** In the one before; null: added. */
    baseOrdinal: integer("base_ordinal"),
    ifcClass: text("ifc_class").notNull(),
    /** The storey's name, of the newer model where it is there. */
    storey: text("storey"),
    changed: text("changed").array().$type<ChangedField[]>().notNull(),
    /** How far it was moved, m; null: it was not. */
    movedM: doublePrecision("moved_m"),
    /** Null: not priced. */
    likelyMinor: minor("likely_minor"),
    /** Of the one before, at its own terms and at the newer estimate's. */
    baseLikelyMinor: minor("base_likely_minor"),
    baseAtTermsMinor: minor("base_at_terms_minor"),
    /** A1–A3, grams; null: not counted. */
    carbonG: grams("carbon_g"),
    baseCarbonG: grams("base_carbon_g"),
    baseAtTermsG: grams("base_at_terms_g"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId, t.position] }),
    foreignKey({
      name: "model_changes_comparison_fk",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [modelComparisons.tenantId, modelComparisons.fileId],
    }).onDelete("cascade"),
    check("model_changes_element", sql`${t.ordinal} is not null or ${t.baseOrdinal} is not null`),
    ...tenantPolicies("model_changes"),
  ],
);
