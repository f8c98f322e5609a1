import { sql } from "drizzle-orm";
import { bigint, check, customType, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { LOCALES } from "../../lib/i18n/locales.ts";
import type { RevisionChanges } from "../../lib/issuing/changes.ts";
import { id, tenantId, tenantKey, tenantPolicies, tenantReference, timestamptz } from "./columns.ts";
import { costEstimates } from "./estimates.ts";
import { estimateVisible } from "./variants.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/**
 * What an estimate said when it was approved, signed: rows are added and never changed. They go with their estimate alone.
 * `content` holds everything; the columns beside it are copies by which rows are found and told without opening it.
 */
export const estimateSnapshots = pgTable(
  "estimate_snapshots",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    /** `position` of the step that approved it. */
    stepPosition: integer("step_position").notNull(),
    /** Canonical JSON (RFC 8785) in UTF-8, packed by zstd. */
    content: bytea("content").notNull(),
    /** Of the canonical JSON: SHA-256 in hex, and bytes before they were packed. */
    sha256: text("sha256").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    organisation: text("organisation").notNull(),
    name: text("name").notNull(),
    /** As whoever approved it signed: their name, and what they are by profession. */
    signerName: text("signer_name").notNull(),
    signerTitle: text("signer_title").notNull(),
    approvedBy: text("approved_by").notNull(),
    approvedAt: timestamptz("approved_at").notNull(),
  },
  (t) => [
    tenantKey("estimate_snapshots", t),
    tenantReference(
      "estimate_snapshots_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    unique("estimate_snapshots_step_key").on(t.tenantId, t.estimateId, t.stepPosition),
    unique("estimate_snapshots_sha256_key").on(t.sha256),
    check("estimate_snapshots_sha256_hex", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    ...tenantPolicies("estimate_snapshots"),
    estimateVisible("estimate_snapshots"),
  ],
);

/**
 * Approved estimates as they were given out: A, B, C … without a gap, and the two documents that were. A revision is
 * superseded once there is a later one; nothing of it changes but that it is withdrawn.
 */
export const estimateRevisions = pgTable(
  "estimate_revisions",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    snapshotId: uuid("snapshot_id").notNull(),
    /** 1 is A, 26 is Z, 27 is AA: `revisionLetters`. */
    number: integer("number").notNull(),
    /** Printed in the documents. */
    purpose: text("purpose").notNull(),
    note: text("note").notNull().default(""),
    locale: text("locale", { enum: LOCALES }).notNull(),
    issuedBy: text("issued_by").notNull(),
    issuedAt: timestamptz("issued_at").notNull(),
    /** Where the documents stand in the `files` bucket. */
    pdfKey: text("pdf_key").notNull(),
    pdfSha256: text("pdf_sha256").notNull(),
    pdfSize: bigint("pdf_size", { mode: "number" }).notNull(),
    xlsxKey: text("xlsx_key").notNull(),
    xlsxSha256: text("xlsx_sha256").notNull(),
    xlsxSize: bigint("xlsx_size", { mode: "number" }).notNull(),
    /** Against the revision before; null: the first. */
    changes: jsonb("changes").$type<RevisionChanges>(),
    withdrawnAt: timestamptz("withdrawn_at"),
    withdrawnBy: text("withdrawn_by"),
    withdrawReason: text("withdraw_reason"),
  },
  (t) => [
    tenantKey("estimate_revisions", t),
    tenantReference(
      "estimate_revisions_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    tenantReference(
      "estimate_revisions_snapshot_fk",
      { tenantId: t.tenantId, ref: t.snapshotId },
      estimateSnapshots,
    ).onDelete("cascade"),
    unique("estimate_revisions_number_key").on(t.tenantId, t.estimateId, t.number),
    // An approval is issued once.
    unique("estimate_revisions_snapshot_key").on(t.tenantId, t.snapshotId),
    unique("estimate_revisions_pdf_key").on(t.pdfSha256),
    unique("estimate_revisions_xlsx_key").on(t.xlsxSha256),
    check("estimate_revisions_number", sql`${t.number} >= 1`),
    check(
      "estimate_revisions_hex",
      sql`${t.pdfSha256} ~ '^[0-9a-f]{64}$' and ${t.xlsxSha256} ~ '^[0-9a-f]{64}$'`,
    ),
    check(
      "estimate_revisions_withdrawn",
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnBy} is null) and (${t.withdrawnAt} is null) = (${t.withdrawReason} is null)`,
    ),
    ...tenantPolicies("estimate_revisions"),
    estimateVisible("estimate_revisions"),
  ],
);
