import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { type AuditBatch, anchorChains, trimAuditLogs } from "#lib/audit/nightly.ts";

/** Organisations a step. */
const BATCH = 200;

/**
 * Just after midnight (UTC): removes what plans keep no longer of the audit logs, then tells the object store where each
 * chain ended on the day that is over. A chain that is no longer what was anchored fails the run, after all others.
 */
export const nightlyAuditLog = inngest.createFunction(
  { id: "nightly-audit-log", triggers: [{ cron: "7 0 * * *" }], retries: 5, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const now = new Date(await step.run("now", () => new Date().toISOString()));
    const day = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
    const inBatches = async (name: string, batch: (after: string | null) => Promise<AuditBatch>) => {
      const sum = { done: 0, broken: [] as string[] };
      let after: string | null = null;
      for (let n = 0; ; n++) {
        const from: string | null = after;
        const { last, done, broken }: AuditBatch = await step.run(`${name}_${n}`, () => batch(from));
        sum.done += done;
        sum.broken.push(...broken);
        if (!last) return sum;
        after = last;
      }
    };
    const trimmed = await inBatches("trim", (after) => trimAuditLogs(after, BATCH, now));
    const anchored = await inBatches("anchor", (after) => anchorChains(after, BATCH, day, now));
    if (anchored.broken.length > 0)
      throw new NonRetriableError(
        `These audit logs are not what was anchored last; see npm run audit -- verify: ${anchored.broken.join(", ")}`,
      );
    return { day, removed: trimmed.done, anchored: anchored.done };
  },
);
