import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { RESTORE_STATUSES } from "#db/schema/archival.ts";
import type { Within } from "#db/tenant.ts";
import { countArchived } from "#lib/archival/count-archived.ts";
import { PLATFORM_FACTS } from "../record-fact.ts";
import { type Family, gauge } from "../sample.ts";

/**
 * The last run over all organisations that came to its end, of the month before it; all 0 before the first. One over a
 * single organisation, or of another month, must not hide that the month's is late.
 */
export async function invoiceRun(tx: Transaction): Promise<Family[]> {
  const [row] = await tx.execute<{
    at: number;
    took: number;
    created: number;
    existing: number;
    failed: number;
  }>(sql`
    select extract(epoch from finished_at)::float8 as at, extract(epoch from finished_at - started_at)::float8 as took,
      created::float8 as created, existing::float8 as existing, jsonb_array_length(failed)::float8 as failed
    from invoice_runs
    where status = 'completed' and only_tenant_id is null
      and period = (date_trunc('month', started_at at time zone 'UTC') - interval '1 month')::date
    order by finished_at desc nulls last limit 1`);
  return [
    gauge(
      "invoice_run_last_success_timestamp_seconds",
      "When the last invoice run over all organisations, of the month before it, came to its end; 0 before the first",
      [{ labels: {}, value: row?.at ?? 0 }],
    ),
    gauge("invoice_run_last_duration_seconds", "How long it took", [{ labels: {}, value: row?.took ?? 0 }]),
    gauge(
      "invoice_run_invoices",
      "Invoices of that run: made, found made already, or failed",
      (["created", "existing", "failed"] as const).map((status) => ({
        labels: { status },
        value: row?.[status] ?? 0,
      })),
    ),
  ];
}

/** What runs of archival have moved, and when one over all organisations ended last. */
export async function archival(within: Within): Promise<Family[]> {
  // Before: who holds a connection must not wait for another one.
  const archived = await countArchived();
  const rows = await within((tx) =>
    tx.execute<{ status: string; at: number }>(sql`
      select status, extract(epoch from max(finished_at))::float8 as at
      from archival_runs where only_tenant_id is null and finished_at is not null group by 1`),
  );
  const ended = new Map(rows.map(({ status, at }) => [status, at]));
  return [
    {
      name: "archival_files_total",
      help: "Files (of logs: days) that runs of archival have archived, skipped or failed to move, by class of the rules",
      type: "counter",
      aggregator: "sum",
      values: archived.map(({ class: name, status, n }) => ({
        labels: { class: name, status },
        value: n,
      })),
    },
    gauge(
      "archival_last_run_timestamp_seconds",
      "When the last run of archival over all organisations ended, by how it ended; 0 before the first",
      (["completed", "failed"] as const).map((status) => ({
        labels: { status },
        value: ended.get(status) ?? 0,
      })),
    ),
  ];
}

/** Restores by where they stand. */
export async function restores(tx: Transaction): Promise<Family[]> {
  const rows = await tx.execute<{ status: string; n: number }>(
    sql`select status, count(*)::float8 as n from file_restores group by 1`,
  );
  const counted = new Map(rows.map(({ status, n }) => [status, n]));
  return [
    gauge(
      "file_restores",
      "Restores of archived files, by where they stand",
      RESTORE_STATUSES.map((status) => ({ labels: { status }, value: counted.get(status) ?? 0 })),
    ),
  ];
}

/** The last backup that was made whole. */
export async function backup(tx: Transaction): Promise<Family[]> {
  const [row] = await tx.execute<{ value: unknown }>(
    sql`select value from platform_facts where name = 'last_backup'`,
  );
  const fact = row && PLATFORM_FACTS.last_backup.parse(row.value);
  return [
    gauge(
      "backup_last_success_timestamp_seconds",
      "When the last backup that was made whole ended; 0 before the first",
      [{ labels: {}, value: fact ? Date.parse(fact.finished_at) / 1000 : 0 }],
    ),
  ];
}
