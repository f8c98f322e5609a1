import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileBills } from "#db/schema/bills.ts";
import { fileDrawings } from "#db/schema/drawings.ts";
import { type ClassTotals, FILE_FORMATS, FILE_STATUSES, fileAnalyses } from "#db/schema/files.ts";
import { materialsOf } from "#lib/estimates/classify-file.ts";
import { FloorAreaView } from "#lib/estimates/confirm-floor-area.ts";
import { MaterialView, presentMaterial, unknownOf } from "#lib/estimates/file-materials.ts";
import { floorAreaOf } from "#lib/estimates/floor-area.ts";
import { type EstimateRow, estimateOfFile } from "#lib/estimates/measured-model.ts";
import { carbonOf, costOf, perM2, presentCoverage, presentMissing } from "#lib/estimates/present-estimate.ts";
import { CarbonView, CostView, CoverageView, MissingView, PerM2View } from "#lib/estimates/views.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { isDrawing, isSpreadsheet } from "#lib/files/format-kinds.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { StepView, stepsOf } from "#lib/processing/present-steps.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const ClassView = z.object({
  count: z.number(),
  length_m: z.number(),
  area_m2: z.number(),
  volume_m3: z.number(),
  weight_kg: z.number(),
  low_confidence: z.number(),
});
const Area = z.object({ m2: z.number().nullable(), source: z.enum(["stated", "measured", "none"]) });
const Areas = z.object({ gross: Area, net: Area });

/** What is known of a file so far; what a step has not given yet is null or empty. Volumes are net, all SI. */
export const AnalysisView = z.object({
  file_id: z.string(),
  status: z.enum(FILE_STATUSES),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  format: z.enum(FILE_FORMATS),
  /** What is known of it beside elements: rows of its tables, layers of what is drawn. */
  holds: z.object({ rows: z.boolean(), layers: z.boolean() }),
  schema: z.string().nullable(),
  application: z.string().nullable(),
  project_name: z.string().nullable(),
  elements: z.object({ total: z.number(), by_class: z.record(z.string(), ClassView) }).nullable(),
  storeys: z.array(
    z.object({
      name: z.string(),
      elevation_m: z.number(),
      elements: z.number(),
      floor_areas: Areas.nullable(),
    }),
  ),
  /** `used` is what figures per m² are for. */
  floor_areas: Areas.extend({ used: FloorAreaView }).nullable(),
  materials: z.array(MaterialView),
  unknown_materials: z.array(z.string()),
  cost: CostView.nullable(),
  carbon: CarbonView.nullable(),
  per_m2: PerM2View,
  coverage: z.object({ cost: CoverageView, carbon: CoverageView.nullable() }).nullable(),
  unpriced: z.array(MissingView),
  missing_carbon: z.array(MissingView),
  placeholder_prices: z.boolean(),
  estimate_id: z.string().nullable(),
  warnings: z.array(z.string()),
  steps: z.array(StepView),
});

/** A file's take-off, materials, cost and carbon, and how far its newest run is. */
export async function readAnalysis(ctx: Ctx, fileId: string): Promise<z.input<typeof AnalysisView>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    const analysis = await analysisOf(tx, tenantId, fileId);
    const materials = await materialsOf(tx, tenantId, fileId);
    const estimate = await estimateOfFile(tx, tenantId, fileId);
    return {
      file_id: fileId,
      status: file.status,
      failure:
        file.failureCode === null
          ? null
          : { code: file.failureCode, message: retold(file.failureMessage ?? "") },
      format: file.format,
      holds: await heldBy(tx, tenantId, file),
      ...presentTakeoff(analysis),
      materials: materials.map(presentMaterial),
      unknown_materials: unknownOf(materials),
      ...presentResult(estimate, analysis),
      steps: await stepsOf(tx, fileId),
    };
  });
}

/** A PDF may hold tables, drawings, both or none; other formats hold what they are. */
async function heldBy(
  tx: Transaction,
  tenantId: string,
  { id, format }: FileRow,
): Promise<z.input<typeof AnalysisView>["holds"]> {
  if (format !== "pdf") return { rows: isSpreadsheet(format), layers: isDrawing(format) };
  const [bill] = await tx
    .select({ some: sql<boolean>`jsonb_array_length(${fileBills.sheets}) > 0` })
    .from(fileBills)
    .where(and(eq(fileBills.tenantId, tenantId), eq(fileBills.fileId, id)));
  const [drawing] = await tx
    .select({ some: sql<boolean>`jsonb_array_length(${fileDrawings.layers}) > 0` })
    .from(fileDrawings)
    .where(and(eq(fileDrawings.tenantId, tenantId), eq(fileDrawings.fileId, id)));
  return { rows: bill?.some ?? false, layers: drawing?.some ?? false };
}

type AnalysisRow = typeof fileAnalyses.$inferSelect;

async function analysisOf(tx: Transaction, tenantId: string, fileId: string): Promise<AnalysisRow | null> {
  const [row] = await tx
    .select()
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  return row ?? null;
}

function presentTakeoff(analysis: AnalysisRow | null) {
  if (!analysis)
    return {
      schema: null,
      application: null,
      project_name: null,
      elements: null,
      storeys: [],
      floor_areas: null,
      warnings: [],
    };
  const { floorAreas } = analysis;
  const used = floorAreaOf(analysis);
  return {
    schema: analysis.schema,
    application: analysis.application,
    project_name: analysis.projectName,
    elements: {
      total: analysis.elementCount,
      by_class: Object.fromEntries(
        Object.entries(analysis.byClass).map(([name, totals]) => [name, presentClass(totals)]),
      ),
    },
    storeys: analysis.storeys.map(({ name, elevationM, elements }, index) => ({
      name,
      elevation_m: elevationM,
      elements,
      floor_areas: areasOf(floorAreas.byStorey[index]),
    })),
    floor_areas: {
      ...presentAreas(floorAreas),
      used: { floor_area_m2: used.m2, source: used.source, kind: used.kind },
    },
    warnings: analysis.warnings.map((warning) => retold(warning)),
  };
}

function presentClass({
  count,
  lengthM,
  areaM2,
  volumeM3,
  weightKg,
  lowConfidence,
}: ClassTotals): z.input<typeof ClassView> {
  return {
    count,
    length_m: lengthM,
    area_m2: areaM2,
    volume_m3: volumeM3,
    weight_kg: weightKg,
    low_confidence: lowConfidence,
  };
}

type StoreyAreas = AnalysisRow["floorAreas"]["byStorey"][number];

function presentAreas({ grossM2, grossSource, netM2, netSource }: StoreyAreas): z.input<typeof Areas> {
  return { gross: { m2: grossM2, source: grossSource }, net: { m2: netM2, source: netSource } };
}

function areasOf(areas: StoreyAreas | undefined): z.input<typeof Areas> | null {
  return areas ? presentAreas(areas) : null;
}

function presentResult(estimate: EstimateRow | null, analysis: AnalysisRow | null) {
  if (!estimate) {
    return {
      cost: null,
      carbon: null,
      per_m2: null,
      coverage: null,
      unpriced: [],
      missing_carbon: [],
      placeholder_prices: false,
      estimate_id: null,
    };
  }
  return {
    cost: costOf(estimate),
    carbon: carbonOf(estimate),
    per_m2: perM2(estimate, analysis ? floorAreaOf(analysis).m2 : estimate.floorAreaM2),
    coverage: {
      cost: presentCoverage(estimate.costCoverage),
      carbon: estimate.carbonCoverage && presentCoverage(estimate.carbonCoverage),
    },
    unpriced: presentMissing(estimate.unpriced),
    missing_carbon: presentMissing(estimate.missingCarbon),
    placeholder_prices: estimate.placeholderPrices,
    estimate_id: estimate.id,
  };
}
