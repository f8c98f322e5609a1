import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { archivalItems, archivalTenantRuns } from "#db/schema/archival.ts";
import { users } from "#db/schema/auth.ts";
import { files } from "#db/schema/files.ts";
import { NotFound } from "#lib/errors.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countItems } from "./count-items.ts";
import type { NotMoved, RunClasses, RunDetail, RunView } from "./views.ts";

/** What of a run did not move is shown up to here. */
const SHOWN = 200;

/** One of the organisation's runs, with what it did not move and why. Throws `NotFound` (`archival_run_not_found`). */
export async function readRun(ctx: Ctx, runId: string): Promise<z.input<typeof RunDetail>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const [run] = await tx
      .select(RUN)
      .from(archivalTenantRuns)
      .where(and(eq(archivalTenantRuns.tenantId, tenantId), eq(archivalTenantRuns.runId, runId)));
    if (!run) throw runNotFound();
    const counts = await countItems(tx, "run_id", sql`i.tenant_id = ${tenantId} and i.run_id = ${runId}`);
    return { ...presentRun(run, counts(runId)), not_moved: await notMoved(tx, tenantId, runId) };
  });
}

export const runNotFound = () =>
  new NotFound("archival_run_not_found", "There is no such run. The list of runs shows what there is.");

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
  tenantId: string,
  runId: string,
): Promise<z.input<typeof NotMoved>[]> {
  const rows = await tx
    .select({ item: archivalItems, filename: files.filename })
    .from(archivalItems)
    .leftJoin(files, and(eq(files.tenantId, archivalItems.tenantId), eq(files.id, archivalItems.subjectId)))
    .where(
      and(
        eq(archivalItems.tenantId, tenantId),
        eq(archivalItems.runId, runId),
        inArray(archivalItems.status, ["skipped", "failed"]),
      ),
    )
    .orderBy(asc(archivalItems.status), desc(archivalItems.bytes), asc(archivalItems.subjectId))
    .limit(SHOWN);
  return rows.flatMap(({ item, filename }) =>
    item.status === "skipped" || item.status === "failed"
      ? [
          {
            id: item.subjectId,
            filename,
            class: item.class,
            status: item.status,
            code: item.reasonCode ?? "unknown",
            reason: item.reason ?? "",
            attempts: item.attempts,
            bytes: item.bytes,
          },
        ]
      : [],
  );
}
