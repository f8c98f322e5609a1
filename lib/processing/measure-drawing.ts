import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { drawingMappings, fileDrawings } from "#db/schema/drawings.ts";
import { takeOffDrawing } from "#lib/processing/drawing/take-off-drawing.ts";
import type { DrawingSummary, KnownMapping } from "#lib/processing/drawing/types.ts";
import type { DrawingUnit } from "#lib/processing/drawing/units.ts";
import type { MeasuredFile, MeasureFile } from "#lib/processing/measured-file.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Takes off a drawing by what the organisation has confirmed, and keeps what it holds by layer and block. */
export const measureDrawing: MeasureFile = async (ctx, run, file, path): Promise<MeasuredFile> => {
  if (file.format !== "dwg" && file.format !== "dxf") throw new Error(`${file.format} is no drawing`);
  const { unit, known } = await ctx.transaction(async (tx) => ({
    unit: await saidUnit(tx, ctx.tenant.id, run.fileId),
    known: await knownMappings(tx, ctx.tenant.id),
  }));
  const { takeoff, summary } = await takeOffDrawing({ path, format: file.format, unit, known });
  return { takeoff, model: null, store: (tx) => storeDrawing(ctx, tx, run, summary) };
};

/** What a person said the drawing's unit is; null: nobody has. */
async function saidUnit(tx: Transaction, tenantId: string, fileId: string): Promise<DrawingUnit | null> {
  const [row] = await tx
    .select({ unit: fileDrawings.unit })
    .from(fileDrawings)
    .where(and(eq(fileDrawings.tenantId, tenantId), eq(fileDrawings.fileId, fileId)));
  return row?.unit ?? null;
}

/** What the tenant's people confirmed of layers and blocks, in whatever drawing. */
export async function knownMappings(tx: Transaction, tenantId: string): Promise<KnownMapping[]> {
  return tx
    .select({
      kind: drawingMappings.kind,
      normalisedName: drawingMappings.normalisedName,
      mapping: drawingMappings.mapping,
    })
    .from(drawingMappings)
    .where(eq(drawingMappings.tenantId, tenantId));
}

/** Keeps what a drawing holds, in the take-off's own transaction. */
export async function storeDrawing(
  ctx: Ctx,
  tx: Transaction,
  { fileId, runId }: RunRef,
  summary: DrawingSummary & { statedScale?: number | null },
): Promise<void> {
  const found = { runId, ...summary };
  await tx
    .insert(fileDrawings)
    .values({ tenantId: ctx.tenant.id, fileId, ...found })
    .onConflictDoUpdate({ target: [fileDrawings.tenantId, fileDrawings.fileId], set: found });
}
