import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { BookReference } from "../../lib/catalogue/layer-price-books.ts";
import type { LocationMatch } from "../../lib/catalogue/location-factors.ts";
import type { CarbonLine, MissingCarbon } from "../../lib/processing/carbon/types.ts";
import type { Coverage } from "../../lib/processing/costs/coverage.ts";
import type { CostLine, UnpricedItem } from "../../lib/processing/costs/types.ts";
import type { MeasuredLine, UnmeasuredItem } from "../../lib/processing/materials/types.ts";
import {
  createdAt,
  hiddenProjects,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { fileAnalyses } from "./files.ts";
import { PRICE_UNITS, priceBooks } from "./price-books.ts";
import { projects } from "./projects.ts";
import { tenants } from "./tenants.ts";

/** The materials of a file and what they were taken for. */
export const materials = pgTable(
  "materials",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    /** As the model spells it. */
    name: text("name").notNull(),
    /** Null: unknown, to be assigned by a person. */
    catalogueId: text("catalogue_id"),
    /** 0..1. */
    confidence: doublePrecision("confidence").notNull(),
    rule: text("rule").notNull(),
    volumeM3: numeric("volume_m3").notNull(),
    /** Of what has one; null where it cannot be known of any: no entry, or one without density and mass. */
    massKg: numeric("mass_kg"),
    elements: integer("elements").notNull(),
    /** Of these, elements whose mass is not in `mass_kg`. */
    unweighedElements: integer("unweighed_elements").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId, t.name] }),
    foreignKey({
      name: "materials_analysis_fk",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [fileAnalyses.tenantId, fileAnalyses.fileId],
    }).onDelete("cascade"),
    index("materials_unknown_idx").on(t.tenantId, t.fileId).where(sql`catalogue_id is null`),
    ...tenantPolicies("materials"),
  ],
);

/** What a tenant's people said a material name means: beats every rule, in every later file. */
export const materialAssignments = pgTable(
  "material_assignments",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** By `normaliseMaterialName`. */
    normalisedName: text("normalised_name").notNull(),
    /** As it was spelled when it was assigned. */
    name: text("name").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    assignedBy: text("assigned_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.normalisedName] }), ...tenantPolicies("material_assignments")],
);

const minor = (name: string) => bigint(name, { mode: "number" });
const grams = (name: string) => bigint(name, { mode: "number" });

/** What was entered for an estimate by hand: a quantity in a unit, or in the catalogue's unit when none is given. */
export type EstimateInput = Record<string, { quantity: string; unit: (typeof PRICE_UNITS)[number] | null }>;

/** What a person chose for one estimate instead of the organisation's settings; it survives every recalculation. */
export interface ChosenTerms {
  location?: string;
  /** Decimal strings, money per hour. */
  laborRate?: string;
  equipmentRate?: string;
}

export type UnpricedSummary = Omit<UnpricedItem, "elementIds"> & { elements: number };
export type MissingCarbonSummary = Omit<MissingCarbon, "elementIds"> & { elements: number };

/**
 * A priced and carbon-counted bill of quantities, of a file (one each) or by hand. It outlives its file: the tenant's
 * record of what it calculated, so `file_id` is no foreign key.
 */
export const costEstimates = pgTable(
  "cost_estimates",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    fileId: uuid("file_id"),
    /** A file's estimate stands in its file's project. */
    projectId: uuid("project_id"),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** `calculating`: priced, the carbon account follows in the next step of the run. */
    status: text("status", { enum: ["calculating", "complete"] }).notNull(),
    input: jsonb("input").$type<EstimateInput>(),
    chosen: jsonb("chosen").$type<ChosenTerms>().notNull().default({}),
    /** As asked for, and what it was matched with. */
    location: text("location").notNull(),
    locationMatch: jsonb("location_match").$type<LocationMatch>().notNull(),
    /** Money per hour in the currency, exact. */
    laborRate: numeric("labor_rate").notNull(),
    equipmentRate: numeric("equipment_rate").notNull(),
    floorAreaM2: doublePrecision("floor_area_m2"),
    currency: text("currency").notNull(),
    /** Decimal places of the currency; amounts are whole minor units of it. */
    minorDigits: integer("minor_digits").notNull(),
    /** Null: the built-in book alone. */
    priceBookId: uuid("price_book_id"),
    priceBookVersion: text("price_book_version").notNull(),
    factorVersion: text("factor_version").notNull(),
    books: jsonb("books").$type<BookReference[]>().notNull(),
    lowMinor: minor("low_minor").notNull(),
    likelyMinor: minor("likely_minor").notNull(),
    highMinor: minor("high_minor").notNull(),
    /** Grams of CO2e by EN 15978 module; biogenic carbon is apart. Null while calculating. */
    a1a3G: grams("a1_a3_g"),
    a4G: grams("a4_g"),
    a5G: grams("a5_g"),
    biogenicG: grams("biogenic_g"),
    massKg: numeric("mass_kg"),
    /** Elements and volume of the whole model, measured or not. */
    elements: integer("elements").notNull(),
    volumeM3: numeric("volume_m3").notNull(),
    /** Names by the index that lines use. */
    storeys: jsonb("storeys").$type<string[]>().notNull(),
    /** Elements stand as their ordinals in the file. */
    unmeasured: jsonb("unmeasured").$type<UnmeasuredItem[]>().notNull(),
    unpriced: jsonb("unpriced").$type<UnpricedSummary[]>().notNull(),
    missingCarbon: jsonb("missing_carbon").$type<MissingCarbonSummary[]>(),
    costCoverage: jsonb("cost_coverage").$type<Coverage>().notNull(),
    carbonCoverage: jsonb("carbon_coverage").$type<Coverage>(),
    placeholderPrices: boolean("placeholder_prices").notNull(),
    createdBy: text("created_by").notNull(),
    /** When its costs were last calculated: the time whose prices it stands at. */
    pricedAt: timestamptz("priced_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("cost_estimates", t),
    tenantReference("cost_estimates_book_fk", { tenantId: t.tenantId, ref: t.priceBookId }, priceBooks),
    tenantReference("cost_estimates_project_fk", { tenantId: t.tenantId, ref: t.projectId }, projects),
    index("cost_estimates_project_idx").on(
      t.tenantId,
      t.projectId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    uniqueIndex("cost_estimates_file_key").on(t.tenantId, t.fileId).where(sql`file_id is not null`),
    index("cost_estimates_list_idx").on(
      t.tenantId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check(
      "cost_estimates_range",
      sql`${t.lowMinor} <= ${t.likelyMinor} and ${t.likelyMinor} <= ${t.highMinor}`,
    ),
    ...tenantPolicies("cost_estimates"),
    hiddenProjects("cost_estimates", t.projectId),
  ],
);

/** One catalogue entry in one IFC class. Unpriced lines have no amounts, lines without a factor no carbon. */
export const costEstimateLines = pgTable(
  "cost_estimate_lines",
  {
    tenantId: tenantId(),
    estimateId: uuid("estimate_id").notNull(),
    position: integer("position").notNull(),
    key: text("key").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    name: text("name").notNull(),
    ifcClass: text("ifc_class"),
    materialNames: jsonb("material_names").$type<string[]>().notNull(),
    masterFormat: text("master_format"),
    uniFormat: text("uni_format"),
    din276: text("din_276"),
    unit: text("unit", { enum: PRICE_UNITS }).notNull(),
    quantity: numeric("quantity").notNull(),
    massKg: numeric("mass_kg"),
    /** What of the quantity is not in the mass; null: nothing, or all of it. */
    unweighed: jsonb("unweighed").$type<MeasuredLine["unweighed"]>(),
    volumeM3: numeric("volume_m3").notNull(),
    /** Behind the line: ordinals of the file's elements, or names of what was entered by hand. */
    elements: jsonb("elements").$type<string[]>().notNull(),
    byStorey: jsonb("by_storey").$type<MeasuredLine["byStorey"]>().notNull(),
    /** With and before the location factor, money per unit. */
    unitRate: numeric("unit_rate"),
    baseRate: numeric("base_rate"),
    buildUp: jsonb("build_up").$type<CostLine["buildUp"]>(),
    lowMinor: minor("low_minor"),
    likelyMinor: minor("likely_minor"),
    highMinor: minor("high_minor"),
    costByStorey: jsonb("cost_by_storey").$type<CostLine["byStorey"]>(),
    /** `default` or a version's id: the book the price stands in. */
    priceBook: text("price_book"),
    priceSource: text("price_source"),
    placeholder: boolean("placeholder"),
    a1a3G: grams("a1_a3_g"),
    a4G: grams("a4_g"),
    a5G: grams("a5_g"),
    biogenicG: grams("biogenic_g"),
    carbonByStorey: jsonb("carbon_by_storey").$type<CarbonLine["byStorey"]>(),
    factor: jsonb("factor").$type<CarbonLine["factor"]>(),
    /** Modules B, C and D of the declaration that the line is counted by, whole grams; none: there is none, or it declares none. */
    declaredModules: jsonb("declared_modules").$type<CarbonLine["declared"]>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.estimateId, t.position] }),
    tenantReference(
      "cost_estimate_lines_estimate_fk",
      { tenantId: t.tenantId, ref: t.estimateId },
      costEstimates,
    ).onDelete("cascade"),
    index("cost_estimate_lines_material_idx").on(t.tenantId, t.catalogueId, t.estimateId),
    ...tenantPolicies("cost_estimate_lines"),
  ],
);
