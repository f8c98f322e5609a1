import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { auditRow } from "#lib/audit/record.ts";
import { type Month, monthOf } from "#lib/usage/month.ts";

/**
 * Moves hard caps along with the versions of plans that are in force from the month of `now` on; caps that an operator
 * set are left alone. Of one tenant or of all; again is a no-op. Answers how many tenants' caps moved.
 */
export async function followPlanVersions(tx: Transaction, now: Date, tenantId?: string): Promise<number> {
  const month: Month = monthOf(now);
  const moved = await tx.execute<{
    id: string;
    storage_quota: string;
    archive_quota: string;
    api_quota: number;
  }>(sql`
    with versions as (
      select n.id, n.currency, o.storage_limit * o.cap_factor as old_storage, n.storage_limit * n.cap_factor as new_storage,
        o.archive_limit * o.cap_factor as old_archive, n.archive_limit * n.cap_factor as new_archive,
        o.api_calls_limit * o.cap_factor as old_calls, n.api_calls_limit * n.cap_factor as new_calls
      from billing_plans n
      join lateral (select * from billing_plans p where p.id = n.id and p.currency = n.currency and p.valid_from < n.valid_from
        order by p.valid_from desc limit 1) o on true
      where n.valid_from = ${month}::date)
    update tenants t set
      storage_quota = case when t.storage_quota = v.old_storage then v.new_storage else t.storage_quota end,
      archive_quota = case when t.archive_quota = v.old_archive then v.new_archive else t.archive_quota end,
      api_quota = case when t.api_quota = v.old_calls then v.new_calls else t.api_quota end,
      updated_at = now()
    from billing_accounts a join versions v on v.currency = a.currency
    where a.tenant_id = t.id and v.id = t.subscription_tier and ${only(tenantId)}
      and ((t.storage_quota = v.old_storage and v.old_storage <> v.new_storage)
        or (t.archive_quota = v.old_archive and v.old_archive <> v.new_archive)
        or (t.api_quota = v.old_calls and v.old_calls <> v.new_calls))
    returning t.id, t.storage_quota::text as storage_quota, t.archive_quota::text as archive_quota, t.api_quota`);
  if (moved.length > 0)
    await tx.insert(auditLogs).values(
      moved.map(({ id, ...caps }) =>
        auditRow(
          { tenantId: id, actor: "system" },
          "plan.caps_moved",
          { type: "tenant", id },
          { month },
          {
            after: {
              storage_quota: Number(caps.storage_quota),
              archive_quota: Number(caps.archive_quota),
              api_quota: caps.api_quota,
            },
          },
        ),
      ),
    );
  return moved.length;
}

const only = (tenantId: string | undefined): SQL => (tenantId ? sql`t.id = ${tenantId}` : sql`true`);
