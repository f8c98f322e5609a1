import { inngest } from "#inngest/client.ts";
import { uploadsUnderWay } from "#lib/files/uploads-under-way.ts";
import { deleteOldRows } from "#lib/jobs/delete-old.ts";
import { deleteOldCounts } from "#lib/observability/metrics/delete-old-counts.ts";
import { deleteOldTraces } from "#lib/observability/traces/delete-old-traces.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { BucketName, SweepReport } from "#lib/storage/store.ts";
import { sweepMessages } from "#lib/webhooks/sweep.ts";

/** As long as an upload may take; one that is still under way then is spared. */
const SWEEP_AFTER_MS = 24 * 3600 * 1000;

/** What nobody looks at any more goes nightly: delivered events, used-up tokens and rate limits, old traces and webhooks. */
export const deleteOldJobs = inngest.createFunction(
  { id: "delete-old-jobs", triggers: [{ cron: "17 3 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    await step.run("delete_old_rows", () => deleteOldRows());
    await step.run("delete_old_traces", () => deleteOldTraces());
    await step.run("delete_old_counts", () => deleteOldCounts());
    await step.run("sweep_webhooks", () => sweepMessages());
    // Uploads and leftovers of killed processes, which no row knows of.
    const swept: Partial<Record<BucketName, SweepReport>> = {};
    for (const bucket of ["files", "archive"] as const)
      swept[bucket] = await step.run(`sweep_${bucket}`, () =>
        objectStores()[bucket].sweep(new Date(Date.now() - SWEEP_AFTER_MS), uploadsUnderWay),
      );
    return { swept };
  },
);
