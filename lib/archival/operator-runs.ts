import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { archivalRuns } from "#db/schema/archival.ts";
import { operators } from "#db/schema/operators.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { byClass, type CountedClass, classesOfRun, countRuns, FIGURES_OF_PART } from "./count-items.ts";
import { runNotFound } from "./read-run.ts";
import { type OperatorRunDetail, OperatorRunView, type RunClasses } from "./views.ts";

export const ListOperatorRuns = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const OperatorRunList = z.object({ items: z.array(OperatorRunView), next: z.string().nullable() });

const SHOWN = 100;

const RUN = {
  run: archivalRuns,
  slug: tenants.slug,
  requestedBy: sql<string>`coalesce((select ${operators.name} from ${operators}
    where ${archivalRuns.requestedBy} = 'operator:' || ${operators.id}), ${archivalRuns.requestedBy})`,
  tenants: sql<number>`(select count(*)::int from archival_tenant_runs p where p.run_id = ${archivalRuns.id})`,
};

/** The platform's runs of archival, newest first. */
export async function listOperatorRuns({
  limit,
  cursor,
}: z.output<typeof ListOperatorRuns>): Promise<z.input<typeof OperatorRunList>> {
  const after = cursor ? readCursor(cursor) : null;
  return withSystem(async (tx) => {
    const rows = await tx
      .select(RUN)
      .from(archivalRuns)
      .leftJoin(tenants, eq(tenants.id, archivalRuns.onlyTenantId))
      .where(
        after
          ? sql`(${archivalRuns.startedAt}, ${archivalRuns.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
          : undefined,
      )
      .orderBy(desc(archivalRuns.startedAt), desc(archivalRuns.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const open = textArray(page.filter(({ run }) => run.counts === null).map(({ run }) => run.id));
    const counts = await countRuns(tx, sql`r.run_id = any(${open}::text::uuid[])`);
    const last = page.at(-1)?.run;
    return {
      items: page.map((row) => present(row, row.run.counts ?? counts(row.run.id))),
      next:
        rows.length > limit && last
          ? `/api/admin/archival-runs?${new URLSearchParams({
              limit: String(limit),
              cursor: writeCursor({ createdAt: last.startedAt, id: last.id }),
            })}`
          : null,
    };
  });
}

/** One of them, with its organisations and why things were not moved. Throws `NotFound` (`archival_run_not_found`). */
export async function readOperatorRun(
  id: string,
  { details = true }: { details?: boolean } = {},
): Promise<z.input<typeof OperatorRunDetail>> {
  return withSystem(async (tx) => {
    const [row] = await tx
      .select(RUN)
      .from(archivalRuns)
      .leftJoin(tenants, eq(tenants.id, archivalRuns.onlyTenantId))
      .where(eq(archivalRuns.id, id));
    if (!row) throw runNotFound();
    const classes = await classesOfRun(tx, row.run);
    return {
      ...present(row, classes),
      ...(details ? { by_tenant: await byTenant(tx, id), reasons: await reasons(tx, id) } : {}),
    };
  });
}

function present(
  row: { run: typeof archivalRuns.$inferSelect; slug: string | null; requestedBy: string; tenants: number },
  classes: RunClasses,
): z.input<typeof OperatorRunView> {
  const { run, slug } = row;
  return {
    run_id: run.id,
    trigger: run.trigger,
    as_of: run.asOf.toISOString(),
    status: run.status,
    tenant: run.onlyTenantId !== null && slug !== null ? { id: run.onlyTenantId, slug } : null,
    requested_by: row.requestedBy,
    tenants: row.tenants,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    classes,
  };
}

async function byTenant(tx: Transaction, runId: string) {
  const parts = await tx.execute<{
    id: string;
    slug: string;
    status: "running" | "completed" | "failed";
    figures: CountedClass[];
  }>(sql`
    select r.tenant_id as id, t.slug, r.status, c.figures from archival_tenant_runs r
    join tenants t on t.id = r.tenant_id
    cross join lateral (select coalesce(sum(f.failed), 0) as failed, coalesce(sum(f.matched), 0) as matched,
      coalesce(json_agg(f), '[]') as figures from ${FIGURES_OF_PART} f) c
    where r.run_id = ${runId} order by c.failed desc, c.matched desc, r.tenant_id limit ${SHOWN}`);
  return parts.map(({ id, slug, status, figures }) => ({
    tenant: { id, slug },
    status,
    classes: byClass(figures),
  }));
}

/** Read by part, each by its key. Of a run that is pruned those of failures are left. */
async function reasons(tx: Transaction, runId: string) {
  const rows = await tx.execute<{
    code: string;
    status: "skipped" | "failed";
    reason: string;
    count: number;
  }>(sql`
    with parts as materialized (select * from archival_tenant_runs where run_id = ${runId})
    select coalesce(i.reason_code, 'unknown') as code, i.status, coalesce(min(i.reason), '') as reason, count(*)::int as count
    from parts r join archival_items i on i.tenant_id = r.tenant_id and i.run_id = r.run_id
    where i.status in ('skipped', 'failed') group by 1, 2
    union all
    select 'left_again', 'skipped', ${LEFT_AGAIN}, sum(k.value::int)::int from parts r, jsonb_each_text(r.left_again) k having count(*) > 0
    order by 4 desc, 1 limit ${SHOWN}`);
  return [...rows];
}

const LEFT_AGAIN =
  "Left for the same reason as in an earlier run: nothing has changed for these files since.";
