import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { billingAccounts } from "#db/schema/billing.ts";
import { FILE_STORAGE_CLASSES } from "#db/schema/files.ts";
import { GIB, tenants } from "#db/schema/tenants.ts";
import { moneyOf, priceOf, shareInMinor } from "#lib/billing/money.ts";
import { type PlanVersion, planVersion } from "#lib/billing/plan-version.ts";
import { Money } from "#lib/billing/views.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Share = z.object({ files: z.number(), bytes: z.number() });
const Level = Share.extend({
  /** Bytes that the plan includes, and where it ends. */
  limit: z.number(),
  quota: z.number(),
});

/** Sizes in bytes. Bytes are the organisation's; files are those that the caller sees. */
export const StorageUsage = z.object({
  currency: z.string(),
  hot: Level.extend({
    /** Promised to uploads that are under way. */
    reserved: z.number(),
  }),
  archive: Level.extend({
    /** Of the files that the caller sees. */
    by_class: z.array(Share.extend({ storage_class: z.enum(FILE_STORAGE_CLASSES) })),
    /** What is left of the archive's bytes: in projects that the caller does not see. */
    unseen_bytes: z.number(),
  }),
  /** On their way to the archive or out of it. */
  moving: Share,
  /** Of the archive, what can be read for a time. */
  restored: Share,
  /** Of the plan: a GiB beyond what it includes, on average over a month; a GiB restored at the standard tier. */
  prices: z.object({ hot_gib: Money, archive_gib: Money, restored_gib: Money }),
  /** What a month costs less, by these prices, than with the archive in hot storage; tax not counted. */
  saved_a_month: Money,
});

/** What is stored where, and what the archive saves. How both grew is in the daily usage. */
export async function readStorageUsage(ctx: Ctx, now = new Date()): Promise<z.input<typeof StorageUsage>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const [tenant] = await tx
      .select({
        plan: tenants.subscriptionTier,
        currency: billingAccounts.currency,
        hot: tenants.storageUsed,
        hotQuota: tenants.storageQuota,
        reserved: tenants.storageReserved,
        archive: tenants.archiveUsed,
        archiveQuota: tenants.archiveQuota,
      })
      .from(tenants)
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .where(eq(tenants.id, ctx.tenant.id));
    if (!tenant) throw new Error(`Tenant ${ctx.tenant.id} has no billing account`);
    const groups = await tx.execute<{
      storage_class: (typeof FILE_STORAGE_CLASSES)[number];
      archived: boolean;
      moving: boolean;
      restored: boolean;
      files: number;
      bytes: number;
    }>(sql`
      select storage_class, archive_key is not null as archived, move_id is not null or storage_tier in ('archiving', 'restoring') as moving,
        storage_tier = 'restored' as restored, count(*)::int as files, sum(size)::float8 as bytes
      from files where tenant_id = ${ctx.tenant.id} and status <> 'pending' group by 1, 2, 3, 4`);
    const plan = await planVersion(tx, tenant.plan, { currency: tenant.currency, on: now });
    const archived = groups.filter((group) => group.archived);
    return {
      currency: tenant.currency,
      hot: {
        files: sumOf(groups.filter((group) => !group.archived)).files,
        bytes: tenant.hot,
        limit: plan.storageLimit,
        quota: tenant.hotQuota,
        reserved: tenant.reserved,
      },
      archive: {
        files: sumOf(archived).files,
        bytes: tenant.archive,
        limit: plan.archiveLimit,
        quota: tenant.archiveQuota,
        unseen_bytes: Math.max(0, tenant.archive - sumOf(archived).bytes),
        by_class: FILE_STORAGE_CLASSES.flatMap((storage_class) => {
          const found = sumOf(archived.filter((group) => group.storage_class === storage_class));
          return found.files > 0 ? [{ storage_class, ...found }] : [];
        }),
      },
      moving: sumOf(groups.filter((group) => group.moving)),
      restored: sumOf(groups.filter((group) => group.restored)),
      prices: {
        hot_gib: priceOf(plan.costPerGbStorage, plan.currency),
        archive_gib: priceOf(plan.costPerGbArchive, plan.currency),
        restored_gib: priceOf(plan.costPerGbRestore, plan.currency),
      },
      saved_a_month: moneyOf(savedMinor(plan, tenant), plan.currency),
    };
  });
}

const sumOf = (groups: readonly { files: number; bytes: number }[]) => ({
  files: groups.reduce((sum, { files }) => sum + files, 0),
  bytes: groups.reduce((sum, { bytes }) => sum + bytes, 0),
});

/** Each charge is rounded as the invoice rounds it. Nothing is saved where hot storage would be included as well. */
function savedMinor(plan: PlanVersion, { hot, archive }: { hot: number; archive: number }): number {
  const beyond = (price: string, bytes: number, limit: number) =>
    shareInMinor(price, minorDigits(plan.currency), Math.max(0, bytes - limit), GIB);
  const allHot = beyond(plan.costPerGbStorage, hot + archive, plan.storageLimit);
  const asItIs =
    beyond(plan.costPerGbStorage, hot, plan.storageLimit) +
    beyond(plan.costPerGbArchive, archive, plan.archiveLimit);
  return Math.max(0, allHot - asItIs);
}
