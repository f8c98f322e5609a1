import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { archiveAuditDay } from "#lib/archival/logs/archive-audit-day.ts";
import { archiveJobDay } from "#lib/archival/logs/archive-job-day.ts";
import { daysOfLogs, dueAuditDays, dueBefore, dueJobDays } from "#lib/archival/logs/due-days.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** A day of logs, and what became of it. `bytes` are those of the compressed object. */
export interface ArchivedDay {
  /** Of the part that was archived; null where it failed. */
  id: string | null;
  kind: "audit" | "job";
  /** UTC, "2026-11-28". */
  day: string;
  rows: number;
  bytes: number;
  /** Why it failed: a stable code and a sentence. */
  failure: { code: string; reason: string } | null;
}

export interface ArchivedLogs {
  /** Days, of the audit log and of jobs each. */
  matched: number;
  archived: number;
  failed: number;
  bytes: number;
  days: ArchivedDay[];
}

/**
 * Archives the organisation's audit and job logs that its rule for logs lets go as of `asOf`, a compressed object a day
 * (UTC) and kind. A day that fails keeps no other and is due again. Rows of the audit log stay readable in the database
 * until their partition goes (`shedAuditLog`); ended runs leave theirs at once. Can be repeated at any point.
 */
export async function archiveLogs(
  ctx: Ctx,
  { asOf, storageClass }: { asOf: Date; storageClass: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE" },
): Promise<ArchivedLogs> {
  const tenantId = ctx.tenant.id;
  const { audit, jobs } = await withSystem(async (tx) => {
    const before = dueBefore(asOf, await daysOfLogs(tx, tenantId));
    return {
      audit: await dueAuditDays(tx, tenantId, before),
      jobs: await dueJobDays(tx, before, { tenantId }),
    };
  }, NO_LIMITS);
  const days: ArchivedDay[] = [];
  const attempt = async (kind: "audit" | "job", day: string, work: () => Promise<Done | null>) => {
    try {
      const done = await work();
      if (done) days.push({ ...done, kind, day, failure: null });
    } catch (error) {
      ctx.log.error({ err: error, kind, day }, "a day of logs could not be archived");
      days.push({ id: null, kind, day, rows: 0, bytes: 0, failure: failureOf(error) });
    }
  };
  for (const day of audit) await attempt("audit", day, () => archiveAuditDay(tenantId, day, storageClass));
  for (const { day } of jobs) await attempt("job", day, () => archiveJobDay({ tenantId, day }, storageClass));
  const archived = days.filter(({ failure }) => failure === null);
  return {
    matched: days.length,
    archived: archived.length,
    failed: days.length - archived.length,
    bytes: archived.reduce((sum, { bytes }) => sum + bytes, 0),
    days,
  };
}

type Done = Pick<ArchivedDay, "id" | "rows" | "bytes">;

function failureOf(error: unknown): { code: string; reason: string } {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unexpected";
  return { code, reason: error instanceof Error ? error.message : String(error) };
}
