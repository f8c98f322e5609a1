import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { RowProblem, WorkItemPlace, WorkItemResource } from "../../lib/price-books/cwicr/types.ts";
import {
  createdAt,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
} from "./columns.ts";
import { PRICE_UNITS } from "./price-books.ts";
import { tenants } from "./tenants.ts";

/** Compared byte by byte, so that a word's beginning is a range of the index, whatever the database's language. */
const byteText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const LIBRARY_STATES = ["importing", "ready", "failed"] as const;

/**
 * One edition of a work item library (DDC CWICR), whole: its items beside the catalogue, which they can price. Imported as
 * one and replaced as one; until an import has ended, the edition's earlier one stands.
 */
export const workItemLibraries = pgTable(
  "work_item_libraries",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** The edition, such as "Berlin"; with the currency it says what an import replaces. */
    name: text("name").notNull(),
    /** ISO 4217. */
    currency: text("currency").notNull(),
    /** The day that its prices are of. */
    pricedOn: date("priced_on", { mode: "string" }).notNull(),
    status: text("status", { enum: LIBRARY_STATES }).notNull(),
    filename: text("filename").notNull(),
    /** Of the file, while it waits to be read. */
    objectKey: text("object_key"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Of the import, percent. */
    progress: integer("progress").notNull().default(0),
    rows: integer("rows").notNull().default(0),
    items: integer("items").notNull().default(0),
    resources: integer("resources").notNull().default(0),
    /** All of them, and the first ones with row and reason. */
    problemCount: integer("problem_count").notNull().default(0),
    problems: jsonb("problems").$type<RowProblem[]>().notNull().default([]),
    /** Why it failed, a sentence of `keptText`. */
    failure: text("failure"),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    importedAt: timestamptz("imported_at"),
  },
  (t) => [
    tenantKey("work_item_libraries", t),
    index("work_item_libraries_list_idx").on(t.tenantId, t.createdAt, t.id),
    check("work_item_libraries_progress", sql`${t.progress} between 0 and 100`),
    ...tenantPolicies("work_item_libraries"),
  ],
);

/**
 * A work item, with its resources in the row: they are only ever read with it. Hours and money are of one unit of the rate
 * (`rate_unit`), of which one is `unit_scale` of `price_unit`.
 */
export const workItems = pgTable(
  "work_items",
  {
    tenantId: tenantId(),
    libraryId: uuid("library_id").notNull(),
    /** From 1, in the file's order, without a gap. */
    number: integer("number").notNull(),
    rateCode: text("rate_code").notNull(),
    name: text("name").notNull(),
    rateUnit: text("rate_unit").notNull(),
    /** Null: nothing is estimated in this unit. */
    priceUnit: text("price_unit", { enum: PRICE_UNITS }),
    unitScale: numeric("unit_scale"),
    places: jsonb("places").$type<WorkItemPlace[]>().notNull(),
    composition: text("composition").notNull(),
    labourHours: numeric("labour_hours").notNull(),
    labourCost: numeric("labour_cost").notNull(),
    machineHours: numeric("machine_hours").notNull(),
    machineCost: numeric("machine_cost").notNull(),
    materialCost: numeric("material_cost").notNull(),
    otherCost: numeric("other_cost").notNull(),
    total: numeric("total").notNull(),
    resources: jsonb("resources").$type<WorkItemResource[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.libraryId, t.number] }),
    unique("work_items_code_key").on(t.tenantId, t.libraryId, t.rateCode),
    tenantReference(
      "work_items_library_fk",
      { tenantId: t.tenantId, ref: t.libraryId },
      workItemLibraries,
    ).onDelete("cascade"),
    check("work_items_unit_whole", sql`(${t.priceUnit} is null) = (${t.unitScale} is null)`),
    check("work_items_scale_positive", sql`${t.unitScale} > 0`),
    check(
      "work_items_not_negative",
      sql`least(${t.labourHours}, ${t.labourCost}, ${t.machineHours}, ${t.machineCost}, ${t.materialCost}, ${t.otherCost}) >= 0`,
    ),
    ...tenantPolicies("work_items"),
  ],
);

/** Which items of a library hold a word of their name, code or place: it is searched and matched by these alone. */
export const workItemWords = pgTable(
  "work_item_words",
  {
    tenantId: tenantId(),
    libraryId: uuid("library_id").notNull(),
    /** In small letters, without accents. */
    word: byteText("word").notNull(),
    /** Numbers of items, ascending. */
    items: integer("items").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.libraryId, t.word] }),
    tenantReference(
      "work_item_words_library_fk",
      { tenantId: t.tenantId, ref: t.libraryId },
      workItemLibraries,
    ).onDelete("cascade"),
    ...tenantPolicies("work_item_words"),
  ],
);
