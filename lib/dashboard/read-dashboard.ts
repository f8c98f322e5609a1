import { and, desc, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { LIMITED_METRICS } from "#db/schema/usage.ts";
import { newestEstimates } from "#lib/estimates/list-estimates.ts";
import { presentFile } from "#lib/files/present-file.ts";
import { findProject } from "#lib/projects/find-project.ts";
import { InProject } from "#lib/projects/in-project.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { readCurrentUsage } from "#lib/usage/current-usage.ts";
import { Days, range, usageByDay } from "#lib/usage/daily-usage.ts";
import { monthOf } from "#lib/usage/month.ts";
import { visibleDays } from "#lib/usage/visible-days.ts";
import { activityOf } from "./activity.ts";
import { readByProject } from "./by-project.ts";
import { countWaiting } from "./count-waiting.ts";
import { readEstimateFigures } from "./estimate-figures.ts";
import { readFileFigures } from "./file-figures.ts";
import { perM2Trend, stepOf } from "./per-m2-trend.ts";
import { conditionsOf, type Scope } from "./scope.ts";
import type { Dashboard } from "./views.ts";

/** Days as for usage; a project's id, or `none`: only what stands in no project. */
export const ReadDashboard = Days.extend({ project_id: InProject });

const LATEST = 5;

/**
 * The organisation, or one project of it, at a glance: what waits, what was made in the range, what it comes to. Without
 * what is hidden from the caller; storage, calls and the days' usage are the whole organisation's, whose limits hold for
 * all. Throws `Invalid` (`range_invalid`, `range_too_long`) and `NotFound` (`project_not_found`).
 */
export async function readDashboard(
  ctx: Ctx,
  input: z.output<typeof ReadDashboard> = {},
  now = new Date(),
): Promise<z.input<typeof Dashboard>> {
  requireRole(ctx, "viewer");
  const days = range(input, now);
  const scope: Scope = { tenantId: ctx.tenant.id, projectId: input.project_id, range: days };
  // Outside the transaction: it writes down the calls that were counted in memory.
  const { usage } = await readCurrentUsage(ctx, now);
  return ctx.transaction(async (tx) => {
    if (input.project_id && input.project_id !== "none") await findProject(tx, input.project_id);
    const [tenant] = await tx
      .select({ ...OF_TENANT, currency: tenantSettings.currency })
      .from(tenants)
      .innerJoin(tenantSettings, eq(tenantSettings.tenantId, tenants.id))
      .where(eq(tenants.id, ctx.tenant.id));
    if (!tenant) throw new Error(`Tenant ${ctx.tenant.id} is gone`);
    const matching = conditionsOf(scope);
    const { currency } = tenant;
    const ofFiles = await readFileFigures(tx, scope);
    const ofEstimates = await readEstimateFigures(tx, scope, { currency, step: stepOf(days) });
    const latest = await tx
      .select()
      .from(files)
      .where(and(matching.files, ne(files.status, "pending")))
      .orderBy(desc(files.createdAt), desc(files.id))
      .limit(LATEST);
    const activity = activityOf(days, ofFiles, ofEstimates);
    const made = (what: "files" | "estimates") => activity.reduce((sum, day) => sum + day[what], 0);
    return {
      total_files: ofFiles.statuses.reduce((sum, row) => sum + row.n, 0),
      files_by_status: Object.fromEntries(ofFiles.statuses.map((row) => [row.status, row.n])),
      files_processed:
        ctx.hiddenProjects.length > 0 ? await visibleThisMonth(tx, ctx.tenant.id, now) : usage.files.used,
      total_estimates: await tx.$count(costEstimates, matching.estimates),
      storage_used: tenant.storageUsed,
      storage_quota: tenant.storageQuota,
      api_usage: usage.api_calls.used,
      api_quota: tenant.apiQuota,
      subscription_tier: tenant.subscriptionTier,
      quotas: LIMITED_METRICS.map((metric) => {
        const { used, limit, percentage } = usage[metric];
        return { metric, used, limit, percentage };
      }),
      range: days,
      in_range: { files: made("files"), estimates: made("estimates") },
      activity,
      trends: await usageByDay(ctx, tx, days),
      per_m2: perM2Trend(days, currency, ofEstimates),
      by_project: await readByProject(tx, scope, { currency, files: ofFiles, estimates: ofEstimates }),
      latest_files: latest.map(presentFile),
      latest_estimates: await newestEstimates(tx, matching.estimates, LATEST),
      needs: await countWaiting(ctx, tx, scope),
    };
  });
}

const OF_TENANT = {
  storageUsed: tenants.storageUsed,
  storageQuota: tenants.storageQuota,
  apiQuota: tenants.apiQuota,
  subscriptionTier: tenants.subscriptionTier,
};

/** Of what a caller sees from whom projects are hidden. */
async function visibleThisMonth(tx: Transaction, tenantId: string, now: Date): Promise<number> {
  const days = await visibleDays(tx, tenantId, { from: monthOf(now), to: now.toISOString().slice(0, 10) });
  return [...days.values()].reduce((sum, { files_processed }) => sum + files_processed, 0);
}
