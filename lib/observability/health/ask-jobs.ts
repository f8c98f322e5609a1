import { pool } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import type { PartState } from "./parts.ts";

/** A worker that was not heard of for this long is not counted on, milliseconds: twice its lease. */
const WORKER_SILENT_MS = 15_000;
/** Work that could be done at once and was not for this long shows that the queue does not move, milliseconds. */
const STANDSTILL_MS = 120_000;

/**
 * `down` where no job process lives; `degraded` where events or runs that could go on have waited for minutes. With
 * Inngest, which drives the runs, the outbox alone tells.
 */
export async function askJobs(): Promise<PartState> {
  const [row] = await pool("cai_system").sql<{ workers: number; stands_still: boolean }[]>`
    select
      (select count(*)::int from job_workers where seen_at > now() - ${WORKER_SILENT_MS}::int * interval '1 ms') as workers,
      exists (select from outbox where delivered_at is null and created_at < now() - ${STANDSTILL_MS}::int * interval '1 ms')
        or exists (select from job_runs where status = 'ready' and wake_at is null
          and updated_at < now() - ${STANDSTILL_MS}::int * interval '1 ms') as stands_still`;
  if (config().jobs.kind === "embedded" && (row?.workers ?? 0) === 0) return "down";
  return row?.stands_still ? "degraded" : "ready";
}
