import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgPolicy, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { memberships } from "./auth.ts";
import { appRole, createdAt, id, tenantId, tenantPolicies, tenantReference, timestamptz } from "./columns.ts";
import { costEstimates } from "./estimates.ts";
import { dataExports } from "./exports.ts";
import { files } from "./files.ts";
import { invoices } from "./invoices.ts";

/** What a member can be told of in the product. */
export const NOTICE_KINDS = [
  "file_completed",
  "file_failed",
  "file_restored",
  "file_restore_expiring",
  "file_restore_failed",
  "files_restored",
  "files_restore_expiring",
  "invitation_accepted",
  "role_changed",
  "usage_threshold",
  "invoice_new",
  "credit_note_new",
  "invoice_due",
  "payment_failed",
  "organisation_suspended",
  "export_ready",
  "export_failed",
  "comment_mention",
  "review_requested",
  "review_approved",
  "review_returned",
  "review_reopened",
  "revision_issued",
  "revision_withdrawn",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Facts of a notice that its subjects do not say; never a name, which is looked up when it is read. */
export interface NoticeData {
  /** Until when restored files are readable, ISO. */
  until?: string | null;
  /** Back in hot storage for good. */
  hot?: boolean;
  /** Files of a batch, and how many of them are readable, or failed. */
  files?: number;
  ready?: number;
  failed?: number;
  role?: string;
  metric?: string;
  /** Per cent of what the plan includes. */
  threshold?: number;
  /** After an invoice was due; negative before. */
  days?: number;
  /** Number of an issued revision. */
  revision?: number;
}

/** What one member is told, once for each cause. It goes with its person's membership, and with what it is about. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    tenantId: tenantId(),
    userId: uuid("user_id").notNull(),
    kind: text("kind", { enum: NOTICE_KINDS }).notNull(),
    fileId: uuid("file_id"),
    invoiceId: uuid("invoice_id"),
    exportId: uuid("export_id"),
    estimateId: uuid("estimate_id"),
    /** The member it is about. */
    memberId: uuid("member_id"),
    data: jsonb("data").$type<NoticeData>().notNull().default({}),
    /** Names the cause. */
    dedupeKey: text("dedupe_key").notNull(),
    createdAt: createdAt(),
    readAt: timestamptz("read_at"),
  },
  (t) => [
    unique("notifications_once_key").on(t.tenantId, t.userId, t.dedupeKey),
    foreignKey({
      name: "notifications_person_fk",
      columns: [t.tenantId, t.userId],
      foreignColumns: [memberships.tenantId, memberships.userId],
    }).onDelete("cascade"),
    foreignKey({
      name: "notifications_member_fk",
      columns: [t.tenantId, t.memberId],
      foreignColumns: [memberships.tenantId, memberships.userId],
    }).onDelete("cascade"),
    tenantReference("notifications_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    tenantReference(
      "notifications_invoice_fk",
      { tenantId: t.tenantId, ref: t.invoiceId },
      invoices,
    ).onDelete("cascade"),
    tenantReference(
      "notifications_export_fk",
      { tenantId: t.tenantId, ref: t.exportId },
      dataExports,
    ).onDelete("cascade"),
    tenantReference(
      "notifications_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("notifications_list_idx").on(
      t.tenantId,
      t.userId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("notifications_unread_idx")
      .on(t.tenantId, t.userId, t.createdAt.desc().nullsFirst(), t.fileId)
      .where(sql`read_at is null`),
    // For what goes with its subject.
    index("notifications_file_idx").on(t.tenantId, t.fileId).where(sql`file_id is not null`),
    index("notifications_invoice_idx").on(t.tenantId, t.invoiceId).where(sql`invoice_id is not null`),
    index("notifications_export_idx").on(t.tenantId, t.exportId).where(sql`export_id is not null`),
    index("notifications_estimate_idx").on(t.tenantId, t.estimateId).where(sql`estimate_id is not null`),
    index("notifications_member_idx").on(t.tenantId, t.memberId).where(sql`member_id is not null`),
    ...tenantPolicies("notifications"),
    // A notice about a file or an estimate that the caller may not see does not exist for them: their own policies decide.
    pgPolicy("notifications_visible", {
      as: "restrictive",
      for: "select",
      to: appRole,
      using: sql`(file_id is null or exists (select from files f where f.tenant_id = notifications.tenant_id and f.id = notifications.file_id))
        and (estimate_id is null or exists (select from cost_estimates e where e.tenant_id = notifications.tenant_id and e.id = notifications.estimate_id))`,
    }),
  ],
);
