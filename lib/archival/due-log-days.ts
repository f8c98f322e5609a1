import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Selection } from "./due-files.ts";
import { dueAuditDaysOf } from "./logs/due-days.ts";
import { rulesInForce } from "./rules.ts";

/**
 * Days of logs that the rules would move, as a relation: tenant_id, day_id, storage_class. A day counts for the audit log
 * and for jobs each. Which they are and how they move: logs/archive-logs.ts.
 */
export function dueLogDays({ asOf, tenantId, trial }: Selection): SQL {
  const day = (at: SQL) => sql`(${at} at time zone 'UTC')::date`;
  return sql`
    select r.tenant_id, md5(r.tenant_id || ' ' || d.kind || ' ' || d.day)::uuid as day_id, r.storage_class
    from (${rulesInForce({ tenantId: tenantId ?? null, classes: ["logs"], ...(trial ? { trial } : {}) })}) r
    cross join lateral (select date_trunc('day', ${asOf.toISOString()}::timestamptz - r.after_days * interval '24 hours', 'UTC') as before) b
    cross join lateral (
      select 'audit' as kind, due.day from ${dueAuditDaysOf(sql`r.tenant_id`, sql`b.before`)} due
      union all
      select distinct 'job', ${day(sql`j.finished_at`)} from job_runs j
      where j.tenant_id = r.tenant_id
        and j.finished_at < least(b.before, date_trunc('day', now() - interval '1 hour', 'UTC'))) d
    where r.enabled`;
}

/** The id that a day has among a run's items; the same as `day_id` in SQL. */
export function dayId(tenantId: string, kind: string, day: string): string {
  const hex = createHash("md5").update(`${tenantId} ${kind} ${day}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
