import { and, asc, desc, eq, gte, lt, lte } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { usageMetrics } from "#db/schema/usage.ts";
import { Invalid } from "#lib/errors.ts";
import { checkDays, DAYS } from "#lib/http/days.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { NOTHING_VISIBLE, visibleDays } from "#lib/usage/visible-days.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 800;

/** The last 30 days unless told. */
export const Days = z.object(DAYS);

export const UsageDay = z.object({
  date: z.string(),
  files_uploaded: z.number(),
  files_processed: z.number(),
  api_calls: z.number(),
  browser_calls: z.number(),
  estimates: z.number(),
  /** Bytes at the day's end. */
  storage_used: z.number(),
  /** Bytes in the archive at the day's end. */
  archive_used: z.number(),
  /** Bytes restored from the archive, as of the standard tier. */
  restored: z.number(),
  /** Likely cost of the day's estimates, in the organisation's currency. */
  cost_estimated: z.string(),
  /** A1–A3 of the day's estimates, kg CO2e. */
  carbon_calculated: z.string(),
});

export const DailyUsage = z.object({ items: z.array(UsageDay) });

/** One item per day, oldest first, the quiet days too. */
export async function readDailyUsage(
  ctx: Ctx,
  input: z.output<typeof Days>,
  now = new Date(),
): Promise<z.input<typeof DailyUsage>> {
  requireRole(ctx, "viewer");
  const days = range(input, now);
  return { items: await ctx.transaction((tx) => usageByDay(ctx, tx, days)) };
}

/**
 * The days in order, both included, from the daily metrics. What stands in projects that are hidden from the caller is
 * left out of files, estimates, cost and carbon; storage, archive and calls are the organisation's, whose limits hold for all.
 */
export async function usageByDay(
  ctx: Ctx,
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<z.input<typeof UsageDay>[]> {
  const mine = eq(usageMetrics.tenantId, ctx.tenant.id);
  const rows = await tx
    .select()
    .from(usageMetrics)
    .where(and(mine, gte(usageMetrics.metricDate, from), lte(usageMetrics.metricDate, to)))
    .orderBy(asc(usageMetrics.metricDate));
  const [before] = await tx
    .select({ storageUsed: usageMetrics.storageUsed, archiveUsed: usageMetrics.archiveUsed })
    .from(usageMetrics)
    .where(and(mine, lt(usageMetrics.metricDate, from)))
    .orderBy(desc(usageMetrics.metricDate))
    .limit(1);
  const visible = ctx.hiddenProjects.length > 0 ? await visibleDays(tx, ctx.tenant.id, { from, to }) : null;
  const byDay = new Map(rows.map((row) => [row.metricDate, row]));
  let storage = before?.storageUsed ?? 0;
  let archive = before?.archiveUsed ?? 0;
  return daysBetween(from, to).map((date) => {
    const row = byDay.get(date);
    storage = row?.storageUsed ?? storage;
    archive = row?.archiveUsed ?? archive;
    return {
      date,
      files_uploaded: row?.filesUploaded ?? 0,
      files_processed: row?.filesProcessed ?? 0,
      api_calls: row?.apiCalls ?? 0,
      browser_calls: row?.browserCalls ?? 0,
      estimates: row?.estimates ?? 0,
      storage_used: storage,
      archive_used: archive,
      restored: row?.restored ?? 0,
      cost_estimated: row?.costEstimated ?? "0",
      carbon_calculated: row?.carbonCalculated ?? "0",
      ...(visible && (visible.get(date) ?? NOTHING_VISIBLE)),
    };
  });
}

/** The days asked for. Throws `Invalid` for a range that ends before it starts, is too long, or of no calendar of ours. */
export function range(input: z.output<typeof Days>, now: Date): { from: string; to: string } {
  const to = input.to ?? now.toISOString().slice(0, 10);
  const from = input.from ?? new Date(Date.parse(to) - 29 * DAY_MS).toISOString().slice(0, 10);
  checkDays({ from, to });
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days > MAX_DAYS)
    throw new Invalid("range_too_long", problemText("usage.askMostDays", { maxDays: MAX_DAYS }));
  return { from, to };
}

/** Every UTC day from one to the other, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
