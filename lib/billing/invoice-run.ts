import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { invoiceRuns } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import type { Month } from "#lib/usage/month.ts";
import type { BatchResult } from "./invoice-batch.ts";

/** Tenants of one statement: enough to spread its cost, few enough for flat memory and short locks. */
export const BATCH_SIZE = 1000;

/**
 * Opens the run's row, which operators follow, for all tenants or `only` the one; `note` is written with it. Under an id that
 * is given, a repeat changes nothing.
 */
export async function openRun(
  month: Month,
  runId: string = crypto.randomUUID(),
  { only = null, note }: { only?: string | null; note?: OpeningNote } = {},
): Promise<string> {
  await withSystem(async (tx) => {
    const opened = await tx
      .insert(invoiceRuns)
      .values({ id: runId, period: month, onlyTenantId: only })
      .onConflictDoNothing()
      .returning({ id: invoiceRuns.id });
    if (opened.length > 0) await note?.(tx, runId);
  });
  return runId;
}

type OpeningNote = (tx: Transaction, runId: string) => Promise<void>;

/** Sets what the run has come to. Absolute figures, so that a repeat counts nothing twice. */
export async function recordProgress(
  runId: string,
  done: BatchResult & { completed: boolean },
): Promise<void> {
  await withSystem((tx) =>
    tx
      .update(invoiceRuns)
      .set({
        tenants: done.tenants,
        created: done.created,
        existing: done.existing,
        failed: done.failed,
        ...(done.completed ? { status: "completed" as const, finishedAt: new Date() } : {}),
      })
      .where(eq(invoiceRuns.id, runId)),
  );
}

/** The last tenant of each batch in the order of ids: a batch is whoever comes after the one before, up to it. */
export async function batchEnds(size = BATCH_SIZE): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string }>(sql`
      select id from (select id, row_number() over (order by id) as place, count(*) over () as whole from tenants) t
      where place % ${size}::integer = 0 or place = whole order by id`),
  );
  return rows.map((row) => row.id);
}

/** The tenants after `after` (from the first one, when null) up to `through`. */
export async function tenantsOfBatch(after: string | null, through: string): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string }>(sql`
      select id from tenants where id > ${after ?? FIRST_UUID}::uuid and id <= ${through}::uuid order by id`),
  );
  return rows.map((row) => row.id);
}

const FIRST_UUID = "00000000-0000-0000-0000-000000000000";
