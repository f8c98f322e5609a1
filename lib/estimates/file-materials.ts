import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { MaterialMatch, suggestEntries } from "#lib/search/materials/match-material.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type MaterialRow, materialsOf } from "./classify-file.ts";
import { estimateOfFile } from "./measured-model.ts";
import { carbonOf, costOf, presentCoverage } from "./present-estimate.ts";
import { CarbonView, CostView, CoverageView } from "./views.ts";

export const MaterialView = z.object({
  name: z.string(),
  /** Null: unknown, to be assigned. */
  catalogue_id: z.string().nullable(),
  confidence: z.number(),
  rule: z.string(),
  volume_m3: z.number(),
  /** Of what has a mass; null: nothing has. */
  mass_kg: z.number().nullable(),
  elements: z.number(),
  /** Of these, elements that `mass_kg` leaves out. */
  unweighed_elements: z.number(),
});

/** A file's materials, the most volume first, and what its estimate comes to with them. */
export const FileMaterials = z.object({
  file_id: z.string(),
  estimate_id: z.string(),
  materials: z.array(MaterialView),
  unknown_materials: z.array(z.string()),
  cost: CostView,
  carbon: CarbonView.nullable(),
  coverage: z.object({ cost: CoverageView, carbon: CoverageView.nullable() }),
});

export const SuggestedMaterials = FileMaterials.extend({
  /** Of unknown materials, by name: what they most likely are. Suggestions only; a person assigns. */
  suggestions: z.record(z.string(), z.array(MaterialMatch)),
});

export async function readFileMaterials(
  ctx: Ctx,
  fileId: string,
): Promise<z.input<typeof SuggestedMaterials>> {
  requireRole(ctx, "viewer");
  const view = await ctx.transaction(async (tx) => {
    await findFile(tx, fileId);
    return presentFileMaterials(tx, ctx.tenant.id, fileId);
  });
  return { ...view, suggestions: await suggestEntries(ctx, view.unknown_materials) };
}

export async function presentFileMaterials(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<z.input<typeof FileMaterials>> {
  const estimate = await estimateOfFile(tx, tenantId, fileId);
  if (!estimate) throw new Conflict("analysis_not_ready", problemText("estimates.fileEstimateYetSteps"));
  const rows = await materialsOf(tx, tenantId, fileId);
  return {
    file_id: fileId,
    estimate_id: estimate.id,
    materials: rows.map(presentMaterial),
    unknown_materials: unknownOf(rows),
    cost: costOf(estimate),
    carbon: carbonOf(estimate),
    coverage: {
      cost: presentCoverage(estimate.costCoverage),
      carbon: estimate.carbonCoverage && presentCoverage(estimate.carbonCoverage),
    },
  };
}

export function presentMaterial({
  name,
  catalogueId,
  confidence,
  rule,
  volumeM3,
  massKg,
  elements,
  unweighedElements,
}: MaterialRow): z.input<typeof MaterialView> {
  return {
    name,
    catalogue_id: catalogueId,
    confidence,
    rule,
    volume_m3: Number(volumeM3),
    mass_kg: massKg === null ? null : Number(massKg),
    elements,
    unweighed_elements: unweighedElements,
  };
}

/** Names that a person has to assign. */
export function unknownOf(rows: readonly MaterialRow[]): string[] {
  return rows.filter((row) => row.catalogueId === null).map((row) => row.name);
}
