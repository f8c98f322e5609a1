import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { IS_OPEN, tenantMatches, utc } from "#lib/operators/sql.ts";
import { SLUG } from "#lib/tenancy/host.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

export const ListTenants = z.object({
  /** Part of the name or the address. */
  q: z.string().trim().max(200).optional(),
  state: z.enum(["active", "suspended"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The address after which the list goes on, from `next`. */
  after: z.string().regex(SLUG, "is no address of an organisation").optional(),
});

export const OperatorTenantView = z.object({
  tenant_id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan: z.enum(PLAN_IDS),
  is_active: z.boolean(),
  /** Suspended because invoices are unpaid. */
  suspended_for_payment: z.boolean(),
  currency: z.string(),
  tax_rate: z.string(),
  reverse_charge: z.boolean(),
  /** Bytes. */
  storage_used: z.number(),
  storage_quota: z.number(),
  /** Of the running month, UTC. */
  api_calls: z.number(),
  api_quota: z.number(),
  files_processed: z.number(),
  /** Files that are there now. */
  files: z.number(),
  open_invoices: z.number(),
  overdue_invoices: z.number(),
  created_at: z.string(),
});

export const TenantList = z.object({
  items: z.array(OperatorTenantView),
  total: z.number(),
  next: z.string().nullable(),
});

/** Every organisation with its plan, usage and unpaid invoices, by address. */
export async function listTenants(
  { q, state, limit, after }: z.output<typeof ListTenants>,
  now = new Date(),
): Promise<z.input<typeof TenantList>> {
  const filters: SQL[] = [
    ...(q ? [tenantMatches(q)] : []),
    ...(state ? [sql`t.is_active = ${state === "active"}`] : []),
  ];
  const where = sql.join([sql`true`, ...filters], sql` and `);
  const month = monthOf(now);
  return withSystem(async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(
      sql`select count(*)::int as total from tenants t where ${where}`,
    );
    const rows = await tx.execute<z.input<typeof OperatorTenantView>>(sql`
      select t.id as tenant_id, t.slug, t.name, t.subscription_tier as plan, t.is_active,
        b.suspended_for_payment_at is not null as suspended_for_payment, b.currency, b.tax_rate::text as tax_rate, b.reverse_charge,
        t.storage_used::float8 as storage_used, t.storage_quota::float8 as storage_quota, m.calls as api_calls, t.api_quota,
        m.files as files_processed, t.file_count as files, n.open as open_invoices, n.overdue as overdue_invoices,
        ${utc(sql`t.created_at`)} as created_at
      from (select * from tenants t where ${where} ${after ? sql`and t.slug > ${after}` : sql``} order by t.slug limit ${limit + 1}) t
      join billing_accounts b on b.tenant_id = t.id
      cross join lateral (select coalesce(sum(api_calls), 0)::float8 as calls, coalesce(sum(files_processed), 0)::float8 as files
        from usage_metrics where tenant_id = t.id and metric_date >= ${month}::date and metric_date < ${addMonths(month, 1)}::date) m
      cross join lateral (select count(*)::int as open, (count(*) filter (where i.status = 'overdue'))::int as overdue
        from invoices i where i.tenant_id = t.id and ${IS_OPEN}) n
      order by t.slug`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      total: counted?.total ?? 0,
      next: rows.length > limit && last ? address(last.slug) : null,
    };
  });

  function address(last: string): string {
    const query = new URLSearchParams({ limit: String(limit), after: last });
    if (q) query.set("q", q);
    if (state) query.set("state", state);
    return `/api/admin/tenants?${query}`;
  }
}
