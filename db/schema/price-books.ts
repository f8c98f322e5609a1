import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, tenantId, tenantKey, tenantPolicies, tenantReference } from "./columns.ts";
import { tenants } from "./tenants.ts";

export const PRICE_UNITS = ["m3", "m2", "m", "kg", "t", "pcs"] as const;

/**
 * One version of a tenant's price book, with the carbon factors that were in force with it. A version never changes:
 * every edit and every import makes the next one, so that an estimate can say what it used. The built-in book is code.
 */
export const priceBooks = pgTable(
  "price_books",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    /** ISO 4217. */
    currency: text("currency").notNull(),
    /** The one that new estimates use; none: the built-in book. */
    isActive: boolean("is_active").notNull().default(false),
    origin: text("origin", { enum: ["import", "edit"] }).notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("price_books", t),
    unique("price_books_version_key").on(t.tenantId, t.version),
    uniqueIndex("price_books_one_active").on(t.tenantId).where(sql`is_active`),
    ...tenantPolicies("price_books"),
  ],
);

/** A tenant's own build-up of one catalogue entry; it stands before the built-in row. Money and hours per unit. */
export const priceBookItems = pgTable(
  "price_book_items",
  {
    tenantId: tenantId(),
    priceBookId: uuid("price_book_id").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    unit: text("unit", { enum: PRICE_UNITS }).notNull(),
    materialPrice: numeric("material_price").notNull(),
    labourHours: numeric("labour_hours").notNull(),
    equipmentHours: numeric("equipment_hours").notNull(),
    wasteAllowance: numeric("waste_allowance").notNull(),
    lowFactor: numeric("low_factor").notNull(),
    highFactor: numeric("high_factor").notNull(),
    source: text("source").notNull(),
    placeholder: boolean("placeholder").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.catalogueId] }),
    tenantReference(
      "price_book_items_book_fk",
      { tenantId: t.tenantId, ref: t.priceBookId },
      priceBooks,
    ).onDelete("cascade"),
    check(
      "price_book_items_not_negative",
      sql`least(${t.materialPrice}, ${t.labourHours}, ${t.equipmentHours}, ${t.wasteAllowance}) >= 0`,
    ),
    ...tenantPolicies("price_book_items"),
  ],
);

/** A tenant's own carbon factor of one catalogue entry, of one version of its price book. */
export const carbonFactors = pgTable(
  "carbon_factors",
  {
    tenantId: tenantId(),
    priceBookId: uuid("price_book_id").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    /** EN 15978 A1–A3, kg CO2e per kg, without biogenic carbon. */
    a1a3KgPerKg: numeric("a1_a3_kg_per_kg").notNull(),
    quality: text("quality", { enum: ["A", "B", "C"] }).notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.catalogueId] }),
    tenantReference(
      "carbon_factors_book_fk",
      { tenantId: t.tenantId, ref: t.priceBookId },
      priceBooks,
    ).onDelete("cascade"),
    check("carbon_factors_not_negative", sql`${t.a1a3KgPerKg} >= 0`),
    ...tenantPolicies("carbon_factors"),
  ],
);
