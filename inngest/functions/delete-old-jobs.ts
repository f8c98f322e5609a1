import { inngest } from "#inngest/client.ts";
import { deleteOldRows } from "#lib/jobs/delete-old.ts";
import { objectStores } from "#lib/storage/index.ts";
import { sweepMessages } from "#lib/webhooks/sweep.ts";

/** Twice as long as an upload may take. */
const SWEEP_AFTER_MS = 48 * 3600 * 1000;

/** What nobody looks at any more goes nightly: delivered events, ended runs, used-up tokens and rate limits, old webhooks. */
export const deleteOldJobs = inngest.createFunction(
  { id: "delete-old-jobs", triggers: [{ cron: "17 3 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    await step.run("delete_old_rows", () => deleteOldRows());
    await step.run("sweep_webhooks", () => sweepMessages());
    // Uploads and leftovers of killed processes, which no row knows of.
    const before = () => new Date(Date.now() - SWEEP_AFTER_MS);
    await step.run("sweep_files", () => objectStores().files.sweep(before()));
    await step.run("sweep_archive", () => objectStores().archive.sweep(before()));
  },
);
