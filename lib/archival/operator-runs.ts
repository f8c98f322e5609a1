import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { archivalRuns } from "#db/schema/archival.ts";
import { operators } from "#db/schema/operators.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { countItems } from "./count-items.ts";
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
    const ids = textArray(page.map(({ run }) => run.id));
    const counts = await countItems(tx, "run_id", sql`i.run_id = any(${ids}::text::uuid[])`);
    const last = page.at(-1)?.run;
    return {
      items: page.map((row) => present(row, counts(row.run.id))),
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
export async function readOperatorRun(id: string): Promise<z.input<typeof OperatorRunDetail>> {
  return withSystem(async (tx) => {
    const [row] = await tx
      .select(RUN)
      .from(archivalRuns)
      .leftJoin(tenants, eq(tenants.id, archivalRuns.onlyTenantId))
      .where(eq(archivalRuns.id, id));
    if (!row) throw runNotFound();
    const counts = await countItems(tx, "run_id", sql`i.run_id = ${id}`);
    return { ...present(row, counts(id)), by_tenant: await byTenant(tx, id), reasons: await reasons(tx, id) };
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
  }>(sql`
    select p.tenant_id as id, t.slug, p.status from archival_tenant_runs p
    join tenants t on t.id = p.tenant_id
    left join lateral (select count(*) filter (where i.status = 'failed') as failed, count(*) as matched
      from archival_items i where i.tenant_id = p.tenant_id and i.run_id = p.run_id) c on true
    where p.run_id = ${runId} order by c.failed desc, c.matched desc, p.tenant_id limit ${SHOWN}`);
  const ids = textArray(parts.map(({ id }) => id));
  const counts = await countItems(
    tx,
    "tenant_id",
    sql`i.run_id = ${runId} and i.tenant_id = any(${ids}::text::uuid[])`,
  );
  return parts.map(({ id, slug, status }) => ({ tenant: { id, slug }, status, classes: counts(id) }));
}

async function reasons(tx: Transaction, runId: string) {
  const rows = await tx.execute<{
    code: string;
    status: "skipped" | "failed";
    reason: string;
    count: number;
  }>(sql`
    select coalesce(i.reason_code, 'unknown') as code, i.status, coalesce(min(i.reason), '') as reason, count(*)::int as count
    from archival_items i where i.run_id = ${runId} and i.status in ('skipped', 'failed')
    group by 1, 2 order by 4 desc, 1 limit ${SHOWN}`);
  return [...rows];
}
