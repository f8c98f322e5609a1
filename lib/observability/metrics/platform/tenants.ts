import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { PLAN_IDS } from "#db/schema/billing.ts";
import type { Within } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { monthOf } from "#lib/usage/month.ts";
import { type Family, gauge } from "../sample.ts";
import { namedTenants, OTHER } from "../tenant-labels.ts";

interface Sums extends Record<string, unknown> {
  tenant: string;
  storage: number;
  storage_quota: number;
  archive: number;
  calls: number;
  calls_left: number;
}

/** What organisations store and have left; those without a label of their own together. */
export async function tenantUsage(within: Within): Promise<Family[]> {
  // Before: who holds a connection must not wait for another one.
  const named = [...(await namedTenants())];
  const rows = await within(async (tx) => [
    ...(await tx.execute<Sums>(sql`
      select case when t.id = any(${textArray(named)}::text::uuid[]) then t.id::text else ${OTHER}::text end as tenant,
        sum(t.storage_used)::float8 as storage, sum(t.storage_quota)::float8 as storage_quota,
        sum(t.archive_used)::float8 as archive, sum(t.api_quota)::float8 as calls,
        sum(greatest(0, t.api_quota - coalesce(c.taken, 0)))::float8 as calls_left
      from tenants t left join call_counters c on c.tenant_id = t.id and c.period = ${monthOf(new Date())}
      where ${notClosed(sql`t.slug`)} group by 1 order by 1`)),
  ]);
  const of = (name: string, help: string, key: Exclude<keyof Sums, "tenant">) =>
    gauge(
      name,
      help,
      rows.map((row) => ({ labels: { tenant_id: row.tenant }, value: Number(row[key]) })),
    );
  return [
    of("storage_usage_bytes", "Bytes of hot files, by organisation", "storage"),
    of("storage_quota_bytes", "Bytes of hot files that an organisation may store at most", "storage_quota"),
    of("archive_usage_bytes", "Bytes of archived files, by organisation", "archive"),
    of("api_quota_remaining", "Calls with an API key that an organisation has left this month", "calls_left"),
    of("api_quota_limit", "Calls with an API key that an organisation has a month", "calls"),
  ];
}

/** Organisations by plan. */
export async function tenantsByPlan(tx: Transaction): Promise<Family[]> {
  const rows = await tx.execute<{ plan: string; n: number }>(
    sql`select subscription_tier as plan, count(*)::float8 as n from tenants t where ${notClosed(sql`t.slug`)} group by 1`,
  );
  const counted = new Map(rows.map(({ plan, n }) => [plan, n]));
  return [
    gauge(
      "tenants",
      "Organisations, by plan",
      PLAN_IDS.map((plan) => ({ labels: { plan }, value: counted.get(plan) ?? 0 })),
    ),
  ];
}
