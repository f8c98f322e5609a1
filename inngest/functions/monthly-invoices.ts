import { inngest } from "#inngest/client.ts";
import { billingPeriod } from "#lib/billing/billing-period.ts";
import { type BatchResult, join, NOTHING } from "#lib/billing/invoice-batch.ts";
import { batchEnds, openRun, recordProgress } from "#lib/billing/invoice-run.ts";
import { uuidOf } from "#lib/jobs/embedded/ids.ts";
import { generateInvoiceBatch } from "./generate-invoice-batch.ts";

/** Batches that are asked for at once; progress is recorded after each such group. */
const GROUP = 4;

/**
 * On the first of the month the invoices of the month before, batch by batch, with the run's progress in its row. The six
 * nights after it catch up with a first night that was missed or left something over; else they find all there.
 */
export const monthlyInvoices = inngest.createFunction(
  { id: "monthly-invoices", triggers: [{ cron: "0 2 1-7 * *" }], retries: 5, concurrency: [{ limit: 1 }] },
  async ({ step, runId }) => {
    const run = await step.run("open_run", async () => {
      const month = billingPeriod(undefined);
      return { month, id: await openRun(month, uuidOf(`invoice run ${runId}`)), ends: await batchEnds() };
    });
    let done = NOTHING;
    for (let from = 0; from < run.ends.length; from += GROUP) {
      const group = run.ends.slice(from, from + GROUP);
      const results = await Promise.all(
        group.map((through, i) => {
          const data = { month: run.month, after: run.ends[from + i - 1] ?? null, through };
          return step
            .invoke(`batch_${from + i}`, { function: generateInvoiceBatch, data })
            .catch((error: unknown) => lost(through, error));
        }),
      );
      done = results.reduce(join, done);
      const completed = from + GROUP >= run.ends.length;
      await step.run(`record_${from / GROUP}`, () => recordProgress(run.id, { ...done, completed }));
    }
    return { month: run.month, created: done.created, existing: done.existing, failed: done.failed.length };
  },
);

/** A batch whose retries are spent must not keep the others; a later run makes its invoices. */
function lost(through: string, error: unknown): BatchResult {
  const reason = error instanceof Error ? error.message : String(error);
  return { ...NOTHING, failed: [{ tenant: `the batch up to ${through}`, reason }] };
}
