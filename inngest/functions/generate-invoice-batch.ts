import { inngest } from "#inngest/client.ts";
import { invoiceBatchRequested } from "#inngest/events.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { tenantsOfBatch } from "#lib/billing/invoice-run.ts";

/** One batch of the monthly run: the invoices of its tenants in one transaction. Safe to repeat. */
export const generateInvoiceBatch = inngest.createFunction(
  {
    id: "generate-invoice-batch",
    triggers: [invoiceBatchRequested],
    retries: 5,
    concurrency: [{ limit: 2 }],
  },
  async ({ event, step }) => {
    const { month, after, through } = event.data;
    return step.run("generate_invoices", async () =>
      invoiceBatch(await tenantsOfBatch(after, through), { month, finalise: true }),
    );
  },
);
