import { inngest } from "#inngest/client.ts";
import { invoiceBatchRequested } from "#inngest/events.ts";
import { tenantsOfBatch } from "#lib/billing/invoice-run.ts";
import { invoiceWithMissed } from "#lib/billing/missed-months.ts";

/** One batch of the monthly run: the invoices of its tenants, a transaction a month. Safe to repeat. */
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
      invoiceWithMissed(await tenantsOfBatch(after, through), month),
    );
  },
);
