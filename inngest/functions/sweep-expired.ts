import { inngest } from "#inngest/client.ts";
import { expiredFiles, removeExpired } from "#lib/files/sweep-expired.ts";

/** Uploads that were never completed and temporary files past their days go, a bounded number at a time. */
export const sweepExpired = inngest.createFunction(
  { id: "sweep-expired", triggers: [{ cron: "*/5 * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const expired = await step.run("find_expired", () => expiredFiles());
    for (const file of expired) await step.run(`remove_${file.id}`, () => removeExpired(file));
    return { removed: expired.length };
  },
);
