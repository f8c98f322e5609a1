import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BillMapping, SheetSaid, SheetSummary } from "../../lib/processing/bill/types.ts";
import { createdAt, tenantId, tenantPolicies, tenantReference, updatedAt } from "./columns.ts";
import { files } from "./files.ts";
import { tenants } from "./tenants.ts";

/** What a tenant's people said that the columns of a bill with such headings are: it stands in every later bill. */
export const billMappings = pgTable(
  "bill_mappings",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** SHA-256 of the headings, by `headingsKey`. */
    headingsKey: text("headings_key").notNull(),
    headings: jsonb("headings").$type<string[]>().notNull(),
    mapping: jsonb("mapping").$type<BillMapping>().notNull(),
    confirmedBy: text("confirmed_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.headingsKey] }), ...tenantPolicies("bill_mappings")],
);

/** What a bill of quantities holds by sheet and row, as its newest take-off read it. */
export const fileBills = pgTable(
  "file_bills",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    runId: uuid("run_id").notNull(),
    /** With the mapping that each was read by, and the rows that could not be read. */
    sheets: jsonb("sheets").$type<SheetSummary[]>().notNull(),
    /** Said by a person of this file alone; it survives a re-run. */
    said: jsonb("said").$type<SheetSaid[]>().notNull().default([]),
    saidBy: text("said_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    tenantReference("file_bills_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete("cascade"),
    ...tenantPolicies("file_bills"),
  ],
);
