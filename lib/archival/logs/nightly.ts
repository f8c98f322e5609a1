import { sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { archiveJobDay } from "#lib/archival/logs/archive-job-day.ts";
import { archiveLogs } from "#lib/archival/logs/archive-logs.ts";
import { dueBefore, dueJobDays, type JobDay, tenantsWithDueLogs } from "#lib/archival/logs/due-days.ts";
import { DEFAULT_RULES } from "#lib/archival/rules.ts";
import { logger } from "#lib/observability/logger.ts";
import { forTenant } from "#lib/observability/tracing/span.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

export interface LogBatch<Place = string> {
  /** Where the next one goes on; null after the last. */
  last: Place | null;
  archived: number;
  failed: number;
}

/** Archives what the rules of up to `limit` organisations after `after` let go, where no run of theirs has done it. */
export async function archiveDueLogs(asOf: Date, after: string | null, limit: number): Promise<LogBatch> {
  const due = await tenantsWithDueLogs(asOf, after, limit);
  const sum = { archived: 0, failed: 0 };
  for (const { tenantId, storageClass } of due) {
    const { archived, failed } = await forTenant("archive logs", tenantId, async () =>
      archiveLogs(await systemCtx(tenantId), { asOf, storageClass }),
    );
    sum.archived += archived;
    sum.failed += failed;
  }
  return { last: due.length === limit ? (due.at(-1)?.tenantId ?? null) : null, ...sum };
}

/**
 * Archives ended runs, up to `limit` days after `after`, that are older than the default rule says and are still in the queue's tables: those of no
 * organisation, and of organisations whose own rule keeps logs longer, since it is about their audit log; the queue is the
 * platform's. Runs of an organisation that is gone are nobody's.
 */
export async function archiveOldRuns(
  asOf: Date,
  after: JobDay | null,
  limit: number,
): Promise<LogBatch<JobDay>> {
  const { afterDays, storageClass } = DEFAULT_RULES.logs;
  if (!after) await disown(asOf, afterDays);
  const days = await withSystem(
    (tx) => dueJobDays(tx, dueBefore(asOf, afterDays), { after, limit }),
    NO_LIMITS,
  );
  let archived = 0;
  let failed = 0;
  for (const day of days) {
    try {
      if (await archiveJobDay(day, storageClass)) archived += 1;
    } catch (error) {
      failed += 1;
      logger().error({ err: error, ...day }, "a day of job logs could not be archived");
    }
  }
  return { last: days.length === limit ? (days.at(-1) ?? null) : null, archived, failed };
}

async function disown(asOf: Date, days: number): Promise<void> {
  await withSystem(
    (tx) =>
      tx.execute(sql`
        update job_runs r set tenant_id = null
        where r.finished_at < ${asOf.toISOString()}::timestamptz - ${days} * interval '1 day' and r.tenant_id is not null
          and not exists (select from tenants t where t.id = r.tenant_id)`),
    NO_LIMITS,
  );
}
