import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { archivalItems, archivalTenantRuns } from "#db/schema/archival.ts";
import { users } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { NotFound } from "#lib/errors.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countRuns } from "./count-items.ts";
import { LASTING } from "./left-again.ts";
import type { NotMoved, RunClasses, RunDetail, RunView } from "./views.ts";

/** What of a run did not move is shown up to here. */
const SHOWN = 200;

/**
 * One of the organisation's runs, with what it did not move and why, unless its counts are enough. Throws `NotFound`
 * (`archival_run_not_found`).
 */
export async function readRun(
  ctx: Ctx,
  runId: string,
  { details = true }: { details?: boolean } = {},
): Promise<z.input<typeof RunDetail>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const [run] = await tx
      .select(RUN)
      .from(archivalTenantRuns)
      .where(and(eq(archivalTenantRuns.tenantId, tenantId), eq(archivalTenantRuns.runId, runId)));
    if (!run) throw runNotFound();
    const counts = await countRuns(tx, sql`r.tenant_id = ${tenantId} and r.run_id = ${runId}`);
    return {
      ...presentRun(run, counts(runId)),
      pruned: run.run.isPruned,
      ...(details ? { not_moved: await notMoved(tx, run.run) } : {}),
    };
  });
}

export const runNotFound = () => new NotFound("archival_run_not_found", problemText("archival.runListRuns"));

/** The columns that a run is shown by. */
export const RUN = {
  run: archivalTenantRuns,
  requestedBy: sql<string | null>`coalesce((select ${users.name} from ${users}
    where ${archivalTenantRuns.requestedBy} = 'user:' || ${users.id}), ${archivalTenantRuns.requestedBy})`,
};

export function presentRun(
  { run, requestedBy }: { run: typeof archivalTenantRuns.$inferSelect; requestedBy: string | null },
  classes: RunClasses,
): z.input<typeof RunView> {
  return {
    run_id: run.runId,
    trigger: run.trigger,
    as_of: run.asOf.toISOString(),
    status: run.status,
    requested_by: requestedBy,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    classes,
  };
}

async function notMoved(
  tx: Transaction,
  run: typeof archivalTenantRuns.$inferSelect,
): Promise<z.input<typeof NotMoved>[]> {
  const ofFile = and(eq(files.tenantId, archivalItems.tenantId), eq(files.id, archivalItems.subjectId));
  const items = () =>
    tx.select({ item: archivalItems, filename: files.filename }).from(archivalItems).leftJoin(files, ofFile);
  const ofTenant = eq(archivalItems.tenantId, run.tenantId);
  const rows = await items()
    .where(
      and(ofTenant, eq(archivalItems.runId, run.runId), inArray(archivalItems.status, ["skipped", "failed"])),
    )
    .orderBy(asc(archivalItems.status), desc(archivalItems.bytes), asc(archivalItems.subjectId))
    .limit(SHOWN);
  const hasEarlier = Object.keys(run.leftAgain).length > 0 && rows.length < SHOWN;
  const earlier = hasEarlier
    ? await items()
        .where(and(ofTenant, leftBefore(run), eq(files.storageTier, "hot")))
        .orderBy(desc(archivalItems.bytes), asc(archivalItems.subjectId))
        .limit(SHOWN - rows.length)
    : [];
  return [...rows, ...earlier].flatMap(({ item, filename }) =>
    item.status === "skipped" || item.status === "failed"
      ? [
          {
            id: item.subjectId,
            filename,
            class: item.class,
            status: item.status,
            code: item.reasonCode ?? "unknown",
            reason: retold(item.reason ?? ""),
            attempts: item.attempts,
            bytes: item.bytes,
          },
        ]
      : [],
  );
}

/** The newest item before a run of each file that it has left for the same reason and therefore has no item of. */
function leftBefore({ tenantId, runId, startedAt }: typeof archivalTenantRuns.$inferSelect) {
  return sql`(${archivalItems.runId}, ${archivalItems.subjectId}) in (
    select distinct on (i.subject_id) i.run_id, i.subject_id
    from archival_items i join archival_tenant_runs r on r.tenant_id = i.tenant_id and r.run_id = i.run_id
    where i.tenant_id = ${tenantId} and i.status = 'skipped' and i.reason_code in ${LASTING} and r.started_at < ${startedAt.toISOString()}::timestamptz
      and not exists (select from archival_items own
        where own.tenant_id = ${tenantId} and own.run_id = ${runId} and own.subject_id = i.subject_id)
    order by i.subject_id, r.started_at desc)`;
}
