import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { expiredFiles, removeExpired } from "#lib/files/sweep-expired.ts";

/** Uploads that were never completed and temporary files past their days go, a bounded number at a time. */
export const sweepExpired = inngest.createFunction(
  { id: "sweep-expired", triggers: [{ cron: "*/5 * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const expired = await step.run("find_expired", () => expiredFiles());
    const failed: string[] = [];
    for (const file of expired) {
      // One that cannot be removed must not keep the others, which expired after it.
      await step.run(`remove_${file.id}`, () => removeExpired(file)).catch(() => failed.push(file.id));
    }
    if (failed.length > 0) throw new NonRetriableError(`These could not be removed: ${failed.join(", ")}`);
    return { removed: expired.length };
  },
);
