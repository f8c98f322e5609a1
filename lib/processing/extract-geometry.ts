import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements, type FileFormat, fileAnalyses, fileModels } from "#db/schema/files.ts";
import { whereItStands } from "#lib/archival/where-it-stands.ts";
import { temporaryDirectory } from "#lib/config/temporary.ts";
import { applyCorrections } from "#lib/corrections/apply-corrections.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { releaseModel } from "#lib/models/release-model.ts";
import { describeRevit } from "#lib/processing/describe-revit.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { measureBill } from "#lib/processing/measure-bill.ts";
import { measureDrawing } from "#lib/processing/measure-drawing.ts";
import { measureModel } from "#lib/processing/measure-model.ts";
import { measurePackedModel } from "#lib/processing/measure-packed-model.ts";
import { measurePdfFile } from "#lib/processing/measure-pdf-file.ts";
import type { MeasuredFile, MeasureFile } from "#lib/processing/measured-file.ts";
import { ProcessingFailure, type RunRef, runStep } from "#lib/processing/run-step.ts";
import { insertBatches, type Tallied, tallied } from "#lib/processing/tally-takeoff.ts";
import { within } from "#lib/storage/disk/within.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** How each format is taken off. */
const MEASURED_BY: Record<FileFormat, MeasureFile> = {
  ifc: measureModel,
  ifczip: measurePackedModel,
  dwg: measureDrawing,
  dxf: measureDrawing,
  xlsx: measureBill,
  csv: measureBill,
  pdf: measurePdfFile,
  rvt: describeRevit,
};

/** Step 1: measures the file and stores its elements, storeys, floor areas and sums by class, and what is drawn of it. */
export async function extractGeometry(ctx: Ctx, run: RunRef): Promise<void> {
  await runStep(ctx, run, "extract_geometry", {
    compute: async () => {
      const file = await ctx.transaction((tx) => findFile(tx, run.fileId));
      const measure = MEASURED_BY[file.format];
      return withLocalCopy(ctx, file, async (path) => {
        const measured = await refusing(() => measure(ctx, run, file, path));
        return { ...measured, tally: await tallied(measured.takeoff) };
      });
    },
    persist: async (tx, { tally, model, store: storeMore }) => {
      await releaseModel(tx, ctx.tenant.id, run.fileId);
      await store(ctx, tx, run, tally);
      if (model) await tx.insert(fileModels).values({ tenantId: ctx.tenant.id, ...run, ...model });
      await storeMore?.(tx);
    },
  });
}

/** A file that cannot be measured is no fault of ours, and is not tried again. */
async function refusing(measure: () => Promise<MeasuredFile>): Promise<MeasuredFile> {
  try {
    return await measure();
  } catch (error) {
    if (error instanceof TakeoffError) throw new ProcessingFailure(error.code, error.message);
    throw error;
  }
}

async function withLocalCopy<T>(
  ctx: Ctx,
  file: FileRow,
  work: (localPath: string) => Promise<T>,
): Promise<T> {
  const localPath = within(await temporaryDirectory(), `${randomUUID()}.${file.format}`);
  try {
    const { stream } = await whereItStands(ctx, file, ({ bucket, key }) =>
      objectStores()[bucket].getStream(key),
    );
    await pipeline(stream, createWriteStream(localPath));
    return await work(localPath);
  } finally {
    await rm(localPath, { force: true });
    await rm(`${localPath}.model`, { recursive: true, force: true });
  }
}

async function store(
  ctx: Ctx,
  tx: Transaction,
  run: RunRef,
  { takeoff, byClass, byStorey }: Tallied,
): Promise<void> {
  const tenantId = ctx.tenant.id;
  const [before] = await tx
    .delete(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, run.fileId)))
    .returning({
      floorAreaOverride: fileAnalyses.floorAreaOverride,
      floorAreaConfirmedBy: fileAnalyses.floorAreaConfirmedBy,
      floorAreaConfirmedAt: fileAnalyses.floorAreaConfirmedAt,
      floorAreaReason: fileAnalyses.floorAreaReason,
    });
  await tx.insert(fileAnalyses).values({
    tenantId,
    fileId: run.fileId,
    runId: run.runId,
    schema: takeoff.schema,
    application: takeoff.application,
    projectName: takeoff.projectName,
    elementCount: takeoff.elements.length,
    byClass,
    storeys: takeoff.storeys.map((storey, index) => ({ ...storey, elements: byStorey[index] ?? 0 })),
    floorAreas: takeoff.floorAreas,
    warnings: takeoff.warnings,
    // What a person corrected survives a re-run.
    ...before,
  });
  // Each insert waits for the database, so that the event loop turns in between.
  for (const { from, batch } of insertBatches(takeoff.elements)) {
    await tx.insert(elements).values(
      batch.map(({ quantities, ...element }, i) => ({
        tenantId,
        fileId: run.fileId,
        ordinal: from + i,
        ...quantities,
        ...element,
      })),
    );
  }
  await applyCorrections(tx, { tenantId, fileId: run.fileId });
}
