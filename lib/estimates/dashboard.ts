import { and, desc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { FileView, presentFile } from "#lib/files/present-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { usageOfMonth } from "#lib/usage/current-usage.ts";
import { range, UsageDay, usageByDay } from "#lib/usage/daily-usage.ts";
import { flushCalls } from "#lib/usage/meter-calls.ts";
import { monthOf } from "#lib/usage/month.ts";
import { visibleDays } from "#lib/usage/visible-days.ts";
import { countNeeds } from "./needs.ts";

export const Dashboard = z.object({
  total_files: z.number(),
  files_by_status: z.record(z.string(), z.number()),
  /** First completions this calendar month (UTC), as the plan counts them. */
  files_processed: z.number(),
  total_estimates: z.number(),
  /** Bytes. */
  storage_used: z.number(),
  storage_quota: z.number(),
  /** Calls with an API key this calendar month (UTC). */
  api_usage: z.number(),
  api_quota: z.number(),
  subscription_tier: z.string(),
  /** The last 30 UTC days, oldest first, today included; storage at the day's end. */
  trends: z.array(UsageDay),
  latest_files: z.array(FileView),
  /** Files that wait for a person; `GET /api/files?needs=…` lists them. */
  needs: z.object({ failed: z.number(), unknown_materials: z.number(), floor_area: z.number() }),
});

const LATEST_FILES = 5;

/** The organisation at a glance, without what is hidden from the caller; storage and calls are the whole organisation's. */
export async function readDashboard(ctx: Ctx, now = new Date()): Promise<z.input<typeof Dashboard>> {
  requireRole(ctx, "viewer");
  await flushCalls();
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    if (!tenant) throw new Error(`Tenant ${tenantId} is gone`);
    const statuses = await tx
      .select({ status: files.status, n: sql<number>`count(*)::int` })
      .from(files)
      .where(eq(files.tenantId, tenantId))
      .groupBy(files.status);
    const [estimates] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(costEstimates)
      .where(eq(costEstimates.tenantId, tenantId));
    const month = await usageOfMonth(tx, tenantId, monthOf(now));
    const processed = ctx.hiddenProjects.length > 0 ? await visibleThisMonth(tx, tenantId, now) : month.files;
    const latest = await tx
      .select()
      .from(files)
      .where(and(eq(files.tenantId, tenantId), ne(files.status, "pending")))
      .orderBy(desc(files.createdAt), desc(files.id))
      .limit(LATEST_FILES);
    return {
      total_files: statuses.reduce((sum, row) => sum + row.n, 0),
      files_by_status: Object.fromEntries(statuses.map((row) => [row.status, row.n])),
      files_processed: processed,
      total_estimates: estimates?.n ?? 0,
      storage_used: tenant.storageUsed,
      storage_quota: tenant.storageQuota,
      api_usage: month.apiCalls,
      api_quota: tenant.apiQuota,
      subscription_tier: tenant.subscriptionTier,
      trends: await usageByDay(ctx, tx, range({}, now)),
      latest_files: latest.map(presentFile),
      needs: await countNeeds(tx, tenantId),
    };
  });
}

/** Of what a caller sees from whom projects are hidden. */
async function visibleThisMonth(tx: Transaction, tenantId: string, now: Date): Promise<number> {
  const days = await visibleDays(tx, tenantId, { from: monthOf(now), to: now.toISOString().slice(0, 10) });
  return [...days.values()].reduce((sum, { files_processed }) => sum + files_processed, 0);
}
