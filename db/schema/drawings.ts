import { doublePrecision, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Mapping } from "../../lib/processing/drawing/mapping.ts";
import type { DrawnBlock, DrawnLayer } from "../../lib/processing/drawing/types.ts";
import { DRAWING_UNITS } from "../../lib/processing/drawing/units.ts";
import { createdAt, tenantId, tenantPolicies, tenantReference, updatedAt } from "./columns.ts";
import { files } from "./files.ts";
import { tenants } from "./tenants.ts";

/** What a tenant's people said a layer or a block of drawings is: it stands in every later drawing. */
export const drawingMappings = pgTable(
  "drawing_mappings",
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["layer", "block"] }).notNull(),
    /** By `normaliseName`. */
    normalisedName: text("normalised_name").notNull(),
    /** As it was spelt when it was confirmed. */
    name: text("name").notNull(),
    mapping: jsonb("mapping").$type<Mapping>().notNull(),
    confirmedBy: text("confirmed_by").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.kind, t.normalisedName] }),
    ...tenantPolicies("drawing_mappings"),
  ],
);

/** What a drawing holds by layer and block, as its newest take-off found it. */
export const fileDrawings = pgTable(
  "file_drawings",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    runId: uuid("run_id").notNull(),
    /** Release of the file, e.g. `AC1032`. */
    version: text("version").notNull(),
    /** Null: the file states none. */
    statedUnit: text("stated_unit", { enum: DRAWING_UNITS }),
    /** Said by a person; it stands before the file's, and survives a re-run. */
    unit: text("unit", { enum: DRAWING_UNITS }),
    unitSetBy: text("unit_set_by"),
    /** Of a PDF, which has a scale where others have a unit: the 100 of 1:100. Null: it states none, or several. */
    statedScale: doublePrecision("stated_scale"),
    /** Said by a person, as `unit`. */
    scale: doublePrecision("scale"),
    scaleSetBy: text("scale_set_by"),
    /** Amounts in the drawing's own units, with the mapping that each was taken off by. */
    layers: jsonb("layers").$type<DrawnLayer[]>().notNull(),
    blocks: jsonb("blocks").$type<DrawnBlock[]>().notNull(),
    annotations: integer("annotations").notNull(),
    paperSpace: integer("paper_space").notNull(),
    unread: integer("unread").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    tenantReference("file_drawings_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    ...tenantPolicies("file_drawings"),
  ],
);
