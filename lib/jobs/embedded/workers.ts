import os from "node:os";
import type postgres from "postgres";
import { inTransaction } from "#db/transaction.ts";
import type { FunctionSpecs } from "./functions.ts";
import type { Queue } from "./queue.ts";
import { admitQueued, lockPlaces } from "./runs.ts";

/** A worker says this often that it lives, and is dead when it was not heard of for `LEASE_MS`. */
export const BEAT_MS = 1500;
export const LEASE_MS = 7000;

/** Says that this worker lives. */
export async function beat(sql: postgres.Sql, worker: string, slots: number): Promise<void> {
  await sql`
    insert into job_workers (id, host, pid, slots) values (${worker}, ${os.hostname()}, ${process.pid}, ${slots})
    on conflict (id) do update set seen_at = now()`;
}

/** Says that this worker is gone, so that nobody waits for its lease to end. */
export async function signOff(sql: postgres.Sql, worker: string): Promise<void> {
  await sql`delete from job_workers where id = ${worker}`;
}

/**
 * Puts back to work whatever fell out of it: the runs of dead workers, this worker's own runs that it does not have in
 * hand (a commit whose answer was lost), runs whose wake-up is gone from the queue, parked runs of functions that this
 * program knows, and runs in line for a place that is free. Returns how many were woken.
 */
export async function requeueStuck(
  sql: postgres.Sql,
  queue: Queue,
  by: { worker: string | null; inHand: string[]; specs: FunctionSpecs },
): Promise<number> {
  return inTransaction(sql, async (tx) => {
    const [lock] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${7_240_313}) as mine`;
    if (!lock?.mine) return 0;
    await lockPlaces(tx);
    const stuck = await tx<{ id: string }[]>`
      update job_runs r set status = 'ready', owner = null, fence = fence + 1, error = null, wake_at = null, updated_at = now()
      where (status = 'running' and not exists (select 1 from job_workers w where w.id = r.owner and w.seen_at > now() - ${LEASE_MS}::int * interval '1 ms'))
        or (status = 'running' and owner = ${by.worker}::uuid and updated_at < now() - interval '5 s' and id <> all(${by.inHand}::uuid[]))
        or (status = 'parked' and function_id = any(${[...by.specs.keys()]}::text[]))
        or (status in ('ready', 'sleeping', 'waiting') and (wake_at is not null or status = 'ready')
          and coalesce(wake_at, updated_at) < now() - interval '10 s'
          and not exists (select 1 from pgboss.job j where j.id = r.wake_job and j.name = 'wake' and j.state in ('created', 'retry')))
      returning id`;
    await queue.wake(
      tx,
      stuck.map(({ id }) => ({ runId: id, begun: true })),
    );
    await admitQueued(tx, queue, 20);
    await tx`delete from job_workers where seen_at < now() - interval '1 hour'`;
    return stuck.length;
  });
}
