import { randomUUID } from "node:crypto";
import { keptText } from "#lib/i18n/kept-text.ts";
import { type StoredModel, storeModel } from "#lib/models/store-model.ts";
import { type TakenOff, takeOffWithModel } from "#lib/processing/geometry/take-off.ts";
import type { MeasureFile } from "#lib/processing/measured-file.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Takes off an IFC model, and makes what is drawn of it in the same pass. */
export const measureModel: MeasureFile = async (ctx, run, _file, path) => {
  const modelDirectory = `${path}.model`;
  const { takeoff, model: outcome } = await takeOffWithModel({ path, modelDirectory });
  const { model, warning } = await keepModel(ctx, run, modelDirectory, outcome);
  if (warning !== null) takeoff.warnings.push(warning);
  return { takeoff, model };
};

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
