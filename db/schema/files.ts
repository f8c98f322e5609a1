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
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  ElementBox,
  ElementMaterial,
  FloorAreas,
  FoundElement,
  QuantitySources,
  TakeoffStorey,
} from "../../lib/processing/types.ts";
import {
  createdAt,
  hiddenProjects,
  id,
  systemOnly,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { projects } from "./projects.ts";
import { tenants } from "./tenants.ts";

export const FILE_STATUSES = ["pending", "uploaded", "processing", "completed", "failed"] as const;
export const STORAGE_TIERS = ["hot", "archiving", "archived", "restoring", "restored"] as const;
/** Classes that a file's bytes can lie in. */
export const FILE_STORAGE_CLASSES = ["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"] as const;
export const FILE_FORMATS = ["ifc", "ifczip", "dwg", "dxf", "rvt", "pdf", "xlsx", "csv"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const files = pgTable(
  "files",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    projectId: uuid("project_id"),
    filename: text("filename").notNull(),
    format: text("format", { enum: FILE_FORMATS }).notNull(),
    /** Bytes: declared while `pending`, verified afterwards. */
    size: bigint("size", { mode: "number" }).notNull(),
    sha256: text("sha256"),
    status: text("status", { enum: FILE_STATUSES }).notNull().default("pending"),
    /** Set with status `failed`: a stable code and a sentence a person can act on. */
    failureCode: text("failure_code"),
    failureMessage: text("failure_message"),
    storageTier: text("storage_tier", { enum: STORAGE_TIERS }).notNull().default("hot"),
    /** Where the hot copy stands in the `files` bucket, or stood before it was archived. */
    storageKey: text("storage_key").notNull(),
    /** Where the only copy stands in the `archive` bucket; null while it is hot. */
    archiveKey: text("archive_key"),
    storageClass: text("storage_class", { enum: FILE_STORAGE_CLASSES }).notNull().default("STANDARD"),
    archivedAt: timestamptz("archived_at"),
    /**
     * The move between hot and archive that is under way, and since when: one process moves a file at a time, and a move
     * older than its limit died with its process.
     */
    moveId: uuid("move_id"),
    movingSince: timestamptz("moving_since"),
    /** Last download or processing, to the day; archival by access counts from it. */
    lastAccessedAt: timestamptz("last_accessed_at"),
    /** When a link to its bytes was last handed out, to the minute: the copy behind it outlives a move for that long. */
    linkedAt: timestamptz("linked_at"),
    /** A member keeps it hot whatever the rules say. */
    keepHot: boolean("keep_hot").notNull().default(false),
    /** Neither deleted nor moved until an admin lifts it. */
    legalHold: boolean("legal_hold").notNull().default(false),
    /** The store's multipart upload, while `pending`. */
    uploadId: text("upload_id"),
    partSize: integer("part_size"),
    /** One caller verifies a completed upload at a time; a claim older than the limit died with its process. */
    verifyingSince: timestamptz("verifying_since"),
    temporary: boolean("temporary").notNull().default(false),
    /** When a pending upload or a temporary file is removed. */
    expiresAt: timestamptz("expires_at"),
    uploadedBy: uuid("uploaded_by"),
    uploadedAt: timestamptz("uploaded_at"),
    processedAt: timestamptz("processed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("files", t),
    tenantReference("files_project_fk", { tenantId: t.tenantId, ref: t.projectId }, projects),
    index("files_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("files_status_idx").on(
      t.tenantId,
      t.status,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("files_project_idx").on(
      t.tenantId,
      t.projectId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("files_tier_idx").on(
      t.tenantId,
      t.storageTier,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("files_sha256_idx").on(t.tenantId, t.sha256).where(sql`sha256 is not null`),
    index("files_moving_idx").on(t.movingSince).where(sql`moving_since is not null`),
    index("files_expiry_idx").on(t.expiresAt).where(sql`expires_at is not null`),
    check("files_size_positive", sql`${t.size} >= 0`),
    // A file never points nowhere: archived or restored it has its archive key, and a move has its claim.
    check(
      "files_tier_located",
      sql`(${t.storageTier} in ('hot', 'archiving')) = (${t.archiveKey} is null) and (${t.moveId} is null) = (${t.movingSince} is null)`,
    ),
    ...tenantPolicies("files"),
    hiddenProjects("files", t.projectId),
  ],
);

export const PROCESSING_STEPS = [
  "extract_geometry",
  "classify_materials",
  "estimate_costs",
  "calculate_carbon",
] as const;
export type ProcessingStep = (typeof PROCESSING_STEPS)[number];
export const STEP_STATUSES = ["pending", "running", "completed", "failed"] as const;

/** One run of the pipeline over a file. The newest run of a file is the one shown. */
export const processingRuns = pgTable(
  "processing_runs",
  {
    id: id(),
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    status: text("status", { enum: ["running", "completed", "failed"] })
      .notNull()
      .default("running"),
    startedAt: timestamptz("started_at").notNull().defaultNow(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    tenantKey("processing_runs", t),
    tenantReference("processing_runs_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    index("processing_runs_file_idx").on(t.tenantId, t.fileId, t.startedAt.desc().nullsFirst()),
    uniqueIndex("processing_runs_one_running").on(t.tenantId, t.fileId).where(sql`status = 'running'`),
    ...tenantPolicies("processing_runs"),
  ],
);

export const processingSteps = pgTable(
  "processing_steps",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    name: text("name", { enum: PROCESSING_STEPS }).notNull(),
    status: text("status", { enum: STEP_STATUSES }).notNull().default("pending"),
    startedAt: timestamptz("started_at"),
    durationMs: integer("duration_ms"),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.name] }),
    tenantReference(
      "processing_steps_run_fk",
      { tenantId: t.tenantId, ref: t.runId },
      processingRuns,
    ).onDelete("cascade"),
    ...tenantPolicies("processing_steps"),
  ],
);

/** Per class sums: count of elements, SI quantities, and how many values are of low confidence. */
export interface ClassTotals {
  count: number;
  lengthM: number;
  areaM2: number;
  volumeM3: number;
  weightKg: number;
  lowConfidence: number;
}

/** What a file's model holds, apart from its single elements. */
export const fileAnalyses = pgTable(
  "file_analyses",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    runId: uuid("run_id").notNull(),
    schema: text("schema").notNull(),
    application: text("application"),
    projectName: text("project_name"),
    elementCount: integer("element_count").notNull(),
    byClass: jsonb("by_class").$type<Record<string, ClassTotals>>().notNull(),
    storeys: jsonb("storeys").$type<(TakeoffStorey & { elements: number })[]>().notNull(),
    floorAreas: jsonb("floor_areas").$type<FloorAreas>().notNull(),
    /** Confirmed or corrected by a person, m²; wins over the file's. */
    floorAreaOverride: doublePrecision("floor_area_override_m2"),
    floorAreaConfirmedBy: uuid("floor_area_confirmed_by"),
    floorAreaConfirmedAt: timestamptz("floor_area_confirmed_at"),
    /** Why it is not what the file says; null where it is. */
    floorAreaReason: text("floor_area_reason"),
    warnings: jsonb("warnings").$type<string[]>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    tenantReference("file_analyses_file_fk", { tenantId: t.tenantId, ref: t.fileId }, files).onDelete(
      "cascade",
    ),
    ...tenantPolicies("file_analyses"),
  ],
);

/** Single elements of a file, in the take-off's order. */
export const elements = pgTable(
  "elements",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    globalId: text("global_id").notNull(),
    ifcClass: text("ifc_class").notNull(),
    name: text("name"),
    typeName: text("type_name"),
    predefinedType: text("predefined_type"),
    /** As the file states them; null: it does not. */
    isExternal: boolean("is_external"),
    loadBearing: boolean("load_bearing"),
    /** Index into the analysis' storeys. */
    storey: integer("storey"),
    lengthM: doublePrecision("length_m"),
    areaM2: doublePrecision("area_m2"),
    volumeM3: doublePrecision("volume_m3"),
    weightKg: doublePrecision("weight_kg"),
    sources: jsonb("sources").$type<QuantitySources>().notNull(),
    materials: jsonb("materials").$type<ElementMaterial[]>().notNull(),
    parentGlobalId: text("parent_global_id"),
    measured: boolean("measured").notNull(),
    /** The box around it; null: it has no shape, or was taken off before boxes were kept. */
    boxM: doublePrecision("box_m").array().$type<ElementBox>(),
    /**
     * What was found of an element that a person corrected, whose other columns hold what the person says: quantities,
     * sources and materials, or, of one that is not to count, no quantities and `measured` false. Null: not corrected.
     */
    found: jsonb("found").$type<FoundElement>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId, t.ordinal] }),
    foreignKey({
      name: "elements_analysis_fk",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [fileAnalyses.tenantId, fileAnalyses.fileId],
    }).onDelete("cascade"),
    index("elements_class_idx").on(t.tenantId, t.fileId, t.ifcClass, t.ordinal),
    index("elements_storey_idx").on(t.tenantId, t.fileId, t.storey, t.ordinal),
    index("elements_corrected_idx").on(t.tenantId, t.fileId, t.ordinal).where(sql`found is not null`),
    ...tenantPolicies("elements"),
  ],
);

/** A part of a file's model as it stands in the `files` bucket (`modelKey`). */
export interface ModelPart {
  number: number;
  bytes: number;
  sha256: string;
  triangles: number;
  elements: number;
}
type Point = [x: number, y: number, z: number];

/**
 * What the browser draws of a file: the triangles of its elements, made in the same pass as the take-off whose elements
 * they are keyed by, and gone with it. Its parts are derived and small, so they stay hot when the file is archived and
 * are no bytes of the organisation's storage.
 */
export const fileModels = pgTable(
  "file_models",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    runId: uuid("run_id").notNull(),
    /** The attempt at the run's take-off that wrote the parts; it stands in their keys. */
    attemptId: uuid("attempt_id").notNull(),
    parts: jsonb("parts").$type<ModelPart[]>().notNull(),
    /** What positions and bounds are relative to, m, in the model's own coordinates, Z up. */
    origin: jsonb("origin").$type<Point>().notNull(),
    bounds: jsonb("bounds").$type<{ min: Point; max: Point }>().notNull(),
    triangles: integer("triangles").notNull(),
    elements: integer("elements").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId] }),
    foreignKey({
      name: "file_models_analysis_fk",
      columns: [t.tenantId, t.fileId],
      foreignColumns: [fileAnalyses.tenantId, fileAnalyses.fileId],
    }).onDelete("cascade"),
    ...tenantPolicies("file_models"),
  ],
);

/**
 * Files whose row is gone, until a sweep has found nothing of them in the stores: what a purge left behind is known by it.
 * A trigger writes it. It names the organisation without referring to it, since it outlives that too.
 */
export const deletedFiles = pgTable(
  "deleted_files",
  {
    organisationId: uuid("organisation_id").notNull(),
    fileId: uuid("file_id").notNull(),
    deletedAt: timestamptz("deleted_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.fileId] }), ...systemOnly("deleted_files")],
);
