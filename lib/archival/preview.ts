import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { ARCHIVAL_CLASSES, type ArchivalRule } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { moneyOf } from "#lib/billing/money.ts";
import { Money } from "#lib/billing/views.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { byClass, type CountedClass } from "./count-items.ts";
import { dueFiles, type Selection, sparedFiles } from "./due-files.ts";
import { dueLogDays } from "./due-log-days.ts";
import { Moment } from "./moment.ts";
import { CURRENCY, monthlySaving } from "./prices.ts";
import { OwnRulesView, toOwnRules } from "./rules-view.ts";
import { RunClasses } from "./views.ts";

export const PreviewArchival = z.strictObject({
  /** As if it were then; now when left out. */
  as_of: Moment.optional(),
  /** Rules that are not saved yet, as PUT /api/settings/archival takes them; the saved ones when left out. */
  rules: OwnRulesView.optional(),
});

export const ArchivalPreview = z.object({
  as_of: z.string(),
  classes: RunClasses,
  /** What it saves a month, by what it would be stored as: an estimate from list prices of storage. */
  savings: z.array(
    z.object({ storage_class: z.string(), files: z.number(), bytes: z.number(), saving: Money }),
  ),
  total_saving: Money,
  /** Old enough, but kept hot, or on legal hold. */
  kept_hot: z.number(),
  on_hold: z.number(),
  /** The largest fifty of what would move. */
  files: z.array(
    z.object({
      file_id: z.string(),
      filename: z.string(),
      class: z.enum(ARCHIVAL_CLASSES),
      storage_class: z.string(),
      size: z.number(),
    }),
  ),
});

const SHOWN = 50;

/** What a run would move, and what that saves a month; nothing is done. */
export async function previewArchival(
  ctx: Ctx,
  { as_of, rules }: z.output<typeof PreviewArchival>,
): Promise<z.input<typeof ArchivalPreview>> {
  requireRole(ctx, "admin");
  const asOf = as_of ?? new Date();
  const selection: Selection = {
    asOf,
    tenantId: ctx.tenant.id,
    ...(rules ? { trial: toOwnRules(rules) } : {}),
  };
  // Days of job logs stand in tables that no member's transaction may read.
  const groups = await withSystem((tx) => countDue(tx, selection));
  return ctx.transaction(async (tx) => {
    const shown = await tx.execute<{
      file_id: string;
      filename: string;
      class: (typeof ARCHIVAL_CLASSES)[number];
      storage_class: string;
      size: number;
    }>(sql`
      select file_id, filename, class, storage_class, bytes::float8 as size from (${dueFiles(selection)}) due
      order by bytes desc, file_id limit ${SHOWN}`);
    const [spared] = await tx.execute<{ kept_hot: number; on_hold: number }>(sparedFiles(selection));
    return {
      as_of: asOf.toISOString(),
      classes: byClass(groups),
      ...savingsOf(groups),
      kept_hot: spared?.kept_hot ?? 0,
      on_hold: spared?.on_hold ?? 0,
      files: [...shown],
    };
  });
}

/** What is due, by class, for the system's role. Of logs the days are counted; their bytes show once they are compressed. All of an organisation's files of a class go to the same storage class; over several, to more. */
export async function countDue(tx: Transaction, selection: Selection): Promise<DueGroup[]> {
  return tx.execute<DueGroup>(sql`
    select class, storage_class, count(*)::int as matched, 0 as archived, 0 as skipped, 0 as failed, 0 as queued,
      sum(bytes)::float8 as bytes
    from (select class, storage_class, bytes from (${dueFiles(selection)}) f
      union all select 'logs', storage_class, 0 from (${dueLogDays(selection)}) l) due
    group by class, storage_class`);
}

interface DueGroup extends CountedClass {
  storage_class: ArchivalRule["storageClass"];
}

function savingsOf(groups: readonly DueGroup[]) {
  const files = groups.filter((group) => group.class !== "logs");
  const savings = [...Map.groupBy(files, (group) => group.storage_class)].map(([storageClass, of]) => {
    const bytes = of.reduce((sum, group) => sum + group.bytes, 0);
    const matched = of.reduce((sum, group) => sum + group.matched, 0);
    return { storage_class: storageClass, files: matched, bytes, cents: monthlySaving(bytes, storageClass) };
  });
  return {
    savings: savings.map(({ cents, ...of }) => ({ ...of, saving: moneyOf(cents, CURRENCY) })),
    total_saving: moneyOf(
      savings.reduce((sum, { cents }) => sum + cents, 0),
      CURRENCY,
    ),
  };
}
