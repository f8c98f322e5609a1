import { sql } from "drizzle-orm";
import {
  check,
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
import type { EpdModuleRow, EpdProperties, EpdScenario } from "../../lib/epd/types.ts";
import { createdAt, id, tenantId, tenantKey, tenantPolicies, tenantReference } from "./columns.ts";
import { PRICE_UNITS, priceBooks } from "./price-books.ts";
import { tenants } from "./tenants.ts";

export const EPD_TYPES = ["specific", "average", "representative", "generic", "template"] as const;
export const EPD_STANDARDS = ["EN 15804+A1", "EN 15804+A2"] as const;
/** What a choice says of the data set: of the very product, of an average of such products, or of something similar. */
export const EPD_KINDS = ["product", "average", "proxy"] as const;

/**
 * An environmental product declaration as it was imported: a version of a data set, which never changes. A newer version
 * stands beside it. Figures are as declared, per `amount` of `unit`; what was not declared is not there.
 */
export const epds = pgTable(
  "epds",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** The data set's own, the same in every version. */
    uuid: text("uuid").notNull(),
    /** As ILCD writes it: `00.02.000`. */
    version: text("version").notNull(),
    /** By language, BCP 47; there is always one. */
    names: jsonb("names").$type<Record<string, string>>().notNull(),
    owner: text("owner"),
    /** Declared unit. */
    amount: numeric("amount").notNull(),
    unit: text("unit", { enum: PRICE_UNITS }).notNull(),
    properties: jsonb("properties").$type<EpdProperties>().notNull(),
    modules: jsonb("modules").$type<EpdModuleRow[]>().notNull(),
    scenarios: jsonb("scenarios").$type<EpdScenario[]>().notNull(),
    standard: text("standard", { enum: EPD_STANDARDS }).notNull(),
    /** Null: the data set does not say. */
    dataSetType: text("data_set_type", { enum: EPD_TYPES }),
    /** As ILCD codes places: ISO 3166, RER, GLO. */
    geography: text("geography"),
    referenceYear: integer("reference_year"),
    /** The last day. */
    validUntil: date("valid_until", { mode: "string" }),
    registration: text("registration"),
    sourceUrl: text("source_url"),
    format: text("format", { enum: ["ilcd_xml", "ilcd_json", "csv"] }).notNull(),
    /** Names, owner and number in small letters, to be searched. */
    words: text("words").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("epds", t),
    unique("epds_version_key").on(t.tenantId, t.uuid, t.version),
    index("epds_list_idx").on(t.tenantId, t.words, t.id),
    check("epds_amount_positive", sql`${t.amount} > 0`),
    ...tenantPolicies("epds"),
  ],
);

/** Which declaration counts for a catalogue entry, of one version of the tenant's price book; it stands before every factor. */
export const epdChoices = pgTable(
  "epd_choices",
  {
    tenantId: tenantId(),
    priceBookId: uuid("price_book_id").notNull(),
    catalogueId: text("catalogue_id").notNull(),
    epdId: uuid("epd_id").notNull(),
    kind: text("kind", { enum: EPD_KINDS }).notNull(),
    /** Of modules that are declared in several: the one that counts. */
    scenario: text("scenario"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.priceBookId, t.catalogueId] }),
    tenantReference("epd_choices_book_fk", { tenantId: t.tenantId, ref: t.priceBookId }, priceBooks).onDelete(
      "cascade",
    ),
    tenantReference("epd_choices_epd_fk", { tenantId: t.tenantId, ref: t.epdId }, epds),
    index("epd_choices_epd_idx").on(t.tenantId, t.epdId),
    ...tenantPolicies("epd_choices"),
  ],
);
