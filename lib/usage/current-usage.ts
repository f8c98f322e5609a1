import { and, eq, gte, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, PLAN_IDS } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageMetrics } from "#db/schema/usage.ts";
import { type PlanVersion, planVersion } from "#lib/billing/plan-version.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { flushCalls } from "#lib/usage/meter-calls.ts";
import { addMonths, endOfMonth, lastDayOf, type Month, monthOf, startOfMonth } from "#lib/usage/month.ts";

const Metric = z.object({
  used: z.number(),
  /** What the plan includes; beyond it the plan's prices per unit hold. */
  limit: z.number(),
  /** Of the limit, may be above 100. */
  percentage: z.number(),
  /** At the month's end, if it goes on as it went so far. */
  projected: z.number(),
});

export const CurrentUsage = z.object({
  plan: z.enum(PLAN_IDS),
  currency: z.string(),
  /** A calendar month in UTC; both days are in it. */
  current_period: z.object({ start: z.string(), end: z.string() }),
  usage: z.object({
    files: Metric,
    /** Bytes stored now, against the plan's bytes and the hard cap. */
    storage: Metric.extend({ quota: z.number(), average_gib: z.number() }),
    /** Bytes archived now, against the plan's free ones and the hard cap. */
    archive: Metric.extend({ quota: z.number(), average_gib: z.number() }),
    /** Bytes restored in the month, as of the standard tier; the plan includes none. */
    restores: z.object({ used: z.number() }),
    /** Calls with an API key; `quota` is the hard cap. */
    api_calls: Metric.extend({ quota: z.number() }),
    /** Calls of people signed in: for information. */
    browser_calls: z.object({ used: z.number() }),
  }),
});

/** The month so far, against plan and caps. */
export async function readCurrentUsage(ctx: Ctx, now = new Date()): Promise<z.input<typeof CurrentUsage>> {
  requireRole(ctx, "viewer");
  await flushCalls();
  const month = monthOf(now);
  return ctx.transaction(async (tx) => {
    const [row] = await tx
      .select({
        tier: tenants.subscriptionTier,
        storageUsed: tenants.storageUsed,
        storageQuota: tenants.storageQuota,
        archiveUsed: tenants.archiveUsed,
        archiveQuota: tenants.archiveQuota,
        apiQuota: tenants.apiQuota,
        currency: billingAccounts.currency,
      })
      .from(tenants)
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .where(eq(tenants.id, ctx.tenant.id));
    if (!row) throw new Error(`Tenant ${ctx.tenant.id} has no billing account`);
    const plan = await planVersion(tx, row.tier, { currency: row.currency, on: now });
    const sums = await usageOfMonth(tx, ctx.tenant.id, month);
    const project = projection(month, now);
    return {
      plan: row.tier,
      currency: row.currency,
      current_period: { start: month, end: lastDayOf(month) },
      usage: {
        files: metric(sums.files, plan.fileProcessingLimit, project(sums.files)),
        storage: {
          // What is stored stays stored: no growth is made up.
          ...metric(row.storageUsed, plan.storageLimit, row.storageUsed),
          quota: row.storageQuota,
          average_gib: await averageGib(tx, ctx.tenant.id, "storage", now),
        },
        archive: {
          ...metric(row.archiveUsed, plan.archiveLimit, row.archiveUsed),
          quota: row.archiveQuota,
          average_gib: await averageGib(tx, ctx.tenant.id, "archive", now),
        },
        restores: { used: sums.restored },
        api_calls: {
          ...metric(sums.apiCalls, plan.apiCallsLimit, project(sums.apiCalls)),
          quota: row.apiQuota,
        },
        browser_calls: { used: sums.browserCalls },
      },
    };
  });
}

/** Sums of a month's daily metrics. */
export async function usageOfMonth(
  tx: Transaction,
  tenantId: string,
  month: Month,
): Promise<{ files: number; apiCalls: number; browserCalls: number; restored: number }> {
  const [row] = await tx
    .select({
      files: sql<number>`coalesce(sum(${usageMetrics.filesProcessed}), 0)::float8`,
      apiCalls: sql<number>`coalesce(sum(${usageMetrics.apiCalls}), 0)::float8`,
      browserCalls: sql<number>`coalesce(sum(${usageMetrics.browserCalls}), 0)::float8`,
      restored: sql<number>`coalesce(sum(${usageMetrics.restored}), 0)::float8`,
    })
    .from(usageMetrics)
    .where(
      and(
        eq(usageMetrics.tenantId, tenantId),
        gte(usageMetrics.metricDate, month),
        lt(usageMetrics.metricDate, addMonths(month, 1)),
      ),
    );
  return row ?? { files: 0, apiCalls: 0, browserCalls: 0, restored: 0 };
}

/**
 * Time-weighted from the month's start until now, in GiB; for people to look at, the invoice calculates exactly. Whole days
 * from their metrics, today from its events: a month has too many events to be added up for each look.
 */
async function averageGib(
  tx: Transaction,
  tenantId: string,
  of: "storage" | "archive",
  now: Date,
): Promise<number> {
  const month = monthOf(now);
  const column = (what: "used" | "delta" | "weighted") => sql.identifier(`${of}_${what}`);
  const elapsed = Math.max(1, now.getTime() - startOfMonth(month).getTime());
  const at = now.toISOString();
  const today = at.slice(0, 10);
  const [row] = await tx.execute<{ gib: number }>(sql`
    select ((coalesce((select ${column("used")} from usage_metrics where tenant_id = ${tenantId} and metric_date < ${month} order by metric_date desc limit 1), 0) * ${elapsed}::numeric
      + coalesce((select sum(${column("weighted")} + ${column("delta")} * (extract(epoch from ${at}::timestamptz - (metric_date + 1)::timestamp at time zone 'UTC') * 1000))
        from usage_metrics where tenant_id = ${tenantId} and metric_date >= ${month} and metric_date < ${today}), 0)
      + coalesce((select sum(quantity * (extract(epoch from ${at}::timestamptz - occurred_at) * 1000)) from usage_events
        where tenant_id = ${tenantId} and kind = ${`${of}_delta`} and occurred_at >= ${`${today}T00:00:00Z`}::timestamptz and occurred_at < ${at}::timestamptz), 0))
      / ${elapsed}::numeric / 1073741824)::float8 as gib`);
  return Math.max(0, row?.gib ?? 0);
}

/** What a count becomes by the month's end at the pace so far. */
function projection(month: Month, now: Date): (used: number) => number {
  const start = startOfMonth(month).getTime();
  const share = (now.getTime() - start) / (endOfMonth(month).getTime() - start);
  // The first hours of a month say nothing of its end.
  return (used) => Math.round(used / Math.max(share, 1 / 31));
}

function metric(used: number, limit: PlanVersion["storageLimit"], projected: number) {
  return { used, limit, percentage: limit > 0 ? Math.round((used / limit) * 10_000) / 100 : 0, projected };
}
