import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { archivalTenantRuns } from "#db/schema/archival.ts";
import type { ArchivalRule } from "#db/schema/tenants.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { dayId } from "./due-log-days.ts";
import type { ArchivedDay, archiveLogs } from "./logs/archive-logs.ts";
import { type MoveProblem, moveProblem, problemNamed } from "./move-problem.ts";
import { MOST_ATTEMPTS, takeLogs } from "./take-item.ts";

/**
 * Archives the days of logs of an organisation's part of a run, where some are queued and may be tried. Where that cannot
 * be done at all, each of the days has failed once more.
 */
export async function workOffLogs(
  ctx: Ctx,
  { runId, asOf }: typeof archivalTenantRuns.$inferSelect,
  { retrySeconds, archive }: { retrySeconds: number; archive: typeof archiveLogs },
): Promise<void> {
  const storageClass = await ctx.transaction((tx) => takeLogs(tx, ctx.tenant.id, runId, retrySeconds));
  if (!storageClass) return;
  let days: readonly ArchivedDay[];
  try {
    days = (await archive(ctx, { asOf, storageClass })).days;
  } catch (error) {
    ctx.log.error({ err: error }, "the logs of an organisation could not be archived");
    await ctx.transaction((tx) => settleTaken(tx, ctx.tenant.id, runId, moveProblem(error)));
    return;
  }
  await ctx.transaction(async (tx) => {
    for (const day of days) await settleDay(tx, ctx.tenant.id, runId, storageClass, day);
    await settleOthers(tx, ctx.tenant.id, runId);
  });
}

/** What was taken and has no outcome of its own. */
async function settleTaken(
  tx: Transaction,
  tenantId: string,
  runId: string,
  { code, reason }: MoveProblem,
): Promise<void> {
  await tx.execute(sql`
    update archival_items i set reason_code = ${code}, reason = ${reason}, updated_at = now(),
      status = case when i.attempts < ${MOST_ATTEMPTS}::integer then 'queued' else 'failed' end
    where i.tenant_id = ${tenantId} and i.run_id = ${runId} and i.class = 'logs' and i.status = 'queued'
      and i.attempts > 0 and i.reason_code is null`);
}

/** One that came due since the run began is counted with the others. */
async function settleDay(
  tx: Transaction,
  tenantId: string,
  runId: string,
  storageClass: ArchivalRule["storageClass"],
  { kind, day, bytes, failure: found }: ArchivedDay,
): Promise<void> {
  const failure = found && problemNamed(found.code);
  await tx.execute(sql`
    insert into archival_items as i (tenant_id, run_id, subject_id, class, storage_class, status, bytes, attempts, reason_code, reason)
    values (${tenantId}, ${runId}, ${dayId(tenantId, kind, day)}, 'logs', ${storageClass},
      ${failure ? "failed" : "archived"}, ${bytes}, 1, ${failure?.code ?? null}, ${failure && `${day}: ${failure.reason}`})
    on conflict (tenant_id, run_id, subject_id) do update set
      status = case when excluded.status = 'failed' and i.attempts < ${MOST_ATTEMPTS}::integer then 'queued' else excluded.status end,
      bytes = excluded.bytes, reason_code = excluded.reason_code, reason = excluded.reason, updated_at = now()
    where i.status = 'queued'`);
}

/** Tried, and due no more: archived by a process that died before it could say so, or by another one. */
async function settleOthers(tx: Transaction, tenantId: string, runId: string): Promise<void> {
  await tx.execute(sql`
    update archival_items i set status = 'archived', reason_code = null, reason = null, updated_at = now(),
      bytes = coalesce((select sum(d.bytes) from archived_logs d
        where d.tenant_id = i.tenant_id and md5(d.tenant_id || ' ' || d.kind || ' ' || d.day)::uuid = i.subject_id), 0)
    where i.tenant_id = ${tenantId} and i.run_id = ${runId} and i.class = 'logs' and i.status = 'queued'
      and i.attempts > 0 and i.reason_code is null`);
}
