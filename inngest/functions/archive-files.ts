import { inngest } from "#inngest/client.ts";
import { archivalRunRequested } from "#inngest/events.ts";
import { failPart, finishOpenRuns } from "#lib/archival/finish-run.ts";
import { pruneRuns } from "#lib/archival/prune-runs.ts";
import { startRun } from "#lib/archival/start-run.ts";
import { workOffPart } from "#lib/archival/work-off-part.ts";
import { NotFound } from "#lib/errors.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** At 02:00 UTC: what is due of all organisations, each of them a job of its own. The night has one run. Old runs go. */
export const nightlyArchival = inngest.createFunction(
  { id: "nightly-archival", triggers: [{ cron: "0 2 * * *" }], retries: 5, concurrency: [{ limit: 1 }] },
  async ({ event, step }) => {
    const asOf = await step.run("night", () => nightOf(new Date(event.ts ?? Date.now())).toISOString());
    const run = await step.run("start", () =>
      startRun({ trigger: "nightly", asOf: new Date(asOf), tenantId: null, requestedBy: "system" }),
    );
    await step.run("finish_open", () => finishOpenRuns());
    const pruned = await step.run("prune", () => pruneRuns());
    return { as_of: asOf, run, pruned };
  },
);

/** The night's hour that has come, however late it is noticed. */
export function nightOf(now: Date): Date {
  const night = new Date(now);
  night.setUTCHours(2, 0, 0, 0);
  if (night > now) night.setUTCDate(night.getUTCDate() - 1);
  return night;
}

/** One organisation's part of a run, a while a step: after a kill it goes on from its items. */
export const archiveFilesOfTenant = inngest.createFunction(
  {
    id: "archive-files",
    triggers: [archivalRunRequested],
    retries: 10,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 3 }],
    onFailure: async ({ event }) => {
      const data = archivalRunRequested.schema.parse(event.data.event.data);
      await failPart(await systemCtx(data.tenant_id), data.run_id);
    },
  },
  async ({ event, step, runId }) => {
    for (let n = 0; ; n++) {
      const { waitMs } = await step.run(`work_${n}`, async () => {
        const ctx = await systemCtx(event.data.tenant_id, runId).catch((error: unknown) => {
          // The organisation is gone, and its part with it.
          if (error instanceof NotFound) return null;
          throw error;
        });
        return ctx ? workOffPart(ctx, event.data.run_id) : { waitMs: null };
      });
      if (waitMs === null) return { steps: n + 1 };
      if (waitMs > 0) await step.sleep(`wait_${n}`, `${Math.ceil(waitMs / 1000)}s`);
    }
  },
);
