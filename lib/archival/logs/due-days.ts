import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { DEFAULT_RULES, rulesInForce } from "#lib/archival/rules.ts";
import { KEPT_OF_CLOSED } from "#lib/audit/retention.ts";

/** Rows that never go to the archive, as a list of their kinds of target. */
export const KEPT = sql`(${textArray(KEPT_OF_CLOSED)}::text::text[])`;

/** Places of a day's rows that a part of the archive has already; read once, since a day may have very many. */
export const placesInArchive = (tenantId: string, day: string) => sql`(
  select coalesce(range_agg(d.places), '{}') from archived_logs d
  where d.tenant_id = ${tenantId} and d.kind = 'audit' and d.day = ${day} and d.verified_at is not null)`;

/**
 * Days of a tenant's audit log before a time that have rows which are not archived, as a relation `day`. Rows that are
 * archived stay until their whole part leaves, so the others are told by counting, without a look at each.
 */
export const dueAuditDaysOf = (tenantId: SQL, before: SQL) => sql`(
  select l.day from (
    select (a.created_at at time zone 'UTC')::date as day, count(*) as rows from audit_logs a
    where a.tenant_id = ${tenantId} and a.created_at < ${before} and a.target_type <> all ${KEPT} group by 1) l
  where l.rows > (
    select coalesce(sum(d.rows), 0) from archived_logs d
    where d.tenant_id = ${tenantId} and d.kind = 'audit' and d.day = l.day and d.verified_at is not null and d.removed_at is null))`;

/** The day (UTC) from which on nothing is due: whole days are archived, `days` × 24 hours after their end. */
export function dueBefore(asOf: Date, days: number): string {
  return new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

const at = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`;

/** Days of an organisation's audit log before a day that have rows which are not archived, oldest first. */
export async function dueAuditDays(tx: Transaction, tenantId: string, before: string): Promise<string[]> {
  const rows = await tx.execute<{ day: string }>(sql`
    select d.day::text as day from ${dueAuditDaysOf(sql`${tenantId}::uuid`, at(before))} d order by 1`);
  return rows.map(({ day }) => day);
}

/** Nobody's runs come after those of all organisations. */
const NOBODY = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** A day of ended runs, of one organisation or of none. */
export interface JobDay {
  tenantId: string | null;
  day: string;
}

/**
 * Days of ended runs before a day, oldest first: of one organisation, or of all and of none; those after `after` where one is
 * given. A day is let be until an hour after its end, so that none of its runs is still to be written as ended.
 */
export async function dueJobDays(
  tx: Transaction,
  before: string,
  { tenantId, after, limit = 100_000 }: { tenantId?: string; after?: JobDay | null; limit?: number } = {},
): Promise<JobDay[]> {
  const last = sql`coalesce(r.tenant_id, ${NOBODY}::text::uuid)`;
  const rows = await tx.execute<{ tenant_id: string | null; day: string }>(sql`
    select distinct r.tenant_id, (r.finished_at at time zone 'UTC')::date::text as day, ${last} as place from job_runs r
    where r.finished_at < least(${at(before)}, date_trunc('day', now() - interval '1 hour', 'UTC'))
      and ${tenantId ? sql`r.tenant_id = ${tenantId}` : sql`true`}
      and ${after ? sql`((r.finished_at at time zone 'UTC')::date, ${last}) > (${after.day}::text::date, ${after.tenantId ?? NOBODY}::text::uuid)` : sql`true`}
    order by 2, 3 limit ${limit}`);
  return rows.map((row) => ({ tenantId: row.tenant_id, day: row.day }));
}

/** An organisation of which a day of logs is due, and the class it goes to. */
export interface DueTenant {
  tenantId: string;
  storageClass: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
}

/** Organisations after `after` whose rule has days of logs due as of `asOf`; all, or the one. */
export async function tenantsWithDueLogs(
  asOf: Date,
  after: string | null,
  limit: number,
  tenantId: string | null = null,
): Promise<DueTenant[]> {
  const rows = await withSystem(
    (tx) =>
      tx.execute<{ tenant_id: string; storage_class: DueTenant["storageClass"] }>(sql`
        select r.tenant_id, r.storage_class from (${rulesInForce({ tenantId })}) r,
          lateral (select date_trunc('day', ${asOf.toISOString()}::timestamptz - r.after_days * interval '24 hours', 'UTC') as before) b
        where r.class = 'logs' and r.enabled and ${after === null ? sql`true` : sql`r.tenant_id > ${after}::uuid`} and (
          exists (select from ${dueAuditDaysOf(sql`r.tenant_id`, sql`b.before`)} d)
          or exists (select from job_runs j where j.tenant_id = r.tenant_id
            and j.finished_at < least(b.before, date_trunc('day', now() - interval '1 hour', 'UTC'))))
        order by r.tenant_id limit ${limit}`),
    NO_LIMITS,
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, storageClass: row.storage_class }));
}

/** After how many days the organisation's own rule archives its logs. */
export async function daysOfLogs(tx: Transaction, tenantId: string): Promise<number> {
  const [rule] = await tx.execute<{ days: number }>(sql`
    select r.after_days as days from (${rulesInForce({ tenantId })}) r where r.class = 'logs'`);
  return rule?.days ?? DEFAULT_RULES.logs.afterDays;
}
