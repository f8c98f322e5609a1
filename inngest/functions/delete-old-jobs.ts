import { inngest } from "#inngest/client.ts";
import { deleteOldRows } from "#lib/jobs/delete-old.ts";

/** What nobody looks at any more goes nightly: delivered events, ended runs, used-up tokens and rate limits. */
export const deleteOldJobs = inngest.createFunction(
  { id: "delete-old-jobs", triggers: [{ cron: "17 3 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  ({ step }) => step.run("delete_old_rows", () => deleteOldRows()),
);
