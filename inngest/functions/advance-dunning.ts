import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { dunInvoice, invoicesToDun } from "#lib/billing/payments/advance-dunning.ts";

/** Invoices per step: a step's result is kept, so there are few of them. */
const BATCH = 200;

/** Daily: what is overdue, whom to remind, whom to suspend. */
export const advanceDunning = inngest.createFunction(
  { id: "advance-dunning", triggers: [{ cron: "23 6 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const { now, open } = await step.run("find_open", async () => {
      const at = new Date();
      return { now: at.toISOString(), open: await invoicesToDun(at) };
    });
    const failed: string[] = [];
    for (let first = 0; first < open.length; first += BATCH)
      failed.push(
        ...(await step.run(`advance_${first}`, () =>
          advance(open.slice(first, first + BATCH), new Date(now)),
        )),
      );
    if (failed.length > 0) throw new NonRetriableError(`These could not be advanced: ${failed.join(", ")}`);
    return { invoices: open.length };
  },
);

/** One that fails must not keep the others; which ones did is the run's failure. */
async function advance(ids: string[], now: Date): Promise<string[]> {
  const failed: string[] = [];
  for (const id of ids) await dunInvoice(id, now).catch((error) => failed.push(`${id} (${error})`));
  return failed;
}
