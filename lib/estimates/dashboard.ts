import { and, desc, eq, gte, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { FileView, presentFile } from "#lib/files/present-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countNeeds } from "./needs.ts";

const Day = z.object({
  date: z.string(),
  files_uploaded: z.number(),
  files_processed: z.number(),
  estimates: z.number(),
  api_calls: z.number(),
  storage_used: z.number(),
});

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
  trends: z.array(Day),
  latest_files: z.array(FileView),
  /** Files that wait for a person; `GET /api/files?needs=…` lists them. */
  needs: z.object({ failed: z.number(), unknown_materials: z.number(), floor_area: z.number() }),
});

const TREND_DAYS = 30;
const LATEST_FILES = 5;
const DAY_MS = 86_400_000;

/** The organisation at a glance. */
export async function readDashboard(ctx: Ctx, now = new Date()): Promise<z.input<typeof Dashboard>> {
  requireRole(ctx, "viewer");
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
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    const latest = await tx
      .select()
      .from(files)
      .where(and(eq(files.tenantId, tenantId), ne(files.status, "pending")))
      .orderBy(desc(files.createdAt), desc(files.id))
      .limit(LATEST_FILES);
    return {
      total_files: statuses.reduce((sum, row) => sum + row.n, 0),
      files_by_status: Object.fromEntries(statuses.map((row) => [row.status, row.n])),
      files_processed: await usedSince(tx, tenantId, "file_processed", month),
      total_estimates: estimates?.n ?? 0,
      storage_used: tenant.storageUsed,
      storage_quota: tenant.storageQuota,
      api_usage: await usedSince(tx, tenantId, "api_call", month),
      api_quota: tenant.apiQuota,
      subscription_tier: tenant.subscriptionTier,
      trends: await trends(tx, tenantId, tenant.storageUsed, now),
      latest_files: latest.map(presentFile),
      needs: await countNeeds(tx, tenantId),
    };
  });
}

async function usedSince(
  tx: Transaction,
  tenantId: string,
  kind: "api_call" | "file_processed",
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`coalesce(sum(${usageEvents.quantity}), 0)::float8` })
    .from(usageEvents)
    .where(
      and(eq(usageEvents.tenantId, tenantId), eq(usageEvents.kind, kind), gte(usageEvents.occurredAt, since)),
    );
  return row?.n ?? 0;
}

async function trends(
  tx: Transaction,
  tenantId: string,
  storageNow: number,
  now: Date,
): Promise<z.input<typeof Day>[]> {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const since = new Date(today - (TREND_DAYS - 1) * DAY_MS);
  const date = sql<string>`to_char(${usageEvents.occurredAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const sums = await tx
    .select({ date, kind: usageEvents.kind, n: sql<number>`sum(${usageEvents.quantity})::float8` })
    .from(usageEvents)
    .where(and(eq(usageEvents.tenantId, tenantId), gte(usageEvents.occurredAt, since)))
    .groupBy(sql`1`, usageEvents.kind);
  const sumOf = (day: string, kind: (typeof sums)[number]["kind"]) =>
    sums.find((row) => row.date === day && row.kind === kind)?.n ?? 0;
  const days: z.input<typeof Day>[] = [];
  let storage = storageNow;
  // Backwards from what is stored now, since the events before the window are not needed then.
  for (let at = today; at >= since.getTime(); at -= DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.unshift({
      date: day,
      files_uploaded: sumOf(day, "file_uploaded"),
      files_processed: sumOf(day, "file_processed"),
      estimates: sumOf(day, "estimate"),
      api_calls: sumOf(day, "api_call"),
      storage_used: storage,
    });
    storage -= sumOf(day, "storage_delta");
  }
  return days;
}
