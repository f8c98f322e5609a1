import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { billingPeriod } from "./billing-period.ts";
import { invoiceBatch, join, NOTHING } from "./invoice-batch.ts";
import { batchEnds, openRun, recordProgress, tenantsOfBatch } from "./invoice-run.ts";

export const GenerateInvoices = z.object({
  /** "2026-10"; the month before the present one when left out. */
  period: z.string().optional(),
  /** Slug or id of one tenant; all when left out. */
  tenant: z.string().trim().min(1).max(120).optional(),
  /** False leaves drafts, which the next run writes anew. */
  finalize: z.boolean().default(true),
});

export const GeneratedInvoices = z.object({
  run_id: z.uuid(),
  period: z.string(),
  /** Invoices of this run. */
  created: z.number(),
  /** Invoices that were there before. */
  existing: z.number(),
  /** Tenants whose invoice could not be made. */
  failed: z.number(),
  failures: z.array(z.object({ tenant: z.string(), reason: z.string() })),
});

/** Batches at once: a statement keeps one core of the database busy. */
const LANES = 2;

/**
 * An operator's run over one month (all tenants, or one), to its end, in batches. Running it twice, twice at once or after
 * a crash gives each tenant one invoice. Throws `Invalid` (`period_invalid`), `Conflict` (`period_not_over`), `NotFound`.
 */
export async function generateInvoices(
  input: z.output<typeof GenerateInvoices>,
  now = new Date(),
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof GeneratedInvoices>> {
  const month = billingPeriod(input.period, now);
  const only = input.tenant === undefined ? null : await tenantNamed(input.tenant);
  const runId = await openRun(month, crypto.randomUUID(), {
    only,
    note: (tx, run) =>
      recordDeed(
        tx,
        by,
        "invoice_run.started",
        { run, period: month.slice(0, 7), finalise: input.finalize },
        only,
      ),
  });
  const options = { month, finalise: input.finalize, named: only !== null && input.period !== undefined };
  const ends = only ? [only] : await batchEnds();
  const batches = ends.map((through, i) => ({ through, after: ends[i - 1] ?? null }));
  let done = NOTHING;
  const lane = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const ids = only ? [only] : await tenantsOfBatch(batch.after, batch.through);
      const result = await invoiceBatch(ids, options).catch((error: unknown) => {
        // What is no tenant's fault ends the other lane after its batch, too; the next run goes on from there.
        batches.length = 0;
        throw error;
      });
      done = join(done, result);
      await recordProgress(runId, { ...done, completed: false });
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const broken = lanes.find((ended) => ended.status === "rejected");
  if (broken) throw broken.reason;
  await recordProgress(runId, { ...done, completed: true });
  return {
    run_id: runId,
    period: month.slice(0, 7),
    created: done.created,
    existing: done.existing,
    failed: done.failed.length,
    failures: done.failed,
  };
}

async function tenantNamed(name: string): Promise<string> {
  const [tenant] = await withSystem((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from tenants where slug = ${name} or id::text = ${name.toLowerCase()}`,
    ),
  );
  if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${name}.`);
  return tenant.id;
}
