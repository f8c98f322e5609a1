import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements, fileAnalyses, fileModels } from "#db/schema/files.ts";
import { whereItStands } from "#lib/archival/where-it-stands.ts";
import { temporaryDirectory } from "#lib/config/temporary.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { ONLY_STORED } from "#lib/files/formats.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { releaseModel } from "#lib/models/release-model.ts";
import { type StoredModel, storeModel } from "#lib/models/store-model.ts";
import { type TakenOff, takeOffWithModel } from "#lib/processing/geometry/take-off.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { ProcessingFailure, type RunRef, runStep } from "#lib/processing/run-step.ts";
import { insertBatches, type Tallied, tallied } from "#lib/processing/tally-takeoff.ts";
import { within } from "#lib/storage/disk/within.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Step 1: measures the model and stores its elements, storeys, floor areas and sums by class, and what is drawn of it. */
export async function extractGeometry(ctx: Ctx, run: RunRef): Promise<void> {
  await runStep(ctx, run, "extract_geometry", {
    compute: async () => {
      const file = await ctx.transaction((tx) => findFile(tx, run.fileId));
      if (file.format !== "ifc") {
        throw new ProcessingFailure(
          ONLY_STORED,
          keptText("only_stored", { format: file.format.toUpperCase() }),
        );
      }
      return withLocalCopy(ctx, file, async (path, modelDirectory) => {
        const { takeoff, model: outcome } = await measure(path, modelDirectory);
        const { model, warning } = await keepModel(ctx, run, modelDirectory, outcome);
        if (warning !== null) takeoff.warnings.push(warning);
        return { tally: await tallied(takeoff), model };
      });
    },
    persist: async (tx, { tally, model }) => {
      await releaseModel(tx, ctx.tenant.id, run.fileId);
      await store(ctx, tx, run, tally);
      if (model) await tx.insert(fileModels).values({ tenantId: ctx.tenant.id, ...run, ...model });
    },
  });
}

async function measure(path: string, modelDirectory: string): Promise<TakenOff> {
  try {
    return await takeOffWithModel({ path, modelDirectory });
  } catch (error) {
    if (error instanceof TakeoffError) throw new ProcessingFailure(error.code, error.message);
    throw error;
  }
}

const NOT_DRAWN = keptText("not_drawn");
const TOO_LARGE_TO_DRAW = keptText("too_large_to_draw");

/** The model in the store, or why there is none: that costs no quantity, but is never passed over in silence. */
async function keepModel(
  ctx: Ctx,
  { fileId }: RunRef,
  directory: string,
  outcome: TakenOff["model"],
): Promise<{ model: StoredModel | null; warning: string | null }> {
  const none = (warning: string | null) => ({ model: null, warning });
  if (outcome.kind === "empty") return none(null);
  if (outcome.kind === "too_large") return none(TOO_LARGE_TO_DRAW);
  if (outcome.kind === "failed") {
    ctx.log.error({ fileId, reason: outcome.reason }, "the model of a file could not be made");
    return none(NOT_DRAWN);
  }
  try {
    const place = { tenantId: ctx.tenant.id, fileId, attemptId: randomUUID() };
    return { model: await storeModel(place, directory, outcome.model), warning: null };
  } catch (error) {
    ctx.log.error({ err: error, fileId }, "the model of a file could not be stored");
    return none(NOT_DRAWN);
  }
}

async function withLocalCopy<T>(
  ctx: Ctx,
  file: FileRow,
  work: (localPath: string, modelDirectory: string) => Promise<T>,
): Promise<T> {
  const localPath = within(await temporaryDirectory(), `${randomUUID()}.ifc`);
  const modelDirectory = `${localPath}.model`;
  try {
    const { stream } = await whereItStands(ctx, file, ({ bucket, key }) =>
      objectStores()[bucket].getStream(key),
    );
    await pipeline(stream, createWriteStream(localPath));
    return await work(localPath, modelDirectory);
  } finally {
    await rm(localPath, { force: true });
    await rm(modelDirectory, { recursive: true, force: true });
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
}
