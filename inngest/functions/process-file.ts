import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { fileProcessRequested } from "#inngest/events.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { calculateCarbon } from "#lib/processing/calculate-carbon.ts";
import { classifyMaterials } from "#lib/processing/classify-materials.ts";
import { estimateCosts } from "#lib/processing/estimate-costs.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { failRun, ProcessingFailure, type RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** The pipeline over one file: four steps, each persisted before the next and safe to repeat. */
export const processFile = inngest.createFunction(
  {
    id: "process-file",
    triggers: [fileProcessRequested],
    retries: 3,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ key: "event.data.tenant_id", limit: 2 }, { limit: 4 }],
    onFailure: async ({ event }) => {
      const data = fileProcessRequested.schema.parse(event.data.event.data);
      await failRun(await systemCtx(data.tenant_id), refOf(data), {
        code: "processing_failed",
        message: keptText("processing_failed"),
      });
    },
  },
  async ({ event, step, runId }) => {
    const run = refOf(event.data);
    const perform = (work: Step) => async () =>
      decidedFailure(await systemCtx(event.data.tenant_id, runId), run, work);
    await step.run("extract_geometry", perform(extractGeometry));
    await step.run("classify_materials", perform(classifyMaterials));
    await step.run("estimate_costs", perform(estimateCosts));
    await step.run("calculate_carbon", perform(calculateCarbon));
  },
);

type Step = (ctx: Ctx, run: RunRef) => Promise<void>;

const refOf = (data: { file_id: string; run_id: string }): RunRef => ({
  fileId: data.file_id,
  runId: data.run_id,
});

/** A failure that trying again would not change ends the run at once; every other one is left to the retries. */
async function decidedFailure(ctx: Ctx, run: RunRef, work: Step): Promise<void> {
  try {
    await work(ctx, run);
  } catch (error) {
    if (!(error instanceof ProcessingFailure)) throw error;
    await failRun(ctx, run, { code: error.code, message: error.message });
    throw new NonRetriableError(error.message, { cause: error });
  }
}
