import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
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
    /** The day that the price is of; null: nobody has said. */
    pricedOn: date("priced_on", { mode: "string" }),
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
    /** What the factor's source counts; others would be counted twice. */
    module: text("module", { enum: ["A1-A3"] })
      .notNull()
      .default("A1-A3"),
    quality: text("quality", { enum: ["A", "B", "C"] }).notNull(),
    source: text("source").notNull(),
    /** CO2 stored in the material, kg per kg, positive. Null: the built-in value (of an own entry: none) stands. */
    biogenicKgPerKg: numeric("biogenic_kg_per_kg"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.catalogueId] }),
    tenantReference(
      "carbon_factors_book_fk",
      { tenantId: t.tenantId, ref: t.priceBookId },
      priceBooks,
    ).onDelete("cascade"),
    check("carbon_factors_not_negative", sql`${t.a1a3KgPerKg} >= 0`),
    check("carbon_factors_biogenic_not_negative", sql`${t.biogenicKgPerKg} >= 0`),
    ...tenantPolicies("carbon_factors"),
  ],
);

/**
 * What a version says of a catalogue entry beside price and factor: the tenant's own entries whole, and of built-in ones
 * what stands before the built-in value. Null: the built-in value (of an own entry: its class's) stands.
 */
export const priceBookEntries = pgTable(
  "price_book_entries",
  {
    tenantId: tenantId(),
    priceBookId: uuid("price_book_id").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    /** Name, unit and class are set for the tenant's own entries, and for them only. */
    name: text("name"),
    unit: text("unit", { enum: PRICE_UNITS }),
    /** A group of lib/catalogue/groups.ts: site waste, haul and disposal. */
    class: text("class"),
    wholeProduct: boolean("whole_product").notNull().default(false),
    masterFormat: text("master_format"),
    uniFormat: text("uni_format"),
    densityKgM3: numeric("density_kg_m3"),
    thicknessM: numeric("thickness_m"),
    massPerUnitKg: numeric("mass_per_unit_kg"),
    massSource: text("mass_source"),
    /** Part of what is brought to site that is wasted, 0..1: module A5. */
    wasteRate: numeric("waste_rate"),
    wasteSource: text("waste_source"),
    /** Names in models that mean this entry. */
    aliases: jsonb("aliases").$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.catalogueId] }),
    tenantReference(
      "price_book_entries_book_fk",
      { tenantId: t.tenantId, ref: t.priceBookId },
      priceBooks,
    ).onDelete("cascade"),
    check("price_book_entries_own_whole", sql`num_nulls(${t.name}, ${t.unit}, ${t.class}) in (0, 3)`),
    check(
      "price_book_entries_range",
      sql`least(${t.densityKgM3}, ${t.thicknessM}, ${t.massPerUnitKg}, ${t.wasteRate}) >= 0 and ${t.wasteRate} < 1`,
    ),
    ...tenantPolicies("price_book_entries"),
  ],
);

/** A tenant's own cost level of a place, of one version of its price book; it stands before the built-in table. */
export const locationFactors = pgTable(
  "location_factors",
  {
    tenantId: tenantId(),
    priceBookId: uuid("price_book_id").notNull(),
    name: text("name").notNull(),
    aliases: jsonb("aliases").$type<string[]>().notNull().default([]),
    factor: numeric("factor").notNull(),
    source: text("source").notNull(),
    placeholder: boolean("placeholder").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.name] }),
    tenantReference(
      "location_factors_book_fk",
      { tenantId: t.tenantId, ref: t.priceBookId },
      priceBooks,
    ).onDelete("cascade"),
    check("location_factors_positive", sql`${t.factor} > 0`),
    ...tenantPolicies("location_factors"),
  ],
);
