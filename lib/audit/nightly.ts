import { sql } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { anchorChain } from "#lib/audit/anchors.ts";
import { KEPT_TARGETS, RETENTION_DAYS, trimAuditLog } from "#lib/audit/retention.ts";
import { notClosed } from "#lib/tenancy/closed.ts";

/** What one batch did; `last` is where the next one goes on, null after the last. */
export interface AuditBatch {
  last: string | null;
  done: number;
  /** Organisations whose chain is no longer what was anchored. */
  broken: string[];
}

/** Removes what plans keep no longer, of up to `limit` organisations after `after` that have any, each in a transaction of its own. */
export async function trimAuditLogs(after: string | null, limit: number, now: Date): Promise<AuditBatch> {
  const days = Object.entries(RETENTION_DAYS).map(
    ([plan, kept]) => sql`when ${tenants.subscriptionTier} = ${plan} then ${kept}::int`,
  );
  const before = sql`${now.toISOString()}::timestamptz - make_interval(days => case ${sql.join(days, sql` `)} end)`;
  const ids = await tenantsWhere(
    sql`(exists (select from audit_logs a where a.tenant_id = ${tenants.id} and a.created_at < ${before}
        and a.target_type <> all (${textArray(KEPT_TARGETS)}::text::text[]))
      or exists (select from archived_logs d where d.tenant_id = ${tenants.id} and d.kind = 'audit' and d.expired_at is null
        and (d.day + 1)::timestamp at time zone 'UTC' <= ${before}))`,
    after,
    limit,
  );
  let done = 0;
  for (const id of ids) done += await withSystem((tx) => trimAuditLog(tx, id, now), NO_LIMITS);
  return { last: lastOf(ids, limit), done, broken: [] };
}

/** Anchors the chains of up to `limit` organisations after `after` that have grown since their last anchor. */
export async function anchorChains(
  after: string | null,
  limit: number,
  day: string,
  now: Date,
): Promise<AuditBatch> {
  const ids = await tenantsWhere(
    sql`(select max(seq) from audit_chain l where l.tenant_id = ${tenants.id}) is distinct from
      (select a.seq from audit_anchors a where a.tenant_id = ${tenants.id} order by a.day desc limit 1)`,
    after,
    limit,
  );
  let done = 0;
  const broken: string[] = [];
  for (const id of ids) {
    const outcome = await anchorChain(id, day, now);
    if (outcome === "anchored") done += 1;
    if (outcome === "broken") broken.push(id);
  }
  return { last: lastOf(ids, limit), done, broken };
}

/** One that was closed has no more days of its own. */
async function tenantsWhere(
  condition: ReturnType<typeof sql>,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await withSystem(
    (tx) =>
      tx.execute<{ id: string }>(sql`
        select ${tenants.id} as id from ${tenants}
        where ${notClosed()} and ${after === null ? sql`true` : sql`${tenants.id} > ${after}`} and ${condition}
        order by ${tenants.id} limit ${limit}`),
    NO_LIMITS,
  );
  return rows.map(({ id }) => id);
}

const lastOf = (ids: readonly string[], limit: number) =>
  ids.length === limit ? (ids.at(-1) ?? null) : null;
