import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import type { Frozen } from "../../lib/boq/freeze-bill.ts";
import type { Difference, ReturnedRow } from "../../lib/boq/returns/types.ts";
import type { BillTerms } from "../../lib/boq/terms.ts";
import { createdAt, id, tenantId, tenantKey, tenantPolicies, tenantReference, updatedAt } from "./columns.ts";
import { costEstimates } from "./estimates.ts";
import { PRICE_UNITS } from "./price-books.ts";
import { tenants } from "./tenants.ts";
import { estimateVisible } from "./variants.ts";

export const CLASSIFICATIONS = ["din_276", "nrm_2", "master_format", "uni_format"] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** A provisional sum; something instead of an item of the bill; something that may come on top. */
export const ITEM_KINDS = ["provisional", "alternate", "option"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
/** `sum`: one lump. */
export const ITEM_UNITS = [...PRICE_UNITS, "sum"] as const;
export type ItemUnit = (typeof ITEM_UNITS)[number];

/** How an estimate stands as a bill of quantities, where somebody has said so: its classification, and what is laid upon its works. */
export const boqBills = pgTable(
  "boq_bills",
  {
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    classification: text("classification", { enum: CLASSIFICATIONS }).notNull(),
    terms: jsonb("terms").$type<BillTerms>().notNull(),
    /** Of the approval: what the bill takes from the organisation, as it was then. It counts while the estimate is approved. */
    frozen: jsonb("frozen").$type<Frozen>(),
    updatedBy: text("updated_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.estimateId] }),
    tenantReference(
      "boq_bills_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    ...tenantPolicies("boq_bills"),
    estimateVisible("boq_bills"),
  ],
);

/** What a person has added to a bill. It keeps its id, by which bidders' prices find it, whatever is calculated anew. */
export const boqItems = pgTable(
  "boq_items",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    kind: text("kind", { enum: ITEM_KINDS }).notNull(),
    description: text("description").notNull(),
    quantity: numeric("quantity").notNull(),
    unit: text("unit", { enum: ITEM_UNITS }).notNull(),
    /** Money per unit, exact; null: to be priced. A provisional sum has one. */
    unitRate: numeric("unit_rate"),
    /** Of an alternate: the key of the estimate's line that it stands in for. */
    replacesKey: text("replaces_key"),
    /** An alternate or an option that counts in the total. */
    chosen: boolean("chosen").notNull().default(false),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("boq_items", t),
    tenantReference(
      "boq_items_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("boq_items_list_idx").on(t.tenantId, t.estimateId, t.createdAt),
    check("boq_items_quantity", sql`${t.quantity} > 0`),
    ...tenantPolicies("boq_items"),
    estimateVisible("boq_items"),
  ],
);

/** In which section an organisation has an entry of its catalogue; it stands before the section that is built in. */
export const boqMappings = pgTable(
  "boq_mappings",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    classification: text("classification", { enum: CLASSIFICATIONS }).notNull(),
    catalogueId: text("catalogue_id").notNull(),
    /** Empty: in every class that has no row of its own. */
    ifcClass: text("ifc_class").notNull(),
    code: text("code").notNull(),
    updatedBy: text("updated_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.classification, t.catalogueId, t.ifcClass] }),
    ...tenantPolicies("boq_mappings"),
  ],
);

/** A bill that a bidder has priced, as it came back. It never changes; of a bidder's the newest one stands. */
export const boqReturns = pgTable(
  "boq_returns",
  {
    id: id(),
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    bidder: text("bidder").notNull(),
    /** The bidder's name by which a newer bill is known as theirs. */
    bidderKey: text("bidder_key").notNull(),
    /** 1, 2, … of this bidder. */
    version: integer("version").notNull(),
    filename: text("filename").notNull(),
    sha256: text("sha256").notNull(),
    currency: text("currency").notNull(),
    rows: jsonb("rows").$type<ReturnedRow[]>().notNull(),
    differences: jsonb("differences").$type<Difference[]>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("boq_returns", t),
    unique("boq_returns_version_key").on(t.tenantId, t.estimateId, t.bidderKey, t.version),
    tenantReference(
      "boq_returns_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    ...tenantPolicies("boq_returns"),
    estimateVisible("boq_returns"),
  ],
);
