import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { estimateDeleted } from "#inngest/events.ts";
import { purgeIssued } from "#lib/issuing/purge-issued.ts";
import { type IssuedSweep, sweepIssued } from "#lib/issuing/sweep-issued.ts";

/** Documents that were issued of a deleted estimate go with it. */
export const purgeIssuedDocuments = inngest.createFunction(
  { id: "purge-issued-documents", triggers: [estimateDeleted], retries: 10, concurrency: [{ limit: 4 }] },
  async ({ event, step }) => ({
    purged: await step.run("purge", () => purgeIssued(event.data.tenant_id, event.data.estimate_id)),
  }),
);

/** Of 50 organisations each; Inngest takes 1 000 steps a run. */
const MOST_STEPS = 900;
const TOLD = 100;

/** Nightly: the store of issued documents is compared with the revisions. What is missing or unknown fails the run, at its end. */
export const sweepIssuedDocuments = inngest.createFunction(
  {
    id: "sweep-issued-documents",
    triggers: [{ cron: "43 5 * * *" }],
    retries: 5,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    const sum = { objects: 0, removed: 0, missing: 0, unknown: 0 };
    const toBeSeen: string[] = [];
    let after: string | null = null;
    for (let n = 0; n < MOST_STEPS; n++) {
      const from: string | null = after;
      const part: IssuedSweep = await step.run(`compare_${n}`, () => sweepIssued(from));
      sum.objects += part.objects;
      sum.removed += part.removed;
      sum.missing += part.missing.length;
      sum.unknown += part.unknown.length;
      toBeSeen.push(
        ...part.missing.map((key) => `missing: ${key}`),
        ...part.unknown.map((key) => `unknown: ${key}`),
      );
      after = part.next;
      if (after === null) break;
    }
    if (toBeSeen.length > 0)
      throw new NonRetriableError(
        `${sum.missing} issued documents that are missing, ${sum.unknown} that belong to no approval; nothing of these was removed. ${toBeSeen.slice(0, TOLD).join("; ")}`,
      );
    return sum;
  },
);
