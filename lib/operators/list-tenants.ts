import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { Money } from "#lib/billing/views.ts";
import { decimalText, IS_OPEN, tenantMatches, utc } from "#lib/operators/sql.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { SLUG } from "#lib/tenancy/host.ts";
import { addMonths, monthOf, startOfMonth } from "#lib/usage/month.ts";

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
  archive_used: z.number(),
  archive_quota: z.number(),
  /** Of the running month, UTC. */
  api_calls: z.number(),
  api_quota: z.number(),
  files_processed: z.number(),
  /** Files that are there now. */
  files: z.number(),
  open_invoices: z.number(),
  overdue_invoices: z.number(),
  /** Before tax, of final invoices and credit notes of the last twelve months in its currency. */
  revenue_12_months: Money,
  created_at: z.string(),
});

export const TenantList = z.object({
  items: z.array(OperatorTenantView),
  total: z.number(),
  next: z.string().nullable(),
});

type View = z.input<typeof OperatorTenantView>;

/** Every organisation with its plan, usage and unpaid invoices, by address. */
export async function listTenants(
  { q, state, limit, after }: z.output<typeof ListTenants>,
  now = new Date(),
): Promise<z.input<typeof TenantList>> {
  const where = sql.join(
    [
      notClosed(sql`t.slug`),
      ...(q ? [tenantMatches(q)] : []),
      ...(state ? [sql`t.is_active = ${state === "active"}`] : []),
    ],
    sql` and `,
  );
  return withSystem(async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(
      sql`select count(*)::int as total from tenants t where ${where}`,
    );
    const page = sql`select * from tenants t where ${where} ${after ? sql`and t.slug > ${after}` : sql``} order by t.slug limit ${limit + 1}`;
    const rows = await tenantViews(tx, page, now);
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

/** The views of the rows of `tenants` that a query selects, by address; usage is of the month of `now`. */
export async function tenantViews(tx: Transaction, rows: SQL, now: Date): Promise<View[]> {
  const month = monthOf(now);
  const views = await tx.execute<Omit<View, "revenue_12_months"> & { revenue: string }>(sql`
    select t.id as tenant_id, t.slug, t.name, t.subscription_tier as plan, t.is_active,
      b.suspended_for_payment_at is not null as suspended_for_payment, b.currency, b.tax_rate::text as tax_rate, b.reverse_charge,
      t.storage_used::float8 as storage_used, t.storage_quota::float8 as storage_quota,
      t.archive_used::float8 as archive_used, t.archive_quota::float8 as archive_quota, m.calls as api_calls, t.api_quota,
      m.files as files_processed, t.file_count as files, n.open as open_invoices, n.overdue as overdue_invoices, r.revenue,
      ${utc(sql`t.created_at`)} as created_at
    from (${rows}) t
    join billing_accounts b on b.tenant_id = t.id
    cross join lateral (select coalesce(sum(api_calls), 0)::float8 as calls, coalesce(sum(files_processed), 0)::float8 as files
      from usage_metrics where tenant_id = t.id and metric_date >= ${month}::date and metric_date < ${addMonths(month, 1)}::date) m
    cross join lateral (select count(*)::int as open, (count(*) filter (where i.status = 'overdue'))::int as overdue
      from invoices i where i.tenant_id = t.id and ${IS_OPEN}) n
    cross join lateral (select coalesce(${decimalText(sql`sum(i.subtotal_minor)`, sql`max(i.minor_digits)`)}, '0') as revenue
      from invoices i where i.tenant_id = t.id and i.currency = b.currency and i.status not in ('draft', 'void', 'uncollectible')
        and i.finalised_at >= ${startOfMonth(addMonths(month, -12)).toISOString()}::timestamptz) r
    order by t.slug`);
  return views.map(({ revenue, ...view }) => ({
    ...view,
    revenue_12_months: { amount: revenue, currency: view.currency },
  }));
}
