import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { archivalTenantRuns } from "#db/schema/archival.ts";
import { textArray } from "#db/text-array.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { countRuns } from "./count-items.ts";
import { presentRun, RUN } from "./read-run.ts";
import { RunView } from "./views.ts";

export const ListRuns = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const RunList = z.object({ items: z.array(RunView), next: z.string().nullable() });

/** The runs in which something of the organisation's matched, and those that its members started; newest first. */
export async function listRuns(
  ctx: Ctx,
  { limit, cursor }: z.output<typeof ListRuns>,
): Promise<z.input<typeof RunList>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  const after = cursor ? readCursor(cursor) : null;
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .select(RUN)
      .from(archivalTenantRuns)
      .where(
        and(
          eq(archivalTenantRuns.tenantId, tenantId),
          after
            ? sql`(${archivalTenantRuns.startedAt}, ${archivalTenantRuns.runId}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(archivalTenantRuns.startedAt), desc(archivalTenantRuns.runId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const ids = textArray(page.map(({ run }) => run.runId));
    const counts = await countRuns(
      tx,
      sql`r.tenant_id = ${tenantId} and r.run_id = any(${ids}::text::uuid[])`,
    );
    const last = page.at(-1)?.run;
    return {
      items: page.map((row) => presentRun(row, counts(row.run.runId))),
      next:
        rows.length > limit && last
          ? `/api/archival/runs?${new URLSearchParams({
              limit: String(limit),
              cursor: writeCursor({ createdAt: last.startedAt, id: last.runId }),
            })}`
          : null,
    };
  });
}
