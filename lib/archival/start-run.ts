import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivalRuns } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { archivalRunRequested } from "#inngest/events.ts";
import { OUTBOX_CHANNEL } from "#lib/jobs/channels.ts";
import { announcing } from "#lib/jobs/outbox.ts";
import { ARCHIVE_ROOM } from "#lib/usage/archive-room.ts";
import { dueFiles } from "./due-files.ts";
import { dueLogDays } from "./due-log-days.ts";
import { finishRun } from "./finish-run.ts";
import { leftAgain } from "./left-again.ts";

interface PlatformRun {
  trigger: "nightly" | "operator";
  asOf: Date;
  /** The one organisation; null: all. */
  tenantId: string | null;
  /** As in the operators' log. */
  requestedBy: string;
}

/**
 * Opens a run of the platform: its row, and of each organisation in which something is due a part with an item a file or
 * day of logs, and the event that has it worked off. What would be left for the same reason as before is only counted. All
 * in one transaction, so that a run is whole or not there. Returns its id, or null where the night's run for this moment
 * exists already. `note` is written with it.
 */
export async function startRun(
  run: PlatformRun,
  note?: (tx: Transaction, runId: string) => Promise<void>,
): Promise<string | null> {
  const { trigger, asOf, tenantId, requestedBy } = run;
  const runId = await withSystem(async (tx) => {
    const [opened] = await tx
      .insert(archivalRuns)
      .values({ trigger, asOf, onlyTenantId: tenantId, requestedBy })
      .onConflictDoNothing()
      .returning({ id: archivalRuns.id });
    if (!opened) return null;
    await selectItems(tx, opened.id, run);
    await note?.(tx, opened.id);
    return opened.id;
  }, NO_LIMITS);
  // Where nothing was due it is over.
  if (runId) await finishRun(runId);
  return runId;
}

async function selectItems(tx: Transaction, runId: string, { trigger, asOf, tenantId }: PlatformRun) {
  // For each organisation one: how many they are is known only afterwards.
  const announced = { names: [archivalRunRequested.name], count: Number.POSITIVE_INFINITY };
  await announcing(announced, (traceparent) =>
    tx.execute(sql`
    with due as materialized (
      select tenant_id, file_id as subject_id, class, storage_class, bytes from (${dueFiles({ asOf, tenantId })}) f
      union all
      select tenant_id, day_id, 'logs', storage_class, 0 from (${dueLogDays({ asOf, tenantId })}) l),
    rooms as materialized (
      select t.id as tenant_id, ${ARCHIVE_ROOM} as room from tenants t where t.id in (select tenant_id from due)),
    looked_at as materialized (
      select d.*, ${leftAgain} as again from due d join rooms using (tenant_id)),
    parts as (
      insert into archival_tenant_runs (tenant_id, run_id, trigger, as_of, left_again)
      select tenant_id, ${runId}::uuid, ${trigger}::text, ${asOf.toISOString()}::timestamptz,
        coalesce(jsonb_object_agg(class, again) filter (where again > 0), '{}')
      from (select tenant_id, class, count(*) filter (where again) as again from looked_at group by 1, 2) by_class group by 1
      returning tenant_id),
    items as (
      insert into archival_items (tenant_id, run_id, subject_id, class, storage_class, bytes)
      select tenant_id, ${runId}::uuid, subject_id, class, storage_class, bytes from looked_at where not again)
    insert into outbox (tenant_id, name, data, traceparent)
    select tenant_id, ${archivalRunRequested.name}, jsonb_build_object('tenant_id', tenant_id, 'run_id', ${runId}::uuid),
      ${traceparent}::text from parts`),
  );
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}
