import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { Money } from "#lib/billing/views.ts";
import { jobHealth } from "#lib/jobs/operators.ts";
import { decimalText, IS_OPEN, OUTSTANDING } from "#lib/operators/sql.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { addMonths, type Month, monthOf, startOfMonth } from "#lib/usage/month.ts";

export const Overview = z.object({
  /** First day of the running month, UTC. */
  month: z.string(),
  tenants: z.object({
    total: z.number(),
    active: z.number(),
    suspended: z.number(),
    by_plan: z.record(z.enum(PLAN_IDS), z.number()),
  }),
  /** By currency. Of invoices and credit notes that became final in the month: before tax, void and written-off ones left out. */
  revenue: z.array(z.object({ currency: z.string(), this_month: Money, last_month: Money })),
  /** By currency: what final invoices are still owed, and how much of that is overdue. */
  receivables: z.array(
    z.object({
      currency: z.string(),
      open: Money,
      open_invoices: z.number(),
      overdue: Money,
      overdue_invoices: z.number(),
    }),
  ),
  /** Of all organisations: bytes stored now, and the running month's counts. */
  usage: z.object({
    storage_used: z.number(),
    files_processed: z.number(),
    api_calls: z.number(),
    browser_calls: z.number(),
  }),
  jobs: z.object({
    workers: z.number(),
    slots: z.number(),
    runs: z.record(z.string(), z.number()),
    failed_last_day: z.number(),
    oldest_waiting_seconds: z.number().nullable(),
    outbox_pending: z.number(),
    outbox_lag_seconds: z.number().nullable(),
  }),
  /** Conflicting usage events that nobody has settled. */
  usage_conflicts: z.number(),
});

/** How the whole platform does, for operators. */
export async function readOverview(now = new Date()): Promise<z.input<typeof Overview>> {
  const month = monthOf(now);
  const [rest, jobs] = await Promise.all([
    withSystem(async (tx) => ({
      tenants: await tenantCounts(tx),
      revenue: await revenue(tx, month),
      receivables: await receivables(tx),
      usage: await usage(tx, month),
      usage_conflicts: await openConflicts(tx),
    })),
    jobHealth(),
  ]);
  return { month, ...rest, jobs };
}

async function tenantCounts(tx: Transaction): Promise<z.input<typeof Overview>["tenants"]> {
  const [row] = await tx.execute<{
    total: number;
    active: number;
    free: number;
    pro: number;
    enterprise: number;
  }>(sql`
    select count(*)::int as total, count(*) filter (where is_active)::int as active,
      count(*) filter (where subscription_tier = 'free')::int as free,
      count(*) filter (where subscription_tier = 'pro')::int as pro,
      count(*) filter (where subscription_tier = 'enterprise')::int as enterprise
    from tenants where ${notClosed()}`);
  if (!row) throw new Error("The database gave no answer about the organisations");
  const { total, active, ...by_plan } = row;
  return { total, active, suspended: total - active, by_plan };
}

async function revenue(tx: Transaction, month: Month): Promise<z.input<typeof Overview>["revenue"]> {
  const [before, start, end] = [-1, 0, 1].map((n) => startOfMonth(addMonths(month, n)).toISOString());
  const within = (from: typeof start, to: typeof start) =>
    sql`coalesce(sum(subtotal_minor) filter (where finalised_at >= ${from}::timestamptz and finalised_at < ${to}::timestamptz), 0)`;
  const rows = await tx.execute<{ currency: string; this_month: string; last_month: string }>(sql`
    select currency, ${decimalText(within(start, end), sql`max(minor_digits)`)} as this_month,
      ${decimalText(within(before, start), sql`max(minor_digits)`)} as last_month
    from invoices
    where finalised_at >= ${before}::timestamptz and finalised_at < ${end}::timestamptz and status not in ('void', 'uncollectible')
    group by currency order by count(*) desc, currency`);
  return rows.map(({ currency, this_month, last_month }) => ({
    currency,
    this_month: { amount: this_month, currency },
    last_month: { amount: last_month, currency },
  }));
}

async function receivables(tx: Transaction): Promise<z.input<typeof Overview>["receivables"]> {
  const rows = await tx.execute<{
    currency: string;
    open: string;
    open_invoices: number;
    overdue: string;
    overdue_invoices: number;
  }>(sql`
    select currency, ${decimalText(sql`sum(due)`, sql`max(minor_digits)`)} as open, count(*)::int as open_invoices,
      ${decimalText(sql`coalesce(sum(due) filter (where status = 'overdue'), 0)`, sql`max(minor_digits)`)} as overdue,
      (count(*) filter (where status = 'overdue'))::int as overdue_invoices
    from (select i.currency, i.minor_digits, i.status, ${OUTSTANDING} as due from invoices i where ${IS_OPEN}) o
    group by currency order by count(*) desc, currency`);
  return rows.map(({ currency, open, overdue, ...counts }) => ({
    currency,
    open: { amount: open, currency },
    overdue: { amount: overdue, currency },
    ...counts,
  }));
}

async function usage(tx: Transaction, month: Month): Promise<z.input<typeof Overview>["usage"]> {
  const [row] = await tx.execute<z.input<typeof Overview>["usage"]>(sql`
    select (select coalesce(sum(storage_used), 0) from tenants)::float8 as storage_used,
      coalesce(sum(files_processed), 0)::float8 as files_processed, coalesce(sum(api_calls), 0)::float8 as api_calls,
      coalesce(sum(browser_calls), 0)::float8 as browser_calls
    from usage_metrics where metric_date >= ${month}::date and metric_date < ${addMonths(month, 1)}::date`);
  if (!row) throw new Error("The database gave no answer about the usage");
  return row;
}

async function openConflicts(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from usage_conflicts where resolved_at is null`,
  );
  return row?.n ?? 0;
}
