import { closePools } from "#db/client.ts";
import { generateInvoices } from "#lib/billing/generate-invoices.ts";

/** The run of an operator in a process of its own, for tests that kill it. Argument: the period. */
await generateInvoices({ period: process.argv[2], finalize: true });
await closePools();
